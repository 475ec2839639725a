"""The file on a stick: whole or refused with one sentence, and taken once."""

from __future__ import annotations

import gzip
import os
import sqlite3
import struct
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.environment import SeededChance
from organiser_kit.errors import KitError, StorageError, UserError
from organiser_kit.model.record import group_scope
from organiser_kit.oplog.op import decode_op, encode
from sync.peers import content, message, safe_file
from sync.peers.bundle import seal_unsent
from sync.peers.bundle_file import BundleReport
from sync.peers.content import read_content, write_content
from sync.peers.introduction import accept_introduction, calling_card, introduce
from sync.peers.parcel import make_parcel, take_parcel
from sync.peers.safe_file import write_verified
from sync.peers.sealing import (
    FORMAT,
    Header,
    NewerSealError,
    Recipients,
    SealError,
    open_for_group,
    open_for_server,
    read_container,
    seal,
)
from sync.server.database import opened as opened_database
from sync.server.database import transaction
from sync.server.devices import revoke
from sync.server.engines.sqlite import SqliteEngine
from sync.server.restore import restore
from sync.server.sticks import import_file
from tests.sync.kits import Laptops, lane, same, service, sync

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from organiser_kit.services.practice import PracticeGroup
    from sync.server.embed import EmbeddedServer
    from tests.sync.conftest import Store


@pytest.fixture
def one(laptops: Laptops) -> Kit:
    return laptops.make()


@pytest.fixture
def practice(one: Kit) -> PracticeGroup:
    return one.practice.create()


@pytest.fixture
def two(one: Kit, practice: PracticeGroup, laptops: Laptops) -> Kit:
    """A laptop of the same group, which has seen what the first one has."""
    guest, scope = laptops.make(), group_scope(practice.group_id)
    accept_introduction(lane(guest), introduce(lane(one), calling_card(lane(guest)), scope, one.environment))
    take_parcel(lane(guest), make_parcel(lane(one), scope, one.environment))
    return guest


@pytest.fixture
def stick(tmp_path: Path, one: Kit, two: Kit, practice: PracticeGroup) -> Path:
    """A file with one change that the second laptop has not seen."""
    one.people.edit(one.people.all(practice.group_id)[0].id, commune="Villeneuve")
    path = tmp_path / "stick" / "kit.okb"
    path.parent.mkdir()
    service(one).export_bundle(path)
    return path


def refused(kit: Kit, path: Path) -> str:
    """Return the one sentence with which a file is refused; nothing may have changed."""
    scope = kit.replica.parcels.founded()[0]
    before = (kit.replica.snapshot(scope), len(kit.replica.parcels.carried(scope)))
    with pytest.raises(KitError) as caught:
        service(kit).import_bundle(path)
    assert (kit.replica.snapshot(scope), len(kit.replica.parcels.carried(scope))) == before
    sentence = caught.value.sentence
    assert str(path) in sentence
    assert "\n" not in sentence
    return sentence


def test_what_one_writes_another_takes_once(one: Kit, two: Kit, stick: Path, practice: PracticeGroup) -> None:
    first, again = service(two).import_bundle(stick), service(two).import_bundle(stick)
    assert (first.new, first.refused) == (1, 0)
    assert first.ops == first.new + first.known
    assert again == BundleReport(first.ops, 0, first.ops, 0)
    person = one.people.all(practice.group_id)[0]
    assert two.people.get(person.id).commune == "Villeneuve"
    assert [line.route for line in two.replica.rounds(5)][:1] == ["stick"]


def test_the_exporter_hears_what_reading_its_own_file_would_say(
    one: Kit, two: Kit, stick: Path, practice: PracticeGroup
) -> None:
    exported = service(one).export_bundle(stick)
    assert service(one).import_bundle(stick) == exported
    assert exported.new == 0


def test_no_word_of_anybody_is_readable_on_the_stick(one: Kit, stick: Path, practice: PracticeGroup) -> None:
    written = stick.read_bytes()
    person = one.people.all(practice.group_id)[0]
    for secret in (person.family_name, person.id, practice.group_id, one.replica.identity().device_id, "SET"):
        assert secret.encode() not in written
    header = read_container(written).header
    assert {slot.to for section in header.sections for slot in section.slots} == {"group"}


def test_a_file_that_was_cut_is_refused_wherever_it_was(two: Kit, stick: Path) -> None:
    whole = stick.read_bytes()
    for end in range(0, len(whole), 512):
        stick.write_bytes(whole[:end])
        assert "damaged" in refused(two, stick)
    stick.write_bytes(whole + b"\0")
    assert "damaged" in refused(two, stick)


