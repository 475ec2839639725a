"""Erasure, end to end: no byte is left (I8), and nothing comes back (I9)."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import msgspec
import psycopg
import pytest

from organiser_kit.oplog.op import OpKind, encode
from organiser_kit.storage.database import Database
from sync.facade import embedded_server
from sync.protocol import Verdict
from sync.server.engines import engine_for
from sync.server.erasure import Erased
from sync.server.erasure_log import FILE, ErasureLog
from sync.server.restore import restore
from sync.server.scopes import Grant
from tests.sync.kits import same, service, sync

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from organiser_kit.model.people import Person
    from sync.server.embed import EmbeddedServer
    from tests.sync.bench import ServerBench
    from tests.sync.conftest import Store
    from tests.sync.fakes import Author
    from tests.sync.kits import Laptops

CANARIES = ("qzvanara", "Wexkanari", "0699887766", "kyzmail", "oxbecause", "sendsword")


def found_in(folder: Path) -> set[tuple[str, str]]:
    """Return which canaries stand in which files of a folder, in the capitals of any of its copies."""
    return {
        (file.name, canary)
        for file in folder.rglob("*")
        if file.is_file()
        for canary in CANARIES
        if canary.lower().encode() in file.read_bytes().lower()
    }


def found_on(store: Store) -> set[tuple[str, str]]:
    """Return which canaries the server holds, in which file or table."""
    if store.url is None:
        return found_in(store.folder)
    with psycopg.connect(store.url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        held = {
            name: str(connection.execute(f'SELECT * FROM "{name}"'.encode()).fetchall()).lower()
            for (name,) in tables
        }
    assert len(held) > 20
    return {(name, canary) for name, text in held.items() for canary in CANARIES if canary.lower() in text}


def pair(server: EmbeddedServer, laptops: Laptops) -> tuple[Kit, Kit, str, str]:
    """Return two laptops of one group, the group and its meeting."""
    one, two = laptops.make(), laptops.make()
    practice = one.practice.create()
    service(one).enrol(server.url, server.enrol_code())
    sync(one)
    service(two).enrol(server.url, server.enrol_code(practice.group_id))
    sync(two)
    return one, two, practice.group_id, practice.meeting_ids[0]


def somebody(kit: Kit, group: str) -> Person:
    return kit.people.add(
        group, family_name="Qzvanara", given_name="Wexkanari", phone="0699887766", email="kyzmail@example.org"
    )


def test_i8_no_byte_of_an_erased_person_is_left_anywhere(
    server: EmbeddedServer, store: Store, laptops: Laptops
) -> None:
    one, two, group, meeting = pair(server, laptops)
    person = somebody(one, group)
    one.badges.codes([person.id])
    one.check_in.admit(meeting, person.id)
    one.check_in.undo(meeting, person.id, reason="oxbecause of the bus")
    one.check_in.admit(meeting, person.id)
    sync(one)
    sync(two)
    # Two versions of a field, a change that is refused, and one that nobody has sent yet.
    one.people.edit(person.id, phone="0699887766 day")
    two.people.edit(person.id, phone="0699887766 night")
    for kit in (one, two, one):
        sync(kit)
    assert one.sync_state().conflicts == 1
    two.people.edit(person.id, commune="sendsword" + "x" * 20_000)
    sync(two)
    two.people.edit(person.id, commune="Sendsword")
    assert {canary for _, canary in found_on(store)} == set(CANARIES)
    counted = one.meetings.all()[0].present

    done = one.erasure.person(person.id, "asked for on paper")
    assert done.people == (person.id,)
    assert done.records == 3  # the person, the badge, the conflict
    assert found_in(laptops.folder / "laptop0") == set()
    for kit in (one, two, one):
        assert sync(kit).refused == 0
    assert found_on(store) == set()
    assert found_in(laptops.folder / "laptop1") == set()
    for kit in (one, two):
        assert kit.sync_state().conflicts == 0
        assert same(server, kit, group)
        assert kit.people.seen(person.id) is None
        assert kit.people.search("qzva") == []
        assert kit.meetings.all()[0].present == counted
        assert sync(kit).requests == 1
    laptops.close_all()
    server.stop()
    assert found_in(laptops.folder) | found_on(store) == set()


def test_i8_whoever_was_among_hundreds_leaves_no_byte_either(laptops: Laptops) -> None:
    kit = laptops.make()
    group = kit.practice.create().group_id
    people = [
        kit.people.add(
            group, family_name=f"Fzq{number}wx", given_name="Jean", email=f"mzq{number}wx@example.org"
        )
        for number in range(120)
    ]
    for number, person in enumerate(people):
        if number % 3:
            kit.people.edit(person.id, phone=f"pzq{number}wx")
    gone = [number for number in range(120) if number % 2]
    for number in gone:
        kit.erasure.person(people[number].id, "asked for")
    everything = b"".join(file.read_bytes().lower() for file in (laptops.folder / "laptop0").iterdir())
    assert b"fzq2wx" in everything
    assert [number for number in gone if f"zq{number}wx".encode() in everything] == []


def test_i8_a_power_cut_right_after_an_erasure_is_made_good_at_the_next_start(
    laptops: Laptops, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kit = laptops.make()
    person = somebody(kit, kit.practice.create().group_id)
    with monkeypatch.context() as cut:
        cut.setattr(Database, "fold", lambda _: None)
        kit.erasure.person(person.id, "asked for")
        shutil.copytree(laptops.folder / "laptop0", tmp_path / "cut")
    assert found_in(tmp_path / "cut") != set()
    back = laptops.open(tmp_path / "cut")
    assert back.people.seen(person.id) is None
    assert found_in(tmp_path / "cut") == set()


def test_i9_what_comes_late_about_an_erased_person_is_gone(server: EmbeddedServer, laptops: Laptops) -> None:
    one, two, group, meeting = pair(server, laptops)
    person = somebody(one, group)
    sync(one)
    sync(two)
    two.people.edit(person.id, phone="0600000001")
    two.badges.codes([person.id])
    two.check_in.admit(meeting, person.id)
    two.check_in.undo(meeting, person.id, reason="oxbecause")
    one.erasure.person(person.id, "asked for")
    sync(one)
    report = sync(two)
    assert (report.pending, report.refused) == (0, 0)
    sync(one)
    for kit in (one, two):
        assert kit.people.seen(person.id) is None
        assert same(server, kit, group)
    facts = [state for state in one.replica.snapshot(person.scope) if state.kind == "attendance"]
    about = [state for state in facts if state.registers["person_id"].value == person.id]
    assert len(about) == 2
    assert not any("reason" in state.registers for state in about)
    assert [s.erased for s in server.snapshot(person.scope) if s.id == person.id] == [True]


def test_i9_an_old_copy_put_back_forgets_again(
    server: EmbeddedServer, laptops: Laptops, tmp_path: Path
) -> None:
    one, two, group, _ = pair(server, laptops)
    person = somebody(one, group)
    sync(one)
    sync(two)
    folder = laptops.folder / "laptop1"
    laptops.close(two)
    shutil.copytree(folder, tmp_path / "old")
    one.erasure.person(person.id, "asked for")
    sync(one)
    back = laptops.open(tmp_path / "old")
    back.people.edit(person.id, phone="0600000002")
    assert sync(back).refused == 0
    assert back.people.seen(person.id) is None
    assert same(server, back, group)
    sync(one)
    assert one.people.seen(person.id) is None


@pytest.fixture
def restorable(tmp_path: Path, environment: Environment) -> Iterator[EmbeddedServer]:
    """A server whose database is a file."""
    with embedded_server(tmp_path / "restorable", environment=environment) as running:
        yield running


@pytest.mark.parametrize("by_command", [True, False])
def test_i9_a_server_put_back_from_an_older_backup_erases_again(
    restorable: EmbeddedServer, laptops: Laptops, tmp_path: Path, environment: Environment, by_command: bool
) -> None:
    server, folder = restorable, tmp_path / "restorable"
    one, two, group, _ = pair(server, laptops)
    person = somebody(one, group)
    one.badges.codes([person.id])
    sync(one)
    sync(two)
    engine = engine_for(folder)
    server.stop()
    backup = tmp_path / "backup.sqlite3"
    shutil.copy(engine.place, backup)
    server.start()
    one.erasure.person(person.id, "asked for")
    sync(one)
    server.stop()
    assert person.id.encode() in (folder / FILE).read_bytes()
    if by_command:
        aside = restore(backup, engine, environment)
        assert aside is not None
    else:
        # Somebody who does not know the command copies the file.
        shutil.copy(backup, engine.place)
    assert found_in(folder) == set() or not by_command
    server.start()
    assert found_in(folder) == set()
    for kit in (two, one, two):
        service(kit).run_once()
        assert kit.people.seen(person.id) is None or kit is two
    assert [s.erased for s in server.snapshot(person.scope) if s.id == person.id] == [True]
    if by_command:
        assert two.people.seen(person.id) is None


def test_an_erasure_wins_over_the_first_try_whose_answer_was_lost(bench: ServerBench, author: Author) -> None:
    written = author.set("person", "p", {"family_name": "Qzvanara"})
    assert bench.verdicts(author, written) == [Verdict.APPLIED]
    # The laptop never heard that; it erased meanwhile, and so sends the bare operation in its place.
    bare = msgspec.structs.replace(written, kind=OpKind.ERASE, fields=None)
    erase = author.op(OpKind.ERASE, "person", "p")
    assert bench.verdicts(author, bare, erase) == [Verdict.APPLIED, Verdict.GONE]
    assert bench.verdicts(author, written, erase) == [Verdict.GONE, Verdict.GONE]
    assert bench.verdicts(author, bare) == [Verdict.GONE]
    assert bench.verdicts(author, author.set("person", "p", {"phone": "1"})) == [Verdict.GONE]
    row = bench.row(author, "p")
    assert row is not None
    assert (row.erased, row.fields) == (True, {})


def test_what_nobody_could_read_about_an_erased_record_is_kept_nowhere(
    bench: ServerBench, author: Author
) -> None:
    bench.push(author, author.set("person", "p", {"family_name": "A"}))
    odd = author.op(OpKind.SET, "person", "p")
    bench.push_raw(author, encode(odd)[:-1] + b',"f":"Qzvanara"}')
    bench.push(author, author.op(OpKind.ERASE, "person", "p"))
    late = author.op(OpKind.SET, "person", "p")
    (result,) = bench.push_raw(author, encode(late)[:-1] + b',"f":"Qzvanara"}')
    assert result.verdict is Verdict.GONE
    bodies = bench.connection.execute("SELECT body FROM op").fetchall()
    assert "Qzvanara" not in str(bodies)


def test_a_fact_cannot_be_erased_and_a_reader_erases_nothing(bench: ServerBench, author: Author) -> None:
    bench.push(author, author.fact("f"), author.set("person", "p", {"family_name": "A"}))
    (refused,) = bench.push(author, author.op(OpKind.ERASE, "attendance", "f"))
    assert refused.verdict is Verdict.REFUSED
    bench.grant(author, Grant.READER)
    (refused,) = bench.push(author, author.op(OpKind.ERASE, "person", "p"))
    assert refused.verdict is Verdict.REFUSED
    row = bench.row(author, "p")
    assert row is not None
    assert not row.erased


def test_the_list_of_erasures_survives_a_line_cut_off_and_says_each_once(tmp_path: Path) -> None:
    log = ErasureLog(tmp_path)
    assert log.read() == []
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"record":"person","rec')
    entries = [Erased("person", "p", "g:1"), Erased("badge", "b", "g:1")]
    log.add(entries)
    log.add(entries[:1])
    assert log.read() == entries
