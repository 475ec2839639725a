"""A badge given after the others' last exchange is admitted at their doors, and gets its name by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.model.record import group_scope
from organiser_kit.services.placeholders import is_placeholder, placeholder_id
from organiser_kit.services.verdicts import Verdict
from tests.sync.kits import plain
from tests.sync.rooms import Laptop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from sync.server.embed import EmbeddedServer


@pytest.fixture
def laptop(tmp_path: Path, environment: Environment) -> Iterator[Callable[[str], Laptop]]:
    made: list[Laptop] = []

    def new(name: str) -> Laptop:
        made.append(Laptop(tmp_path / name, environment))
        return made[-1]

    yield new
    for each in made:
        each.close()


def names(kit: Kit, meeting: str) -> list[str]:
    return sorted(entry.name for entry in kit.registrations.roster(meeting) if entry.presence.is_present)


def test_two_doors_admit_it_and_both_learn_the_name(
    laptop: Callable[[str], Laptop], server: EmbeddedServer
) -> None:
    ana, bo, zoe = laptop("ana"), laptop("bo"), laptop("zoe")
    evening = ana.do(lambda kit: kit.practice.create(people=3))
    group, meeting = evening.group_id, evening.meeting_ids[0]
    ana.enrol(server.url, server.enrol_code())
    ana.sync()
    for other in (bo, zoe):
        other.enrol(server.url, server.enrol_code(group))
        other.sync()

    # Ana registers somebody and prints the badge; the two doors have not heard of it.
    late = ana.do(lambda kit: kit.people.add(group, family_name="Exemple", given_name="Tardive")).id
    ana.do(lambda kit: kit.registrations.register(meeting, [late]))
    code = ana.do(lambda kit: kit.badges.codes([late]))[late]
    for door in (bo, zoe):
        result = door.do(lambda kit: kit.check_in.scan(meeting, code, admit_unknown=True))
        assert (result.verdict, result.genuine) == (Verdict.CHECKED_IN, True)
        assert is_placeholder(result.person_id or "")
        again = door.do(lambda kit: kit.check_in.scan(meeting, code, admit_unknown=True))
        assert again.verdict is Verdict.ALREADY_IN

    # The doors exchange first: one stand-in, not two. Then Ana's record comes, and each door names it alone.
    bo.sync()
    zoe.sync()
    assert len(zoe.do(lambda kit: names(kit, meeting))) == 1
    ana.sync()
    for door in (bo, zoe, bo, zoe, ana, bo, zoe):
        door.sync()

    for each in (ana, bo, zoe):
        assert each.do(lambda kit: names(kit, meeting)) == ["EXEMPLE Tardive"]
        assert not any(is_placeholder(one.id) for one in each.do(lambda kit: kit.people.all(group)))
        assert each.do(lambda kit: kit.check_in.presence(meeting, late)).scans == 2
    assert ana.do(lambda kit: kit.conflicts.all()) == []
    copies = [each.do(lambda kit: plain(kit.replica.snapshot(group_scope(group)))) for each in (ana, bo, zoe)]
    assert copies[0] == copies[1] == copies[2]
    assert all(each.do(lambda kit: kit.sync_state()).refused == 0 for each in (ana, bo, zoe))


def test_what_a_laptop_writes_about_a_stand_in_that_was_named_elsewhere_follows(
    laptop: Callable[[str], Laptop], server: EmbeddedServer
) -> None:
    ana, bo, zoe = laptop("ana"), laptop("bo"), laptop("zoe")
    evening = ana.do(lambda kit: kit.practice.create(people=3))
    group, (first, second) = evening.group_id, evening.meeting_ids
    ana.enrol(server.url, server.enrol_code())
    ana.sync()
    for other in (bo, zoe):
        other.enrol(server.url, server.enrol_code(group))
        other.sync()
    late = ana.do(lambda kit: kit.people.add(group, family_name="Exemple", given_name="Tardive")).id
    code = ana.do(lambda kit: kit.badges.codes([late]))[late]
    bo.do(lambda kit: kit.check_in.scan(first, code, admit_unknown=True))
    ana.sync()
    bo.sync()
    bo.sync()

    zoe.do(lambda kit: kit.check_in.scan(second, code, admit_unknown=True))
    for each in (zoe, zoe, ana, bo, zoe):
        each.sync()

    gone = placeholder_id(group_scope(group), ana.do(lambda kit: kit.badges.read(code)).token or "")
    for each in (ana, bo, zoe):
        assert each.do(lambda kit: names(kit, second)) == ["EXEMPLE Tardive"]
        assert each.do(lambda kit: kit.people.living(gone)).id == late


def test_taking_back_an_unknown_badge_leaves_nobody_expected(
    laptop: Callable[[str], Laptop], server: EmbeddedServer
) -> None:
    ana, bo = laptop("ana"), laptop("bo")
    evening = ana.do(lambda kit: kit.practice.create(people=3))
    group, meeting = evening.group_id, evening.meeting_ids[0]
    ana.enrol(server.url, server.enrol_code())
    ana.sync()
    bo.enrol(server.url, server.enrol_code(group))
    bo.sync()
    late = ana.do(lambda kit: kit.people.add(group, family_name="Exemple", given_name="Tardive")).id
    code = ana.do(lambda kit: kit.badges.codes([late]))[late]
    admitted = bo.do(lambda kit: kit.check_in.scan(meeting, code, admit_unknown=True)).person_id or ""

    bo.do(lambda kit: kit.check_in.undo(meeting, admitted, reason="trop tôt"))

    awaited = bo.do(lambda kit: [one for one in kit.registrations.roster(meeting) if one.is_awaited])
    assert len(awaited) == 3
    assert admitted not in {one.person.id for one in awaited}
    again = bo.do(lambda kit: kit.check_in.scan(meeting, code, admit_unknown=True))
    assert (again.verdict, again.genuine) == (Verdict.CHECKED_IN, True)
    seat = bo.do(lambda kit: kit.registrations.of(meeting, admitted))
    assert seat is not None
    assert seat.state.value == "registered"


def test_taking_back_somebody_with_a_name_leaves_their_seat(laptop: Callable[[str], Laptop]) -> None:
    ana = laptop("ana")
    meeting = ana.do(lambda kit: kit.practice.create(people=3)).meeting_ids[0]
    person = ana.do(lambda kit: kit.registrations.roster(meeting)[0].person.id)
    ana.do(lambda kit: kit.check_in.admit(meeting, person))
    ana.do(lambda kit: kit.check_in.undo(meeting, person))
    seat = ana.do(lambda kit: kit.registrations.of(meeting, person))
    assert seat is not None
    assert seat.state.value == "registered"