def test_no_bit_of_a_file_can_be_changed(two: Kit, stick: Path) -> None:
    whole = stick.read_bytes()
    start = len(read_container(whole).prefix)
    # Every byte of what is not encrypted, and places all over what is.
    for place in [
        *range(start),
        *range(start, len(whole), max(1, (len(whole) - start) // 60)),
        len(whole) - 1,
    ]:
        spoilt = bytearray(whole)
        spoilt[place] ^= 1 << (place % 8)
        stick.write_bytes(bytes(spoilt))
        assert refused(two, stick)


def test_another_groups_file_is_refused(stick: Path, laptops: Laptops) -> None:
    stranger = laptops.make()
    stranger.practice.create()
    assert "another group" in refused(stranger, stick)


def test_a_newer_file_is_refused(two: Kit, stick: Path) -> None:
    written = bytearray(stick.read_bytes())
    struct.pack_into(">H", written, 8, FORMAT + 1)
    stick.write_bytes(bytes(written))
    assert "newer version" in refused(two, stick)
    with pytest.raises(NewerSealError):
        read_container(bytes(written))


def test_a_file_by_somebody_who_only_knows_the_groups_secret_is_refused(
    one: Kit, two: Kit, stick: Path, practice: PracticeGroup
) -> None:
    scope = group_scope(practice.group_id)
    parcel = make_parcel(lane(one), scope, one.environment)
    forged = write_content(parcel, one.replica.identity().device_id, b"\7" * 32)
    secret = one.replica.parcels.group_keys()[scope]
    stick.write_bytes(seal([(forged, Recipients(group=secret))], SeededChance(1)))
    assert "not signed by a laptop of its group" in refused(two, stick)


def test_a_section_under_another_groups_name_is_refused(
    one: Kit, two: Kit, stick: Path, practice: PracticeGroup
) -> None:
    scope = group_scope(practice.group_id)
    parcel = msgspec.structs.replace(make_parcel(lane(one), scope, one.environment), scope="g:other")
    seed = one.replica.parcels.trust.signing_seed()
    text = write_content(parcel, one.replica.identity().device_id, seed)
    secret = one.replica.parcels.group_keys()[scope]
    stick.write_bytes(seal([(text, Recipients(group=secret))], SeededChance(1)))
    assert "not signed by a laptop of its group" in refused(two, stick)


def test_a_section_that_unpacks_to_far_more_is_never_unpacked(
    one: Kit, two: Kit, stick: Path, practice: PracticeGroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope = group_scope(practice.group_id)
    parcel = make_parcel(lane(one), scope, one.environment)
    seed = one.replica.parcels.trust.signing_seed()
    secret = one.replica.parcels.group_keys()[scope]
    real = gzip.compress

    def bomb(plain: bytes, level: int, mtime: float) -> bytes:
        return real(plain + b" " * (64 << 20), level, mtime=mtime)

    asked: list[int] = []
    unzipped = message.unzipped

    def watched(packed: bytes, most_packed: int, most_plain: int) -> bytes:
        asked.append(most_plain)
        return unzipped(packed, most_packed, most_plain)

    monkeypatch.setattr(gzip, "compress", bomb)
    text = write_content(parcel, one.replica.identity().device_id, seed)
    monkeypatch.undo()
    monkeypatch.setattr(content, "unzipped", watched)
    stick.write_bytes(seal([(text, Recipients(group=secret))], SeededChance(1)))
    assert "damaged" in refused(two, stick)
    assert max(asked) < 1 << 20
    monkeypatch.setattr(content, "MAX_PLAIN_BYTES", 1000)
    with pytest.raises(SealError):
        read_content(write_content(parcel, "x", seed))


def test_a_huge_file_is_not_read(two: Kit, stick: Path) -> None:
    with stick.open("r+b") as out:
        out.truncate(80 << 20)
    assert "larger than anything" in refused(two, stick)


@pytest.mark.parametrize(
    "mess", [b"", b"x", b"PK\x03\x04" + b"\0" * 500, b"ORGKITB\n", b"ORGKITB\n\0\1\xff\xff\xff\xff"]
)
def test_what_is_no_file_of_the_kit_is_refused(two: Kit, stick: Path, mess: bytes) -> None:
    stick.write_bytes(mess)
    assert "damaged" in refused(two, stick)


def test_a_missing_file_and_a_folder_are_refused(two: Kit, tmp_path: Path) -> None:
    assert "cannot be read" in refused(two, tmp_path / "none.okb")
    assert "cannot be read" in refused(two, tmp_path)


def test_a_header_of_nonsense_is_refused() -> None:
    for header in (b"[]", b"{}", b'{"sections":[{"size":-1,"slots":[]}]}', b"[" * 100_000):
        with pytest.raises(SealError):
            read_container(struct.pack(">8sHI", b"ORGKITB\n", FORMAT, len(header)) + header)


def test_keys_of_nonsense_in_a_slot_open_nothing() -> None:
    secret = b"s" * 32
    container = read_container(seal([(b"text", Recipients(group=secret))], SeededChance(1)))
    (section,) = container.header.sections
    for change in ({"salt": "zz"}, {"key": "zz"}, {"key": ""}, {"salt": ""}):
        slot = msgspec.structs.replace(section.slots[0], **change)
        header = Header(sections=[msgspec.structs.replace(section, slots=[slot])])
        with pytest.raises(SealError):
            open_for_group(type(container)(container.prefix, header, container.bodies), {"g:x": secret})


def test_two_sections_cannot_change_places() -> None:
    keys = {"a": b"a" * 32, "b": b"b" * 32}
    sections = [(name.encode() * 9, Recipients(group=key)) for name, key in keys.items()]
    container = read_container(seal(sections, SeededChance(1)))
    assert open_for_group(container, keys) == {"a": b"a" * 9, "b": b"b" * 9}
    turned = type(container)(container.prefix, container.header, container.bodies[::-1])
    with pytest.raises(SealError):
        open_for_group(turned, keys)


def test_a_stick_that_gives_back_something_else_is_told_and_nothing_is_kept(
    one: Kit, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stick.read_bytes()
    monkeypatch.setattr(safe_file, "_forget_cached", lambda descriptor: os.lseek(descriptor, 1, os.SEEK_SET))
    with pytest.raises(StorageError, match="use another stick"):
        service(one).export_bundle(stick)
    assert stick.read_bytes() == before
    assert [path.name for path in stick.parent.iterdir()] == [stick.name]


def test_a_stick_that_is_full_or_gone_is_told_and_nothing_is_kept(
    one: Kit, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stick.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="the space left"):
        service(one).export_bundle(stick)
    monkeypatch.undo()
    assert stick.read_bytes() == before
    with pytest.raises(StorageError, match="cannot be written"):
        service(one).export_bundle(stick.parent / "gone" / "kit.okb")


def test_the_name_is_given_last_and_everything_forced_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, seen = tmp_path / "a.okb", list[str]()
    real = os.fsync

    def fsync(descriptor: int) -> None:
        seen.append("folder" if path.exists() else "file")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)

    def is_good(found: bytes) -> bool:
        seen.append("read")
        return found == b"text"

    write_verified(path, b"text", is_good)
    assert seen == ["file", "read", "folder"]
    assert path.read_bytes() == b"text"


def test_a_laptop_with_nothing_to_share_says_so(laptops: Laptops, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="may not share any group"):
        service(laptops.make()).export_bundle(tmp_path / "a.okb")
    with pytest.raises(UserError, match="has not met a server"):
        seal_unsent(lane(laptops.make()), laptops.environment, tmp_path / "a.okb")


# with a server --------------------------------------------------------------------------------------


@pytest.fixture
def paired(server: EmbeddedServer, one: Kit, practice: PracticeGroup) -> Kit:
    service(one).enrol(server.url, server.enrol_code())
    sync(one)
    one.people.edit(one.people.all(practice.group_id)[0].id, commune="Villeneuve")
    return one


@pytest.fixture
def brought(store: Store, environment: Environment) -> Callable[[Path], BundleReport]:
    """Return what gives a file to the person who runs the server."""

    def bring(path: Path) -> BundleReport:
        with opened_database(store.engine, environment) as connection:
            return import_file(connection, path, environment, lambda _: None)

    return bring


def test_a_stick_reaches_the_server_and_its_writer_hears_known(
    server: EmbeddedServer,
    paired: Kit,
    practice: PracticeGroup,
    tmp_path: Path,
    brought: Callable[[Path], BundleReport],
) -> None:
    service(paired).export_bundle(tmp_path / "a.okb")
    assert brought(tmp_path / "a.okb") == BundleReport(1, 1, 0, 0)
    assert brought(tmp_path / "a.okb") == BundleReport(1, 0, 1, 0)
    assert same(server, paired, practice.group_id)
    assert sync(paired).pending == 0


def test_what_a_laptop_never_sent_is_sealed_for_the_server_alone_and_survives_its_being_put_out(
    server: EmbeddedServer,
    store: Store,
    paired: Kit,
    practice: PracticeGroup,
    tmp_path: Path,
    environment: Environment,
    brought: Callable[[Path], BundleReport],
) -> None:
    path = tmp_path / "a.okb"
    assert seal_unsent(lane(paired), environment, path) == 1
    assert "Only the server" in refused(paired, path)
    with opened_database(store.engine, environment) as connection, transaction(connection):
        revoke(connection, paired.replica.identity().device_id, environment.now())
    assert brought(path) == BundleReport(1, 1, 0, 0)
    assert same(server, paired, practice.group_id)


def test_a_group_that_was_never_sent_is_in_the_sealed_file_too(
    server: EmbeddedServer,
    laptops: Laptops,
    tmp_path: Path,
    environment: Environment,
    brought: Callable[[Path], BundleReport],
) -> None:
    kit = laptops.make()
    service(kit).enrol(server.url, server.enrol_code())
    group = kit.practice.create().group_id
    count = seal_unsent(lane(kit), environment, tmp_path / "a.okb")
    assert brought(tmp_path / "a.okb") == BundleReport(count, count, 0, 0)
    assert same(server, kit, group)


def test_another_server_cannot_open_the_file(paired: Kit, tmp_path: Path, environment: Environment) -> None:
    service(paired).export_bundle(tmp_path / "a.okb")
    assert open_for_server(read_container((tmp_path / "a.okb").read_bytes()), b"\1" * 32) == []


def test_an_old_stick_never_brings_back_somebody_who_was_erased(
    server: EmbeddedServer,
    paired: Kit,
    practice: PracticeGroup,
    tmp_path: Path,
    laptops: Laptops,
    brought: Callable[[Path], BundleReport],
) -> None:
    path = tmp_path / "a.okb"
    person = paired.people.all(practice.group_id)[0]
    paired.people.edit(person.id, commune="Canarille")
    service(paired).export_bundle(path)
    other = laptops.make()
    service(other).enrol(server.url, server.enrol_code(practice.group_id))
    sync(other)
    paired.erasure.person(person.id, "request")
    sync(paired)
    sync(other)
    for kit in (paired, other):
        report = service(kit).import_bundle(path)
        assert (report.new, report.refused) == (0, 0)
        assert person.id not in {found.id for found in kit.people.all(practice.group_id)}
        assert same(server, kit, practice.group_id)
    assert brought(path).new == 0
    assert same(server, paired, practice.group_id)
    service(paired).export_bundle(path)
    scope = group_scope(practice.group_id)
    keys = paired.replica.parcels.group_keys()
    written = read_content(open_for_group(read_container(path.read_bytes()), keys)[scope]).parcel
    assert "Canarille" not in encode(written).decode()


def test_a_server_put_back_from_a_backup_still_opens_what_was_sealed_for_it(
    server: EmbeddedServer,
    store: Store,
    paired: Kit,
    tmp_path: Path,
    environment: Environment,
    brought: Callable[[Path], BundleReport],
) -> None:
    if not store.is_sqlite:
        # Its own tools restore PostgreSQL; the command then only begins a new life of the database.
        backup = None
    else:
        backup = tmp_path / "backup.sqlite"
        assert isinstance(store.engine, SqliteEngine)
        with closing(sqlite3.connect(store.engine.path)) as source, closing(sqlite3.connect(backup)) as copy:
            source.backup(copy)
    service(paired).export_bundle(tmp_path / "a.okb")
    server.stop()
    restore(backup, store.engine, environment)
    assert brought(tmp_path / "a.okb") == BundleReport(1, 1, 0, 0)


@given(st.binary(max_size=300), st.sampled_from([b"", b"ORGKITB\n", b"ORGKITB\n\0\1\0\0\0"]))
def test_no_bytes_make_the_reader_stumble(mess: bytes, start: bytes) -> None:
    with suppress(SealError, NewerSealError):
        assert open_for_group(read_container(start + mess), {"g:x": b"s" * 32}) == {}
    with pytest.raises(SealError):
        read_content(mess)


def test_operations_keep_their_actions_whole_on_a_stick(
    one: Kit, two: Kit, stick: Path, practice: PracticeGroup
) -> None:
    one.check_in.walk_in(practice.meeting_ids[0], family_name="Passage", given_name="Paule")
    service(one).export_bundle(stick)
    scope = group_scope(practice.group_id)
    keys = one.replica.parcels.group_keys()
    found = read_content(open_for_group(read_container(stick.read_bytes()), keys)[scope])
    grouped = [op for item in found.parcel.ops if (op := decode_op(item.body)).tx]
    assert len(grouped) == grouped[-1].of
    assert found.manifest.ranges
    assert service(two).import_bundle(stick).refused == 0
    assert two.people.search("Passage", practice.group_id)
