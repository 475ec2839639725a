"""Papers around the door, gathered from a local copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.documents.data.poster import PosterFormat
from organiser_kit.errors import UserError
from organiser_kit.model.meetings import Role
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PLAIN, PaperWish
from tests.documents.samples import ENGLISH

if TYPE_CHECKING:
    from typing import Any

    from organiser_kit.kit import Kit


def _gathered(kit: Kit, meeting_id: str, name: str, wish: PaperWish = PLAIN) -> Any:
    return PRINTABLES[name].gather(kit, meeting_id, ENGLISH, wish)


def test_a_poster_is_gathered_for_the_paper_asked_for(kit: Kit, meeting_id: str) -> None:
    kit.plan.edit_meeting(meeting_id, public_url="https://www.example.org/", public_text="Entrée libre.")

    poster = _gathered(kit, meeting_id, "poster", PaperWish(stock="a3"))

    assert poster.format is PosterFormat.A3
    assert (poster.public_url, poster.public_text) == ("https://www.example.org/", "Entrée libre.")
    assert _gathered(kit, meeting_id, "poster").format is PosterFormat.A4
    with pytest.raises(UserError, match="A4 or A3"):
        _gathered(kit, meeting_id, "poster", PaperWish(stock="A5"))


def test_tents_are_for_everybody_expected_or_for_those_chosen(kit: Kit, meeting_id: str) -> None:
    roster = kit.registrations.roster(meeting_id)
    gone, chosen = roster[0].person.id, roster[1].person.id
    kit.plan.assign_role(meeting_id, chosen, Role.TIMEKEEPER)
    kit.registrations.withdraw(meeting_id, gone)
    withdrawn_with_role = bool(roster[0].roles)

    everybody = _gathered(kit, meeting_id, "tents")
    one = _gathered(kit, meeting_id, "tents", PaperWish(people=frozenset({chosen})))

    assert len(everybody.tents) == 25 - (not withdrawn_with_role)
    (tent,) = one.tents
    assert (tent.family_name, tent.given_name) == (roster[1].person.family_name, roster[1].person.given_name)
    assert "Timekeeper" in tent.role_label
    assert {tent.role_label for tent in everybody.tents} >= {"Participant"}


@pytest.mark.parametrize("name", ["poster", "arrows", "front-desk", "slips", "report", "evaluation"])
def test_every_paper_is_printed_for_a_meeting_of_nobody(kit: Kit, name: str) -> None:
    meeting = kit.practice.create(people=0).meeting_ids[0]

    rendered = PRINTABLES[name].render(_gathered(kit, meeting, name), ENGLISH, PLAIN)

    assert rendered.pdf.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["badges", "tents"])
def test_a_paper_made_of_names_is_refused_where_there_is_none(kit: Kit, name: str) -> None:
    meeting = kit.practice.create(people=0).meeting_ids[0]

    with pytest.raises(UserError, match="Nobody is registered"):
        _gathered(kit, meeting, name)
    kit.check_in.walk_in(meeting, family_name="Imprévu-Fictif", given_name="Camille")
    assert PRINTABLES[name].render(_gathered(kit, meeting, name), ENGLISH, PLAIN).items == 1
