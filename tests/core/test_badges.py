"""Badges: given twice alike, recognised where they are new, lost, replaced, and made with another key."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from organiser_kit.codes.badge import code_of, key_id_of, token_of
from organiser_kit.errors import UserError
from organiser_kit.model.people import Badge, BadgeKey
from organiser_kit.services.verdicts import Verdict
from tests.core.test_several_laptops import arrive

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from organiser_kit.model.meetings import Group
    from organiser_kit.services.practice import PracticeGroup


@pytest.fixture
def person(kit: Kit, meeting_id: str) -> str:
    """Somebody expected, who has no badge yet."""
    return kit.registrations.roster(meeting_id)[3].person.id


@pytest.fixture
def group(kit: Kit, practice: PracticeGroup) -> Group:
    """The practice group."""
    return kit.meetings.groups()[0]


def badges(kit: Kit) -> list[Badge]:
    return kit.plan._store.records.find(Badge)  # noqa: SLF001


def elsewhere(group: Group, person: str, serial: int = 0) -> str:
    """Return the code that another laptop of the group prints for somebody."""
    key = bytes.fromhex(group.badge_key)
    return code_of(token_of(key, person, serial), key)


def scan(kit: Kit, meeting_id: str, code: str) -> Verdict:
    return kit.check_in.scan(meeting_id, code).verdict


def test_two_laptops_give_the_same_badge(kit: Kit, group: Group, person: str) -> None:
    assert kit.badges.codes([person])[person] == elsewhere(group, person)
    assert kit.badges.codes([person])[person] == elsewhere(group, person)
    assert len(badges(kit)) == 1


def test_a_badge_given_elsewhere_since_the_last_exchange_opens_the_door(
    kit: Kit, meeting_id: str, group: Group, person: str
) -> None:
    result = kit.check_in.scan(meeting_id, elsewhere(group, person))
    assert (result.verdict, result.person_id) == (Verdict.CHECKED_IN, person)


def test_so_does_one_that_replaced_a_lost_badge_elsewhere(
    kit: Kit, meeting_id: str, group: Group, person: str
) -> None:
    kit.badges.codes([person])
    assert scan(kit, meeting_id, elsewhere(group, person, serial=1)) is Verdict.CHECKED_IN


def test_a_genuine_badge_of_somebody_who_has_not_come_here_is_unknown(
    kit: Kit, meeting_id: str, group: Group
) -> None:
    assert scan(kit, meeting_id, elsewhere(group, "somebody new")) is Verdict.UNKNOWN


def test_a_lost_badge_is_refused_and_the_new_one_is_good(
    kit: Kit, meeting_id: str, group: Group, person: str
) -> None:
    old = kit.badges.codes([person])[person]
    new = kit.badges.reissue(person)
    assert (scan(kit, meeting_id, old), scan(kit, meeting_id, new)) == (Verdict.REVOKED, Verdict.CHECKED_IN)
    assert kit.badges.codes([person])[person] == new == elsewhere(group, person, serial=1)
    newest = kit.badges.reissue(person)
    assert [scan(kit, meeting_id, code) for code in (old, new, newest)] == [
        Verdict.REVOKED,
        Verdict.REVOKED,
        Verdict.ALREADY_IN,
    ]


def test_a_badge_that_only_another_laptop_has_given_can_be_revoked_here(
    kit: Kit, meeting_id: str, group: Group, person: str
) -> None:
    assert kit.badges.revoke(person) == 0
    lost = elsewhere(group, person)
    assert scan(kit, meeting_id, lost) is Verdict.REVOKED
    token = token_of(bytes.fromhex(group.badge_key), person)
    arrive(kit, Badge(id=kit.environment.new_id(), scope=group.scope, person_id=person, token=token))
    assert scan(kit, meeting_id, lost) is Verdict.REVOKED, "the other laptop's record comes later"
    assert scan(kit, meeting_id, kit.badges.codes([person])[person]) is Verdict.CHECKED_IN


def test_both_laptops_replace_the_same_lost_badge(kit: Kit, group: Group, person: str) -> None:
    kit.badges.codes([person])
    mine = kit.badges.reissue(person)
    key = bytes.fromhex(group.badge_key)
    theirs = Badge(
        id=kit.environment.new_id(), scope=group.scope, person_id=person, token=token_of(key, person, 1)
    )
    arrive(kit, theirs)
    assert kit.badges.codes([person])[person] == mine
    assert kit.badges.revoke(person) == 1


class TestAnotherKey:
    """A laptop was lost: whoever found it may draw badges with the key."""

    def test_earlier_badges_stop_counting_and_new_ones_do(
        self, kit: Kit, meeting_id: str, group: Group, person: str
    ) -> None:
        old = kit.badges.codes([person])[person]
        kit.badges.keys.replace(group.id)
        assert scan(kit, meeting_id, old) is Verdict.REVOKED
        new = kit.badges.codes([person])[person]
        assert new[:10] != old[:10]
        assert scan(kit, meeting_id, new) is Verdict.CHECKED_IN

    def test_earlier_badges_on_record_may_count_for_a_while(
        self, kit: Kit, meeting_id: str, group: Group, person: str, environment: Environment
    ) -> None:
        old = kit.badges.codes([person])[person]
        kit.badges.keys.replace(group.id, environment.now() + timedelta(days=7))
        assert scan(kit, meeting_id, old) is Verdict.CHECKED_IN
        environment.clock.advance(days=8)  # type: ignore[attr-defined]
        assert scan(kit, meeting_id, old) is Verdict.REVOKED

    def test_what_the_finder_draws_never_counts(
        self, kit: Kit, meeting_id: str, group: Group, person: str, environment: Environment
    ) -> None:
        kit.badges.keys.replace(group.id, environment.now() + timedelta(days=7))
        assert scan(kit, meeting_id, elsewhere(group, person)) is Verdict.REVOKED
        assert scan(kit, meeting_id, elsewhere(group, person, serial=1)) is Verdict.REVOKED

    def test_a_badge_lost_before_stays_lost(
        self, kit: Kit, meeting_id: str, group: Group, person: str, environment: Environment
    ) -> None:
        lost = kit.badges.codes([person])[person]
        kit.badges.keys.replace(group.id, environment.now() + timedelta(days=7))
        kit.badges.revoke(person)
        assert scan(kit, meeting_id, lost) is Verdict.REVOKED
        assert scan(kit, meeting_id, kit.badges.codes([person])[person]) is Verdict.CHECKED_IN

    def test_the_new_key_comes_with_an_exchange(
        self, kit: Kit, meeting_id: str, group: Group, person: str
    ) -> None:
        kit.badges.codes([person])
        key = bytes(range(32))
        foreign = code_of(token_of(key, person), key)
        assert scan(kit, meeting_id, foreign) is Verdict.UNKNOWN
        arrive(kit, made_elsewhere(kit, group, key))
        assert scan(kit, meeting_id, foreign) is Verdict.CHECKED_IN

    def test_keys_replaced_on_two_laptops_at_once_both_count(
        self, kit: Kit, meeting_id: str, group: Group, person: str
    ) -> None:
        mine = kit.badges.keys.replace(group.id)
        key = bytes(range(32))
        theirs = code_of(token_of(key, person), key)
        arrive(kit, replace(made_elsewhere(kit, group, key), made_at=mine.made_at))
        assert scan(kit, meeting_id, theirs) is Verdict.CHECKED_IN
        own = code_of(token_of(bytes.fromhex(mine.key), person), bytes.fromhex(mine.key))
        assert scan(kit, meeting_id, own) is Verdict.ALREADY_IN
        kit.badges.keys.replace(group.id)
        assert {scan(kit, meeting_id, code) for code in (theirs, own)} == {Verdict.REVOKED}

    def test_a_mangled_key_replaces_nothing(
        self, kit: Kit, meeting_id: str, group: Group, person: str
    ) -> None:
        code = kit.badges.codes([person])[person]
        arrive(kit, replace(made_elsewhere(kit, group, b""), key="no key"))
        assert scan(kit, meeting_id, code) is Verdict.CHECKED_IN
        assert kit.badges.codes([person])[person] == code

    def test_a_moment_that_is_past_is_refused(self, kit: Kit, group: Group, environment: Environment) -> None:
        with pytest.raises(UserError, match="past"):
            kit.badges.keys.replace(group.id, environment.now() - timedelta(minutes=1))
        assert kit.plan._store.records.find(BadgeKey) == []  # noqa: SLF001

    def test_sticks_are_still_sealed_for_the_whole_group(self, kit: Kit, group: Group) -> None:
        # The stick that brings the new key to a laptop must open there.
        before = kit.replica.parcels.group_keys()
        kit.badges.keys.replace(group.id)
        assert kit.replica.parcels.group_keys() == before

    def test_the_badge_says_which_key(self, kit: Kit, group: Group, person: str) -> None:
        first = kit.badges.keys.current(group.scope)
        kit.badges.keys.replace(group.id)
        second = kit.badges.keys.current(group.scope)
        kit.badges.codes([person])
        (badge,) = badges(kit)
        assert first.key != second.key
        kit.badges.keys.read_again()
        assert kit.badges.keys.of(badge.token) == second
        assert key_id_of(badge.token) == key_id_of(token_of(second.key, "anybody"))


def made_elsewhere(kit: Kit, group: Group, key: bytes) -> BadgeKey:
    return BadgeKey(
        id=kit.environment.new_id(),
        scope=group.scope,
        key=key.hex(),
        made_at=kit.environment.now(),
        replaces=(group.id,),
    )
