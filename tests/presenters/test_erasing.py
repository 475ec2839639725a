"""What is said before somebody is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.services.erasure import Traces
from ui.pages.people.erasing import ErasingPresenter, what_goes, what_stays

if TYPE_CHECKING:
    from tests.presenters.asker import PlainAsker, Recorder


def test_what_is_left_is_counted_before(asker: PlainAsker, view: Recorder) -> None:
    kit = asker.kit
    meeting = kit.meetings.all()[0].meeting.id
    person = kit.people.all()[0]
    kit.check_in.admit(meeting, person.id)
    other = kit.plan.new_group("Autre groupe fictif")
    elsewhere = kit.people.add(other.id, family_name=person.family_name, given_name="Ana", twin_of=person.id)
    page = ErasingPresenter(asker, view, view.notify, lambda: None)

    page.begin(elsewhere.id, "somebody")

    told = view.last("ask_to_erase")
    assert any("Autre groupe fictif" in sentence for sentence in told.goes)
    assert told.stays[0].startswith("The number of people present, at the meeting they came to")
    assert len(told.stays) == 2

    page.erase(elsewhere.id, "asked for")
    assert kit.people.seen(person.id) is None
    assert view.count("erased") == 1
    page.erase(elsewhere.id, "asked for again")
    assert view.count("refuse") == 1
    assert view.count("erased") == 1


def test_it_says_where_it_reaches_and_what_stays() -> None:
    traces = Traces(("Groupe d’exemple",), 0, 0)
    assert "server" in what_goes(traces, has_server=True)[1]
    assert "server" not in what_goes(traces, has_server=False)[1]
    assert len(what_goes(traces, has_server=True)) == 2
    assert len(what_stays(traces)) == 1
    assert what_stays(Traces((), 0, 2))[0].startswith("The 2 statements issued")
