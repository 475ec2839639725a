"""What two laptops write alike without knowing of each other: both stand, nobody is turned away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sync.kits import Laptops, same, service, sync

if TYPE_CHECKING:
    from sync.server.embed import EmbeddedServer

ADDRESS = "famille@example.org"


def test_i3_the_same_person_and_the_same_seat_written_on_two_laptops(
    server: EmbeddedServer, laptops: Laptops
) -> None:
    one, two = laptops.make(), laptops.make()
    practice = one.practice.create(people=2)
    service(one).enrol(server.url, server.enrol_code())
    sync(one)
    service(two).enrol(server.url, server.enrol_code(practice.group_id))
    sync(two)
    meeting = practice.meeting_ids[0]
    known = one.people.all(practice.group_id)[0]
    for kit in (one, two):
        kit.people.add(practice.group_id, family_name="Exemple", given_name="Ana", email=ADDRESS)
        kit.check_in.walk_in(meeting, family_name="Fictif", given_name="Bo")
        kit.check_in.admit(meeting, known.id)
    for kit in (one, two, one):
        report = sync(kit)
        assert (report.pending, report.refused) == (0, 0)
    for kit in (one, two):
        people = kit.people.all(practice.group_id)
        assert [person.email for person in people].count(ADDRESS) == 2
        assert [person.family_name for person in people].count("Fictif") == 2
        # Seen twice, present once.
        assert kit.check_in.presence(meeting, known.id).is_present
        assert next(found for found in kit.meetings.all() if found.meeting.id == meeting).present == 3
        assert same(server, kit, practice.group_id)
