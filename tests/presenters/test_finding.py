"""Looking for laptops in the room: what is shown of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from sync.lan import link
from sync.lan.discovery import Found
from sync.lan.places import Place
from ui.pages.syncing.finding import FindPresenter, FoundState, is_link, nobody_found

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.presenters.asker import PlainAsker, Recorder

HERE = Found("1234", (Place("192.168.1.20", 47315), Place("fe80::1", 47315)))


def look(asker: PlainAsker, view: Recorder, find: Callable[[], list[Found]], own: str = "") -> FoundState:
    FindPresenter(asker, view, find, lambda: own).look()
    shown: FoundState = view.last("show_found")
    return shown


def test_each_laptop_is_one_line_with_the_address_easiest_to_reach(asker: PlainAsker, view: Recorder) -> None:
    assert look(asker, view, lambda: [HERE, Found("9999", ())]) == FoundState(("192.168.1.20",))


def test_this_laptop_does_not_find_itself(asker: PlainAsker, view: Recorder) -> None:
    assert look(asker, view, lambda: [HERE], own="1234") == FoundState(sentence=nobody_found())


def test_what_cannot_be_looked_for_is_said(asker: PlainAsker, view: Recorder) -> None:
    def find() -> list[Found]:
        raise UserError("Not installed.")

    assert look(asker, view, find) == FoundState(sentence="Not installed.")


def test_the_code_of_a_share_is_told_from_others() -> None:
    assert is_link(link.written(HERE.places, "ab" * 32, "123456"))
    assert not is_link("organiser-kit:badge")
