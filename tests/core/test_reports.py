"""The report of a meeting: when it may be written, what finishing it does, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import UserError
from organiser_kit.model.meetings import MeetingStatus
from organiser_kit.rules.impressions import impression_words
from organiser_kit.services.reports import IMPRESSIONS, Standing
from organiser_kit.services.sending import LONGEST_ANSWER
from tests import coordinator

if TYPE_CHECKING:
    from organiser_kit.kit import Kit


@pytest.fixture
def held(kit: Kit, meeting_id: str) -> str:
    """The first meeting, its sheet validated."""
    kit.sheets.validate(meeting_id, headcount=12)
    return meeting_id


def test_nothing_is_reported_before_the_sheet_is_validated(kit: Kit, meeting_id: str) -> None:
    assert kit.reports.standing(meeting_id).standing is Standing.TOO_EARLY
    with pytest.raises(UserError, match="Validate the sign-in sheet"):
        kit.reports.save(meeting_id, satisfaction=4)
    with pytest.raises(UserError, match="Validate the sign-in sheet"):
        kit.reports.finish(meeting_id)


def test_what_is_written_is_kept_and_finishing_reports_the_meeting(kit: Kit, held: str) -> None:
    assert kit.reports.standing(held).standing is Standing.EMPTY
    kit.reports.save(held, what_worked="  Les activités  ", satisfaction=4)
    kit.reports.save(held, difficulties="Le réseau")
    draft = kit.reports.standing(held)
    assert draft.standing is Standing.DRAFT
    assert draft.report is not None
    assert (draft.report.what_worked, draft.report.difficulties) == ("Les activités", "Le réseau")

    done = kit.reports.finish(held)
    assert done.sent_at == kit.environment.now()
    assert kit.reports.standing(held).standing is Standing.WAITING
    assert kit.meetings.get(held).status is MeetingStatus.REPORTED


def test_a_report_may_be_corrected_and_emptied_until_it_is_read(kit: Kit, held: str) -> None:
    kit.reports.save(held, difficulties="Le réseau", satisfaction=2)
    first = kit.reports.finish(held)
    kit.reports.save(held, difficulties="", satisfaction=None, help_wanted="Un lieu")
    again = kit.reports.finish(held)
    assert again.id == first.id
    assert (again.difficulties, again.satisfaction, again.help_wanted) == (None, None, "Un lieu")

    coordinator.writes(kit, again, acknowledged_at=kit.environment.now())
    assert kit.reports.standing(held).standing is Standing.READ
    with pytest.raises(UserError, match="has read"):
        kit.reports.save(held, help_wanted="Rien")


def test_an_empty_report_is_no_report(kit: Kit, held: str) -> None:
    assert kit.reports.save(held, what_worked="  ") is None
    with pytest.raises(UserError, match="impression"):
        kit.reports.finish(held)


def test_an_answer_must_make_sense(kit: Kit, held: str) -> None:
    with pytest.raises(UserError, match="1 to 5"):
        kit.reports.save(held, satisfaction=6)
    with pytest.raises(UserError, match=str(LONGEST_ANSWER)):
        kit.reports.save(held, what_worked="a" * (LONGEST_ANSWER + 1))
    with pytest.raises(TypeError):
        kit.reports.save(held, sent_at="now")


def test_every_impression_has_words_of_its_own() -> None:
    assert len({impression_words(value) for value in IMPRESSIONS}) == len(IMPRESSIONS)
