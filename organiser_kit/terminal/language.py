"""Which language the command line speaks, found before any text is needed."""

from __future__ import annotations

import locale
from typing import TYPE_CHECKING

from organiser_kit.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(argv: Sequence[str], variables: Mapping[str, str]) -> str:
    """Return what ``--lang`` says, else the language of the system, else French."""
    return _asked_for(argv) or _of_system(variables) or "fr"


def _asked_for(argv: Sequence[str]) -> str | None:
    for place, word in enumerate(argv):
        name, equals, value = word.partition("=")
        if name == "--lang":
            value = value if equals else " ".join(argv[place + 1 : place + 2])
            return value if value in LANGUAGES else None
    return None


def _of_system(variables: Mapping[str, str]) -> str | None:
    said = next((variables[name] for name in _VARIABLES if variables.get(name)), None)
    # Windows sets no such variable; its own name for a language begins alike: "English_United Kingdom".
    text = said if said is not None else (locale.getlocale()[0] or "")
    start = text[:2].lower()
    return start if start in LANGUAGES else None
