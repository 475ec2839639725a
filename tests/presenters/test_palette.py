"""What the palette finds, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ui.pages.palette.presenter import Offer, PalettePresenter, narrowed, rank

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.presenters.asker import PlainAsker, Recorder

FIXED = (
    Offer("page", "people", "Personnes", "", "users"),
    Offer("page", "settings", "Réglages", "", "settings"),
    Offer("command", "print", "Imprimer", "Ctrl+P", "printer"),
    Offer("command", "import", "Importer des inscriptions", "Ctrl+I", "upload"),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["people", "settings", "print", "import"]),
        ("reg", ["settings"]),
        ("RÉGL", ["settings"]),
        ("imp", ["print", "import"]),
        ("inscr", ["import"]),
        ("ins imp", ["import"]),
        ("ctrl", []),
        ("zz", []),
    ],
)
def test_words_are_found_from_their_beginning_without_accents(text: str, found: list[str]) -> None:
    assert [offer.key for offer in narrowed(FIXED, text)] == found


def test_what_begins_so_comes_before_what_only_holds_the_word() -> None:
    assert rank("Imprimer", "imp") == 0
    assert rank("Tout imprimer", "imp") == 1
    assert rank("Grimper", "imp") is None


def keys(view: Recorder, kind: str) -> list[str]:
    return [offer.key for offer in view.last("show_offers") if offer.kind == kind]


def test_meetings_are_found_by_module_and_by_day(asker: PlainAsker, view: Recorder) -> None:
    presenter = PalettePresenter(asker, view, FIXED)
    presenter.open()
    assert keys(view, "meeting") == [], "an empty field offers where to go and what to do"
    first, second = (summary.meeting.id for summary in asker.kit.meetings.all())
    presenter.type("24 november")
    assert keys(view, "meeting") == [first]
    presenter.type("8 dec")
    assert keys(view, "meeting") == [second]


def test_people_are_found_from_the_second_letter(asker: PlainAsker, view: Recorder) -> None:
    person = asker.kit.people.all()[0]
    presenter = PalettePresenter(asker, view, FIXED)
    presenter.open()
    presenter.type(person.family_name[0])
    assert keys(view, "person") == []
    presenter.type(person.family_name[:2].upper())
    assert person.id in keys(view, "person")
    presenter.type(person.family_name[0])
    assert keys(view, "person") == []


def test_an_answer_that_comes_late_is_dropped(asker: PlainAsker, view: Recorder) -> None:
    held: list[tuple[Callable[..., Any], Callable[..., Any]]] = []

    class Slow:
        environment = asker.environment

        def ask(self, _owner: object, question: Any, done: Any, _failed: Any = None) -> None:
            held.append((question, done))

    presenter = PalettePresenter(Slow(), view, FIXED)  # type: ignore[arg-type]
    presenter.type(asker.kit.people.all()[0].family_name[:3])
    presenter.type("zzz")
    for question, done in reversed(held):
        done(question(asker.kit))
    assert keys(view, "person") == []
