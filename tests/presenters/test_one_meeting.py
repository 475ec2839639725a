"""A presenter shows one meeting: what comes late of another one is dropped, every edit is read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from organiser_kit.errors import NotFoundError, UserError
from ui.pages.one_meeting import MeetingEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.kit import Kit
    from tests.presenters.asker import PlainAsker, Recorder


@dataclass(frozen=True)
class _State:
    meeting_id: str


class _Presenter(MeetingEditor[Any, _State]):
    def _question(self, meeting_id: str) -> Callable[[Kit], _State]:
        return lambda kit: _State(kit.meetings.get(meeting_id).id)

    def _show(self, state: _State) -> None:
        self._view.show(state)

    def write(self, act: Callable[[Kit], object]) -> None:
        self._tell(act, "Kept.")


def _presenter(asker: PlainAsker, view: Recorder) -> _Presenter:
    return _Presenter(asker, view, lambda sentence, undo=None: view.notified(sentence))


def _refuse(kit: Kit) -> None:
    raise UserError("No.")


def test_nothing_is_read_before_a_meeting_is_opened(asker: PlainAsker, view: Recorder) -> None:
    _presenter(asker, view).load()
    assert view.calls == []


def test_an_answer_about_a_meeting_no_longer_shown_is_dropped(
    asker: PlainAsker, view: Recorder, monkeypatch: Any
) -> None:
    first, second = (row.meeting.id for row in asker.kit.meetings.all()[:2])
    presenter = _presenter(asker, view)
    late: list[Callable[[], None]] = []
    at_once = asker.ask
    with monkeypatch.context() as slow:
        slow.setattr(asker, "ask", lambda *ask: late.append(lambda: at_once(*ask)))
        presenter.open(first)
    presenter.open(second)
    late[0]()
    assert [state.meeting_id for _, (state,) in view.calls] == [second]


def test_an_edit_is_told_and_read_again(asker: PlainAsker, view: Recorder) -> None:
    presenter = _presenter(asker, view)
    presenter.open(asker.kit.meetings.all()[0].meeting.id)
    presenter.write(lambda _: None)
    assert [name for name, _ in view.calls] == ["show", "notified", "show"]


def test_a_refusal_is_said_and_nothing_else(asker: PlainAsker, view: Recorder) -> None:
    presenter = _presenter(asker, view)
    presenter.open("nothing")
    assert isinstance(view.last("refuse"), NotFoundError)
    presenter.write(_refuse)
    assert [name for name, _ in view.calls] == ["refuse", "refuse"]
