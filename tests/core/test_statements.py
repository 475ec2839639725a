"""Statements: who gets one, what calls them back, and which keys sign them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.codes.statement.checking import Outcome, check, shown_in_text
from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.i18n import catalogue
from organiser_kit.papers.statements import gather, gather_one
from organiser_kit.papers.wish import PLAIN, PaperWish

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.model.paper import ParticipationStatement

ENGLISH = catalogue("en")


@pytest.fixture
def issued(kit: Kit, meeting_id: str) -> list[ParticipationStatement]:
    """Two people who were there, with their statements."""
    for entry in kit.registrations.roster(meeting_id)[:2]:
        kit.check_in.admit(meeting_id, entry.person.id)
    kit.sheets.validate(meeting_id)
    return kit.statements.issue(meeting_id)


def code_of(kit: Kit, statement: ParticipationStatement) -> str:
    """Return the code printed on a statement."""
    return gather_one(kit, statement, ENGLISH, PLAIN).verify_code


def outcome(kit: Kit, code: str) -> Outcome:
    """Return what this copy says of a code."""
    (shown,) = shown_in_text(code)
    return check(shown, kit.statement_keys.knowledge()).outcome


class TestCallingBack:
    """One statement, revoked or replaced."""

    def test_who_when_and_why_are_kept(self, kit: Kit, issued: list[ParticipationStatement]) -> None:
        code = code_of(kit, issued[0])
        assert outcome(kit, code) is Outcome.GENUINE
        revoked = kit.statements.revoke(issued[0].number.lower(), " Wrong evening ")
        assert revoked.revoked_at == kit.environment.now()
        assert revoked.revoked_by == kit.replica.parcels.trust.identity().device_id == issued[0].issued_by
        assert revoked.revoke_reason == "Wrong evening"
        assert outcome(kit, code) is Outcome.REVOKED

    def test_whoever_was_refused_one_by_hand_gets_none_by_the_next_print(
        self, kit: Kit, meeting_id: str, issued: list[ParticipationStatement]
    ) -> None:
        kit.statements.revoke(issued[0].number, "Was not there")
        assert kit.statements.issue(meeting_id) == issued[1:]

    def test_a_new_one_names_the_one_it_replaces(
        self, kit: Kit, meeting_id: str, issued: list[ParticipationStatement]
    ) -> None:
        old_code = code_of(kit, issued[0])
        fresh = kit.statements.reissue(issued[0].number, "Letter missing")
        assert fresh.supersedes == issued[0].number
        assert fresh.person_id == issued[0].person_id
        assert {one.number for one in kit.statements.issue(meeting_id)} == {fresh.number, issued[1].number}
        assert outcome(kit, old_code) is Outcome.REVOKED
        assert outcome(kit, code_of(kit, fresh)) is Outcome.GENUINE
        assert kit.statement_keys.knowledge().called_back[issued[0].number].replaced_by == fresh.number

    def test_the_reason_is_there_and_names_nobody(
        self, kit: Kit, issued: list[ParticipationStatement]
    ) -> None:
        person = kit.people.get(issued[0].person_id)
        with pytest.raises(UserError, match="Say why"):
            kit.statements.revoke(issued[0].number, "  ")
        with pytest.raises(UserError, match="without their name"):
            kit.statements.revoke(issued[0].number, f"{person.family_name} was not there")
        assert kit.statements.numbered(issued[0].number).revoked_at is None

    def test_once_is_enough(self, kit: Kit, issued: list[ParticipationStatement]) -> None:
        kit.statements.revoke(issued[0].number, "Wrong evening")
        with pytest.raises(UserError, match="revoked already"):
            kit.statements.reissue(issued[0].number, "Letter missing")
        with pytest.raises(NotFoundError, match="No statement here"):
            kit.statements.revoke("A-NONE-NONE-NONE", "Wrong evening")

    def test_a_corrected_sheet_calls_back_what_rests_on_the_former_at_once(
        self, kit: Kit, meeting_id: str, issued: list[ParticipationStatement]
    ) -> None:
        codes = [code_of(kit, one) for one in issued]
        kit.sheets.reopen(meeting_id, reason="A line too many")
        kit.check_in.undo(meeting_id, issued[1].person_id)
        assert [outcome(kit, code) for code in codes] == [Outcome.GENUINE] * 2
        kit.sheets.validate(meeting_id)
        assert [outcome(kit, code) for code in codes] == [Outcome.REVOKED] * 2

    def test_nobody_off_the_sheet_gets_a_new_one(
        self, kit: Kit, meeting_id: str, issued: list[ParticipationStatement]
    ) -> None:
        kit.people.delete(issued[0].person_id)
        with pytest.raises(UserError, match="Nobody on the validated sheet"):
            kit.statements.reissue(issued[0].number, "Letter missing")
        kit.sheets.reopen(meeting_id, reason="A line too many")
        with pytest.raises(UserError, match="Validate the sign-in sheet first"):
            kit.statements.reissue(issued[1].number, "Letter missing")
        assert kit.statements.numbered(issued[1].number).revoked_at is None


class TestHours:
    """What is attested is what was attended."""

    def test_somebody_who_came_late_is_attested_less(self, kit: Kit, meeting_id: str) -> None:
        meeting = kit.meetings.get(meeting_id)
        assert meeting.starts_at is not None
        early, late = (entry.person.id for entry in kit.registrations.roster(meeting_id)[:2])
        kit.check_in.admit(meeting_id, early)
        until = meeting.starts_at - kit.environment.now()
        kit.environment.clock.advance(seconds=until.total_seconds() + 3600)  # type: ignore[attr-defined]
        kit.check_in.admit(meeting_id, late)
        kit.sheets.validate(meeting_id)
        minutes = {one.person_id: one.total_minutes for one in kit.statements.issue(meeting_id)}
        assert minutes == {early: 120, late: 60}
        (data,) = gather(kit, meeting_id, ENGLISH, PaperWish(people=frozenset({late})))
        assert data.total_minutes == 60


class TestKeys:
    """A key for each laptop and group."""

    def test_one_is_made_when_it_is_needed_and_kept(
        self, kit: Kit, meeting_id: str, issued: list[ParticipationStatement]
    ) -> None:
        assert kit.statement_keys.every() == []
        codes = [code_of(kit, one) for one in issued]
        (key,) = kit.statement_keys.every()
        assert key.scope == kit.meetings.get(meeting_id).scope
        assert kit.statement_keys.is_mine(key)
        assert [code_of(kit, one) for one in issued] == codes
        assert kit.statement_keys.issuer(key)

    def test_a_renewed_key_leaves_what_was_signed_before(
        self, kit: Kit, issued: list[ParticipationStatement]
    ) -> None:
        before = code_of(kit, issued[0])
        (fresh,) = kit.statement_keys.renew()
        (old,) = (key for key in kit.statement_keys.every() if key.id != fresh.id)
        assert (old.retired_at, fresh.retired_at) == (kit.environment.now(), None)
        after = code_of(kit, issued[0])
        assert after != before
        assert [outcome(kit, code) for code in (before, after)] == [Outcome.GENUINE] * 2

    def test_a_copy_put_back_from_a_backup_does_not_sign_with_what_was_put_away(
        self, kit: Kit, meeting_id: str, issued: list[ParticipationStatement]
    ) -> None:
        before = code_of(kit, issued[0])
        slot = f"statement_seed {kit.meetings.get(meeting_id).scope}"
        store = kit.plan._store  # noqa: SLF001
        old = store.device.get(slot)
        assert old is not None
        kit.statement_keys.renew()
        with store.database.transaction():
            store.device.put(slot, old)
        after = code_of(kit, issued[0])
        assert after != before
        assert len(kit.statement_keys.every()) == 3

    def test_nothing_of_a_disowned_key_counts_and_the_next_print_has_another(
        self, kit: Kit, issued: list[ParticipationStatement]
    ) -> None:
        before = code_of(kit, issued[0])
        (known,) = kit.statement_keys.knowledge().keys.values()
        with pytest.raises(UserError, match="Say why"):
            kit.statement_keys.revoke(known.name, " ")
        for wrong in ("ffff ffff", "", known.name[:2]):
            with pytest.raises(NotFoundError, match="No single key"):
                kit.statement_keys.revoke(wrong, "Stolen")
        kit.statement_keys.revoke(known.name[:9], "Stolen")
        assert outcome(kit, before) is Outcome.KEY_REVOKED
        assert outcome(kit, code_of(kit, issued[0])) is Outcome.GENUINE
        assert len(kit.statement_keys.every()) == 2

    def test_nothing_is_renewed_where_nothing_was_signed(self, kit: Kit, meeting_id: str) -> None:
        del meeting_id
        assert kit.statement_keys.renew() == []


class TestGathering:
    """What goes on paper."""

    def test_nobody_chosen_is_said_so(
        self, kit: Kit, meeting_id: str, issued: list[ParticipationStatement]
    ) -> None:
        absent = PaperWish(people=frozenset({"nobody"}))
        with pytest.raises(UserError, match="no statement to print"):
            gather(kit, meeting_id, ENGLISH, absent)
        chosen = PaperWish(people=frozenset({issued[1].person_id}))
        assert [one.number for one in gather(kit, meeting_id, ENGLISH, chosen)] == [issued[1].number]

    def test_each_language_and_size_binds_its_own_words(
        self, kit: Kit, issued: list[ParticipationStatement]
    ) -> None:
        wishes = [(ENGLISH, PLAIN), (catalogue("fr"), PLAIN), (ENGLISH, PaperWish(large_print=True))]
        codes = [gather_one(kit, issued[0], words, wish).verify_code for words, wish in wishes]
        assert len(set(codes)) == 3
        assert [outcome(kit, code) for code in codes] == [Outcome.GENUINE] * 3

    def test_no_code_names_anybody(self, kit: Kit, issued: list[ParticipationStatement]) -> None:
        (shown,) = shown_in_text(code_of(kit, issued[0]))
        person = kit.people.get(issued[0].person_id)
        assert shown.seal is not None
        assert person.family_name.encode() not in shown.seal.signed
        assert person.id.replace("-", "") not in shown.seal.signed.hex()
