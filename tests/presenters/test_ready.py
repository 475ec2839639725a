"""Ready for the venue, as its page is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from organiser_kit.codes.badge import code_of, token_of
from organiser_kit.rules.readiness import Machine, Standing
from ui.pages.ready.presenter import ReadyPresenter
from ui.tour_stage import MadeUpLaptop

if TYPE_CHECKING:
    from tests.presenters.asker import PlainAsker, Recorder
    from ui.pages.ready.presenter import ReadyLine, ReadyState


class SlowPrinters(MadeUpLaptop):
    """A laptop whose printers are told apart from the rest, as the real one's."""

    def aside(self, machine: Machine) -> Machine:
        return replace(machine, printers=("Imprimante lente",))


@pytest.fixture
def page(asker: PlainAsker, view: Recorder) -> ReadyPresenter:
    presenter = ReadyPresenter(asker, view, MadeUpLaptop())
    presenter.open(tonight(asker))
    return presenter


def tonight(asker: PlainAsker) -> str:
    return asker.kit.meetings.all()[0].id


def line(state: ReadyState, name: str) -> ReadyLine:
    return next(one for one in state.lines if one.name == name)


def test_each_line_leads_where_something_can_be_done(page: ReadyPresenter, view: Recorder) -> None:
    state = view.last("show_ready")
    assert state.missing == 3
    assert state.headline == "3 things left to do before you leave."
    assert (line(state, "sheet").way, line(state, "scan").way, line(state, "battery").way) == (
        "print", "try", "",
    )  # fmt: skip
    assert line(state, "people").way == "", "what is in order needs no button"


def test_printing_and_trying_leave_less_to_do(
    page: ReadyPresenter, asker: PlainAsker, view: Recorder
) -> None:
    asker.kit.sheets.prepare(tonight(asker))
    person = asker.kit.registrations.roster(tonight(asker))[0].person.id
    page.try_code(f" {asker.kit.badges.codes([person])[person]}\n")
    assert view.last("show_trial") == "success"
    assert view.last("show_ready").missing == 1
    assert asker.kit.registrations.attendance(tonight(asker)).present == 0


def test_another_code_is_told_and_remembered_as_nothing(
    page: ReadyPresenter, asker: PlainAsker, view: Recorder
) -> None:
    person = asker.kit.registrations.roster(tonight(asker))[0].person.id
    code = asker.kit.badges.codes([person])[person]
    stranger = code_of(token_of(bytes(32), "somebody"), bytes(32))
    told = set()
    for text in ("3760123456789", code[:-3], code[:-1] + ("A" if code[-1] != "A" else "B"), stranger):
        page.try_code(text)
        assert view.last("show_trial") == "warning"
        told.add(view.calls[-1][1][1])
    assert len(told) == 4, "each has its own sentence"
    assert view.count("show_ready") == 1
    page.try_code("  ")
    assert view.count("show_trial") == 4


def test_without_anything_left_to_do_it_is_ready(asker: PlainAsker, view: Recorder) -> None:
    asker.kit.sheets.prepare(tonight(asker))
    presenter = ReadyPresenter(asker, view, MadeUpLaptop(Machine()))
    presenter.open(tonight(asker))
    person = asker.kit.registrations.roster(tonight(asker))[0].person.id
    presenter.try_code(asker.kit.badges.codes([person])[person])
    state = view.last("show_ready")
    assert (state.missing, state.headline) == (0, "Ready. Look yourself at what the system does not tell.")
    assert line(state, "battery").standing is Standing.UNKNOWN


def test_both_halves_of_what_the_system_tells_are_used(asker: PlainAsker, view: Recorder) -> None:
    ReadyPresenter(asker, view, SlowPrinters()).open(tonight(asker))
    state = view.last("show_ready")
    assert line(state, "printer").detail == "Imprimante lente found."
    assert line(state, "camera").detail == "HD Webcam found."


def test_a_meeting_left_meanwhile_is_not_shown(asker: PlainAsker, view: Recorder) -> None:
    presenter = ReadyPresenter(asker, view, MadeUpLaptop())
    presenter.load()
    assert view.calls == []
