"""Every text a person reads is gathered, translated, compiled, and written as its language is."""

from __future__ import annotations

import ast
import re
from string import Formatter
from typing import TYPE_CHECKING

import i18n
import pytest

from tests.repository import ROOT, python_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

# The functions themselves hand on what they are given.
TRANSLATOR = ROOT / "organiser_kit" / "i18n.py"
NARROW = "\u202f"
WIDE = "\u00a0"
NO_BREAK = NARROW + WIDE


def messages() -> list[Message]:
    """Return every message of the French catalogue."""
    return [message for message in i18n.read(i18n.po_path("fr"), "fr") if message.id]


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Return the singular and the plural of a message, or the only form it has."""
    return [form for form in ([text] if isinstance(text, str) else text or ()) if form]


def test_the_template_holds_the_texts_of_the_code() -> None:
    assert i18n.TEMPLATE.read_bytes() == i18n.as_po(i18n.extract()), "run `make i18n`"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_catalogue_holds_the_texts_of_the_code(language: str) -> None:
    expected = i18n.as_po(i18n.updated(language, i18n.extract()))

    assert i18n.po_path(language).read_bytes() == expected, "run `make i18n`"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    assert i18n.untranslated(i18n.read(i18n.po_path(language), language)) == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    written = i18n.as_mo(i18n.read(i18n.po_path(language), language))

    assert i18n.mo_path(language).read_bytes() == written, "run `make i18n`"


def placeholders(text: str) -> set[str]:
    """Return the names that values are put in by; how each is written belongs to the language: ``9 h 05``."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_a_translation_keeps_the_places_of_the_values() -> None:
    """A singular may do without its number ("one person"); nothing else may be lost or invented."""
    wrong = []
    for message in messages():
        wanted = set().union(*(placeholders(form) for form in forms(message.id)))
        spare = {"n"} if message.pluralizable else set()
        for form in forms(message.string):
            if (placeholders(form) ^ wanted) - spare or placeholders(form) - wanted:
                wrong.append((message.id, form))

    assert wrong == []


MISTAKES = {
    "a plain space, or none, before a double sign": re.compile(rf"(?<![{NO_BREAK}?!…])[;!?](?=[\s»)”]|$)"),
    "a plain space, or none, before a colon": re.compile(rf"(?<![{NO_BREAK}]):(?=\s|$)"),
    "a plain space, or none, inside quotation marks": re.compile(rf"«(?![{NO_BREAK}])|(?<![{NO_BREAK}])»"),
    "a plain space before a percent sign": re.compile(r"\d[ ]%"),
    "a typewriter's apostrophe": re.compile(r"(?<=\w)'(?=\w|«|X)"),
    "three dots for an ellipsis": re.compile(r"\.\.\."),
    "English quotation marks": re.compile(r"[“”]"),
}


def mistakes(text: str) -> list[str]:
    """Return what is wrong in the typography of a French text."""
    # What stands in braces is a name of the code; what replaces it is a word.
    plain = re.sub(r"\{[^{}]*\}", "X", text)
    return [what for what, pattern in MISTAKES.items() if pattern.search(plain)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"Quoi{NARROW}? Non{NARROW}! L’ami : {{n}}".replace(" :", f"{WIDE}:"), 0),
        (f"«{NARROW}Oui{NARROW}», à 14:02, voir https://example.org/?a=b", 0),
        ("Quoi ?", 1),
        ("Quoi?", 1),
        ("Nom :", 1),
        ("Nom: {nom}", 1),
        ("« Oui »", 1),
        ("l'ami", 1),
        ("l'{ami}", 1),
        ("Attendez...", 1),
        ("12 %", 1),
    ],
)
def test_the_check_of_typography_sees_what_it_is_for(text: str, count: int) -> None:
    assert len(mistakes(text)) == count


def test_french_is_written_as_french_is() -> None:
    wrong = {
        form: mistakes(form) for message in messages() for form in forms(message.string) if mistakes(form)
    }

    assert wrong == {}


class Calls(ast.NodeVisitor):
    """Collects the calls of ``tr`` and ``trn`` that no catalogue can serve."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []
        self.total = 0
        self._depth = 0

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """Look at the body as what runs later, at decorators and defaults as what runs at import."""
        for outer in (*node.decorator_list, node.args):
            self.visit(outer)
        self._later(node.body)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._later([node.body])

    def _later(self, body: list[ast.stmt] | list[ast.expr]) -> None:
        self._depth += 1
        for part in body:
            self.visit(part)
        self._depth -= 1

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in ("tr", "trn"):
            self.total += 1
            self.found += [
                (node.lineno, trouble) for trouble in self._troubles(node, 1 if name == "tr" else 2)
            ]
        self.generic_visit(node)

    def _troubles(self, node: ast.Call, texts: int) -> Iterator[str]:
        literal = [
            isinstance(part, ast.Constant) and isinstance(part.value, str) for part in node.args[:texts]
        ]
        if literal != [True] * texts:
            yield "the text is not a plain literal: it cannot be gathered"
        owner = node.func.value if isinstance(node.func, ast.Attribute) else None
        if isinstance(owner, ast.Name) and owner.id == "self":
            yield "Qt's own tr() knows nothing of our catalogue"
        if self._depth == 0:
            yield "called when the module is imported, before the language is chosen"


def calls(code: str) -> Calls:
    """Return what the calls in ``code`` are worth."""
    visitor = Calls()
    visitor.visit(ast.parse(code))
    return visitor


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("def f(): return tr('Hello {name}', name=name)", 0),
        ("def f(): return catalogue.trn('{n} person', '{n} people', n)", 0),
        ("def f(): return tr(text)", 1),
        ("def f(): return tr(f'Hello {name}')", 1),
        ("def f(): return tr('Hello ' + name)", 1),
        ("def f(): return trn('person', many, n)", 1),
        ("class A:\n def f(self): return self.tr('Hello')", 1),
        ("TITLE = tr('Hello')", 1),
        ("TITLE = lambda: tr('Hello')", 0),
        ("@option(help=tr('Hello'))\ndef f(): pass", 1),
    ],
)
def test_the_check_of_calls_sees_what_it_is_for(code: str, count: int) -> None:
    assert len(calls(code).found) == count


def test_every_text_can_be_gathered() -> None:
    total, wrong = 0, []
    for path in python_files(*i18n.PACKAGES):
        if path != TRANSLATOR:
            seen = calls(path.read_text(encoding="utf-8"))
            total += seen.total
            wrong += [f"{path.relative_to(ROOT)}:{line}: {trouble}" for line, trouble in seen.found]

    assert wrong == []
    assert total > 20
