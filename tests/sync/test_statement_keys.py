"""Statements between laptops: what one signs another vouches for, what one calls back another refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.codes.statement.checking import Outcome, check, shown_in_text
from organiser_kit.i18n import catalogue
from organiser_kit.papers.statements import gather
from organiser_kit.papers.wish import PLAIN
from tests.sync.kits import same, sync
from tests.sync.test_erasure import pair

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from sync.server.embed import EmbeddedServer
    from tests.sync.kits import Laptops


def outcome(kit: Kit, code: str) -> Outcome:
    (shown,) = shown_in_text(code)
    return check(shown, kit.statement_keys.knowledge()).outcome


def test_keys_and_revocations_travel(server: EmbeddedServer, laptops: Laptops) -> None:
    one, two, group, meeting = pair(server, laptops)
    for entry in one.registrations.roster(meeting)[:2]:
        one.check_in.admit(meeting, entry.person.id)
    one.sheets.validate(meeting)
    first, second = gather(one, meeting, catalogue("en"), PLAIN)
    assert outcome(two, first.verify_code) is Outcome.UNKNOWN_KEY, "nothing was exchanged since"

    assert sync(one).refused == 0
    sync(two)
    assert outcome(two, first.verify_code) is Outcome.GENUINE
    again = gather(two, meeting, catalogue("en"), PLAIN)
    assert [data.number for data in again] == [first.number, second.number]
    assert again[0].verify_code != first.verify_code, "each laptop signs with its own key"
    assert outcome(one, again[0].verify_code) is Outcome.UNKNOWN_KEY

    two.statements.revoke(first.number, "Wrong evening")
    (stolen,) = (key for key in two.statement_keys.every() if not two.statement_keys.is_mine(key))
    assert sync(two).refused == 0
    sync(one)
    assert outcome(one, first.verify_code) is Outcome.REVOKED
    assert outcome(one, again[0].verify_code) is Outcome.REVOKED
    assert outcome(one, again[1].verify_code) is Outcome.GENUINE
    assert one.statements.numbered(first.number).revoked_by == two.replica.parcels.trust.identity().device_id

    two.statement_keys.revoke(_name(two, stolen.key), "Stolen")
    sync(two)
    sync(one)
    assert outcome(one, second.verify_code) is Outcome.KEY_REVOKED
    # The disowned laptop signs with a new key, which the other has to learn.
    fresh = gather(one, meeting, catalogue("en"), PLAIN)[0]
    assert fresh.number == second.number
    assert outcome(one, fresh.verify_code) is Outcome.GENUINE
    sync(one)
    sync(two)
    assert outcome(two, fresh.verify_code) is Outcome.GENUINE
    assert same(server, one, group)
    assert same(server, two, group)


def _name(kit: Kit, key: str) -> str:
    """Return the fingerprint by which a person names the key."""
    (known,) = (one for one in kit.statement_keys.knowledge().keys.values() if one.key.hex() == key)
    return known.name
