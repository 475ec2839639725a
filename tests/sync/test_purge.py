"""A group whose time on a laptop is over: it goes there and nowhere else, and comes back when it goes on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from organiser_kit.environment import Environment, FakeClock
from organiser_kit.model.meetings import MeetingStatus
from organiser_kit.model.record import group_scope
from organiser_kit.services.purge import Obstacle
from organiser_kit.storage.rereading import send_again
from sync.facade import embedded_server
from tests.sync.kits import Laptops, plain, same, service, sync

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.kit import Kit
    from organiser_kit.model.sharing import Attachment
    from sync.server.embed import EmbeddedServer

PHOTO = b"\xff\xd8\xff" + b"made-up signature" * 40
CANARY = "Zygomatique"
PHONE = "06 39 98 01 02"


@pytest.fixture
def kit(server: EmbeddedServer, laptops: Laptops) -> Kit:
    """A laptop with a pair of meetings, synced to the end."""
    made = laptops.make()
    practice = made.practice.create()
    person = made.people.add(practice.group_id, family_name=CANARY, given_name="Ana", phone=PHONE)
    made.check_in.admit(practice.meeting_ids[0], person.id)
    service(made).enrol(server.url, server.enrol_code())
    sync(made)
    sync(made)
    return made


def _later(environment: Environment, days: int) -> None:
    assert isinstance(environment.clock, FakeClock)
    environment.clock.advance(days=days)


def _group(kit: Kit) -> str:
    return kit.meetings.groups()[0].id


def _files(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


def test_a_group_goes_when_its_time_is_over_and_the_server_neither_loses_nor_sends_anything(
    server: EmbeddedServer, kit: Kit, environment: Environment, tmp_path: Path
) -> None:
    group = _group(kit)
    ends = max(one.meeting.ends_at for one in kit.meetings.all() if one.meeting.ends_at)
    _later(environment, (ends - environment.now()).days + 59)
    assert kit.purge.run() == ()
    _later(environment, 2)
    before = plain(server.snapshot(group_scope(group)))
    (due,) = kit.purge.due()
    assert (due.group_id, due.obstacle) == (group, None)
    assert len(kit.people.all()) == 26, "a rehearsal changes nothing"
    assert kit.purge.run() == (due,)
    assert due.records > 26
    assert (kit.people.all(), kit.meetings.all(), kit.people.search("zyg")) == ([], [], [])
    for word in (CANARY, CANARY.lower(), PHONE):
        assert word.encode() not in _files(tmp_path / "laptop0")
    assert kit.purge.run() == ()
    sync(kit)  # after a month also another token
    for _ in range(3):
        report = sync(kit)
        assert (report.pushed, report.pulled, report.requests, report.repaired) == (0, 0, 1, None)
    assert plain(server.snapshot(group_scope(group))) == before


def test_a_digest_that_was_not_worked_out_yet_is_before_the_records_go(
    kit: Kit, environment: Environment
) -> None:
    with kit._database.transaction():  # noqa: SLF001 - as after a first download
        kit._database.execute("DELETE FROM digests")  # noqa: SLF001
    _later(environment, 100)
    kit.purge.run()
    report = sync(kit)
    assert (report.pulled, report.repaired) == (0, None)
    assert kit.people.all() == []


def test_a_group_that_goes_on_elsewhere_comes_back_whole(
    server: EmbeddedServer, kit: Kit, laptops: Laptops, environment: Environment
) -> None:
    group = _group(kit)
    _later(environment, 100)
    kit.purge.run()
    other = laptops.make()
    service(other).enrol(server.url, server.enrol_code(group))
    sync(other)
    other.people.edit(other.people.search("zyg")[0].id, commune="Villefictive")
    sync(other)
    assert sync(kit).repaired is None, "read whole at once, not after a doubt"
    assert [person.commune for person in kit.people.search("zyg")] == ["Villefictive"]
    assert same(server, kit, group)
    assert sync(kit).requests == 1
    # What is written then goes up as ever.
    kit.people.add(group, family_name="Fictif", given_name="Bo")
    assert sync(kit).pending == 0
    assert same(server, kit, group)


def test_what_was_not_sent_is_never_touched(kit: Kit, environment: Environment, laptops: Laptops) -> None:
    kit.people.edit(kit.people.search("zyg")[0].id, commune="Ailleurs")
    _later(environment, 100)
    assert [one.obstacle for one in kit.purge.run()] == [Obstacle.UNSENT]
    assert len(kit.people.all()) == 26
    alone = laptops.make()
    alone.practice.create()
    _later(environment, 100)
    assert [one.obstacle for one in alone.purge.run()] == [Obstacle.NO_SERVER]
    assert len(alone.people.all()) == 25


def test_a_group_with_a_meeting_to_come_or_put_off_stays(kit: Kit, environment: Environment) -> None:
    meeting = kit.meetings.all()[1].id
    kit.plan.move_to(meeting, MeetingStatus.POSTPONED, reason="neige")
    sync(kit)
    _later(environment, 200)
    assert kit.purge.due() == ()
    start = environment.now() + timedelta(days=5)
    kit.plan.edit_meeting(meeting, starts_at=start)
    kit.plan.move_to(meeting, MeetingStatus.CONFIRMED)
    sync(kit)
    assert kit.purge.due() == ()
    _later(environment, 5 + 61)
    assert len(kit.purge.due()) == 1


def test_what_was_put_away_is_nobody_s_trouble_for_a_server_in_a_new_life(
    server: EmbeddedServer, kit: Kit, environment: Environment
) -> None:
    group = _group(kit)
    _later(environment, 100)
    kit.purge.run()
    before = plain(server.snapshot(group_scope(group)))
    with kit._database.transaction():  # noqa: SLF001 - as after a restored server
        send_again(kit._database)  # noqa: SLF001
    for _ in range(2):
        report = sync(kit)
        assert (report.pending, report.refused) == (0, 0)
    assert plain(server.snapshot(group_scope(group))) == before


def test_only_counts_are_kept_of_what_went(kit: Kit, environment: Environment) -> None:
    _later(environment, 100)
    (gone,) = kit.purge.run()
    kept = kit._database.value("SELECT value FROM device_state WHERE key = 'purges'")  # noqa: SLF001
    assert str(gone.records) in kept
    assert gone.group_id not in kept
    assert gone.name not in kept


def test_another_server_gets_no_record_without_a_name(
    kit: Kit, environment: Environment, tmp_path: Path
) -> None:
    """What is left of what was put away are numbers: they make nobody."""
    group = _group(kit)
    _later(environment, 100)
    kit.purge.run()
    with embedded_server(tmp_path / "second", environment=environment) as second:
        service(kit).enrol(second.url, second.enrol_code())
        for _ in range(2):
            report = sync(kit)
            assert (report.pending, report.refused) == (0, 0)
        assert second.snapshot(group_scope(group)) == []
    assert kit.people.all() == []


def test_the_picture_of_a_sheet_outlives_its_group_until_its_own_time_is_over(
    server: EmbeddedServer, kit: Kit, laptops: Laptops, environment: Environment, tmp_path: Path
) -> None:
    group = _group(kit)
    made = _kept_picture(kit, tmp_path)
    sync(kit)
    sync(kit)
    assert kit.evidence.only_here(group_scope(group)) == 1
    assert kit.evidence.outliving.all() == ()
    _later(environment, 100)
    kit.purge.run()
    assert kit.meetings.all() == []

    (outlived,) = kit.evidence.outliving.all()
    assert (outlived.name, outlived.keep_until) == (made.name, made.keep_until)
    for _ in range(2):
        kit.purge.let_go()
    (copy,) = kit.evidence.outliving.save_copies(tmp_path / "copies")
    assert copy.read_bytes() == PHOTO

    # The group goes on: its picture is again that of its sheet, and told once.
    other = laptops.make()
    service(other).enrol(server.url, server.enrol_code(group))
    sync(other)
    other.people.edit(other.people.search("zyg")[0].id, commune="Villefictive")
    sync(other)
    sync(kit)
    assert kit.evidence.read(made) == PHOTO
    assert kit.evidence.outliving.all() == ()
    kit.purge.run()
    assert len(kit.evidence.outliving.all()) == 1

    assert made.keep_until is not None
    _later(environment, (made.keep_until - environment.now()).days + 1)
    kit.purge.let_go()
    assert kit.evidence.outliving.all() == ()
    assert list((kit.folder / "kept").iterdir()) == []


def test_what_the_server_takes_away_takes_its_pictures_along(
    server: EmbeddedServer, kit: Kit, tmp_path: Path
) -> None:
    _kept_picture(kit, tmp_path)
    kit.replica.recovery.leave(group_scope(_group(kit)))
    kit.purge.let_go()
    assert list((kit.folder / "kept").iterdir()) == []
    assert kit.evidence.outliving.all() == ()


def _kept_picture(kit: Kit, folder: Path) -> Attachment:
    photo = folder / "photo.jpg"
    photo.write_bytes(PHOTO)
    meeting = next(one.meeting for one in kit.meetings.all() if one.meeting.starts_at)
    return kit.evidence.keep(kit.sheets.prepare(meeting.id).id, 1, photo)
