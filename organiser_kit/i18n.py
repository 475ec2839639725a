"""One catalogue for core, documents, desktop, command line and server.

Messages are written in English in the code and translated in ``assets/locale``. Sentences are whole:
values go in by name, never by concatenation.
"""

from __future__ import annotations

import gettext
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from assets.paths import asset

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("fr", "en")
DOMAIN = "organiser_kit"


class Catalogue:
    """The texts of one language."""

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def tr(self, message: str, /, **values: object) -> str:
        """Return ``message`` in this language with ``values`` put in by name."""
        text = self._translations.gettext(message)
        return text.format(**values) if values else text

    def trn(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """Return the form that fits the count ``n``, which is also the value ``{n}``."""
        return self._translations.ngettext(singular, plural, n).format(n=n, **values)


@cache
def catalogue(language: str) -> Catalogue:
    """Return the catalogue of ``language``: French unless it is one of :data:`LANGUAGES`."""
    known = language if language in LANGUAGES else "fr"
    # English is the language of the source: no file, and so no warning, is needed for it.
    translations = gettext.translation(
        DOMAIN, localedir=asset("locale"), languages=[known], fallback=known == "en"
    )
    return Catalogue(known, translations)


class _Current:
    """The language of this process: set once at start-up."""

    language = "fr"


_override: ContextVar[str | None] = ContextVar("language", default=None)


def use(language: str) -> None:
    """Make ``language`` the one of the whole process."""
    _Current.language = catalogue(language).language


@contextmanager
def using(language: str) -> Iterator[None]:
    """Speak ``language`` in this context only: one web request, one document."""
    token = _override.set(catalogue(language).language)
    try:
        yield
    finally:
        _override.reset(token)


def current() -> Catalogue:
    """Return the catalogue in force here."""
    return catalogue(_override.get() or _Current.language)


def tr(message: str, /, **values: object) -> str:
    """Return ``message`` in the language in force, with ``values`` put in by name."""
    return current().tr(message, **values)


def trn(singular: str, plural: str, n: int, /, **values: object) -> str:
    """Return the form that fits ``n`` in the language in force."""
    return current().trn(singular, plural, n, **values)
