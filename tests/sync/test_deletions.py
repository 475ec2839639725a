"""Ordinary deletion: a register like another, so it can be undone and loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import NotFoundError, UserError
from tests.sync.kits import same, service, sync

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from sync.server.embed import EmbeddedServer
    from tests.sync.kits import Laptops


def pair(server: EmbeddedServer, laptops: Laptops) -> tuple[Kit, Kit, str]:
    one, two = laptops.make(), laptops.make()
    group = one.practice.create().group_id
    service(one).enrol(server.url, server.enrol_code())
    sync(one)
    service(two).enrol(server.url, server.enrol_code(group))
    sync(two)
    return one, two, group


@pytest.mark.parametrize("deleted_first", [True, False])
def test_an_edit_beside_a_deletion_is_kept_shown_and_comes_back_with_the_person(
    server: EmbeddedServer, laptops: Laptops, deleted_first: bool
) -> None:
    one, two, group = pair(server, laptops)
    person = one.people.all(group)[0]
    one.people.delete(person.id)
    laptops.environment.clock.advance(minutes=1)  # type: ignore[attr-defined]
    two.people.edit(person.id, phone="0600000009", commune="Lyon")
    for kit in (one, two, one, two) if deleted_first else (two, one, two):
        sync(kit)
    for kit in (one, two):
        assert same(server, kit, group)
        assert person.id not in {known.id for known in kit.people.all(group)}
        (listed,) = kit.deletions.all()
        assert (listed.id, listed.record, listed.changed_since) == (person.id, "person", True)
    two.deletions.restore("person", person.id)
    sync(two)
    sync(one)
    for kit in (one, two):
        back = kit.people.living(person.id)
        assert (back.phone, back.commune) == ("0600000009", "Lyon")
        assert kit.people.search(person.family_name)
        assert kit.deletions.all() == []
        assert same(server, kit, group)


def test_deleting_and_restoring_at_once_ends_alike_everywhere(
    server: EmbeddedServer, laptops: Laptops
) -> None:
    one, two, group = pair(server, laptops)
    meeting = one.meetings.all()[0].id
    one.plan.delete_meeting(meeting)
    sync(one)
    sync(two)
    two.deletions.restore("meeting", meeting)
    two.plan.delete_meeting(meeting)
    two.deletions.restore("meeting", meeting)
    one.deletions.restore("meeting", meeting)
    one.plan.delete_meeting(meeting)
    for kit in (one, two, one):
        sync(kit)
    assert same(server, one, group)
    assert same(server, two, group)
    assert [d.id for d in one.deletions.all()] == [d.id for d in two.deletions.all()]


def test_only_what_is_deleted_and_not_erased_comes_back(laptops: Laptops) -> None:
    kit = laptops.make()
    group = kit.practice.create().group_id
    first, second = kit.people.all(group)[:2]
    with pytest.raises(UserError, match="not deleted"):
        kit.deletions.restore("person", first.id)
    kit.people.delete(second.id)
    kit.erasure.person(second.id, "asked for")
    assert kit.deletions.all() == []
    with pytest.raises(NotFoundError):
        kit.deletions.restore("person", second.id)
