"""Files of practice sheets and resources: to the server and to the other laptops, and never in the way."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import httpx
import pytest

from organiser_kit.model.sharing import SheetState
from organiser_kit.rules.attached import AUTOMATIC_BYTES, MAX_FILE_BYTES
from organiser_kit.services.attached_files import Whereabouts
from sync.client import file_travel
from sync.client.wire import connection
from sync.protocol import FILE_TYPE
from sync.server import files, sql
from sync.server.database import opened, transaction
from sync.server.problems import ProblemError
from sync.server.scopes import Grant, grant
from tests import coordinator
from tests.sync.bench import ServerBench
from tests.sync.fakes import SCOPE, Author
from tests.sync.kits import lane, service, sync

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from sync.facade import SyncReport
    from sync.server.embed import EmbeddedServer
    from tests.sync.conftest import Store
    from tests.sync.kits import Laptops

CARDS = b"%PDF made-up cards " * 9_000
"""More than one piece of what the server stores."""
DIGEST = hashlib.sha256(CARDS).hexdigest()


class Two:
    """Two laptops of one group and a sheet that both have."""

    def __init__(self, server: EmbeddedServer, laptops: Laptops, folder: Path) -> None:
        self.one, self.two = laptops.make(), laptops.make()
        self.folder = folder
        group = self.one.practice.create().group_id
        service(self.one).enrol(server.url, server.enrol_code())
        sync(self.one)
        service(self.two).enrol(server.url, server.enrol_code(group))
        self.sheet = self.one.practice_sheets.begin(group).id
        sync(self.one)
        sync(self.two)

    def attach(self, content: bytes = CARDS, name: str = "cartes.pdf") -> str:
        file = self.folder / name
        file.write_bytes(content)
        self.one.practice_sheets.attach(self.sheet, [file])
        return self.one.attached.of(self.sheet)[-1].record.id

    def where(self, kit: Kit) -> list[Whereabouts]:
        return [one.whereabouts for one in kit.attached.of(self.sheet)]


@pytest.fixture
def group(server: EmbeddedServer, laptops: Laptops, tmp_path: Path) -> Two:
    return Two(server, laptops, tmp_path)


def test_a_file_goes_up_with_one_exchange_and_comes_down_with_another(group: Two) -> None:
    attached = group.attach()
    assert sync(group.one).files_sent == 1
    assert group.where(group.one) == [Whereabouts.SHARED]
    report = sync(group.two)
    assert (report.files_fetched, report.files_problem) == (1, None)
    assert group.two.attached.read(attached) == CARDS
    assert group.where(group.two) == [Whereabouts.SHARED]
    # Nothing new: nothing is asked about files any more.
    assert [sync(kit).requests for kit in (group.one, group.two)] == [1, 1]


def test_the_reader_of_a_published_sheet_has_its_files_without_a_network(group: Two) -> None:
    attached = group.attach()
    group.one.practice_sheets.edit(group.sheet, title="Le tri", authors=("Camille Exemple",), steps="1.")
    sheet = group.one.practice_sheets.send(group.sheet)
    coordinator.writes(group.one, sheet, state=SheetState.PUBLISHED)
    sync(group.one)
    sync(group.two)
    assert group.two.attached.read(attached) == CARDS


def test_a_file_that_is_not_there_yet_is_awaited(group: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    group.attach()
    with monkeypatch.context() as patch:
        patch.setattr(file_travel, "_send", lambda *_: None)
        sync(group.one)
    assert sync(group.two).files_fetched == 0
    assert group.where(group.two) == [Whereabouts.AWAITED]
    sync(group.one)
    assert sync(group.two).files_fetched == 1


def test_a_large_file_travels_only_when_it_is_asked_for(group: Two) -> None:
    large = b"\0" * (AUTOMATIC_BYTES + 1)
    attached = group.attach(large, "film.mp4")
    assert sync(group.one).files_sent == 0
    group.one.attached.ask(attached)
    assert sync(group.one).files_sent == 1
    assert sync(group.two).files_fetched == 0
    assert group.where(group.two) == [Whereabouts.AWAITED_LARGE]
    group.two.attached.ask(attached)
    assert sync(group.two).files_fetched == 1
    assert group.two.attached.read(attached) == large


def test_one_exchange_begins_only_so_much(group: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_travel, "AT_ONCE", 1_000)
    for n in range(3):
        group.attach(bytes([n]) * 600, f"{n}.txt")
    assert [sync(group.one).files_sent for _ in range(4)] == [1, 1, 1, 0]


class Failing(httpx.BaseTransport):
    """A line that fails for what concerns files."""

    def __init__(self, server: EmbeddedServer, status: int | None, part: str) -> None:
        self._real = connection(server.url, None)
        self._status, self._part = status, part

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self._part not in request.url.path:
            return self._real.send(request, stream=True)
        if self._status is None:
            raise httpx.ReadError("cut", request=request)
        return httpx.Response(
            self._status, headers={"content-type": FILE_TYPE}, stream=httpx.ByteStream(b"damaged")
        )

    def close(self) -> None:
        self._real.close()


@pytest.fixture
def strange(group: Two, store: Store, environment: Environment) -> Callable[..., None]:
    """Let another program of the group write a record of a file; the server takes any text and number."""
    author = Author(environment)

    def write(**wrong: object) -> None:
        values = {"about": "practice_sheet", "record_id": group.sheet, "digest": "0" * 64, "size": 5} | wrong
        named = {name: value for name, value in values.items() if value is not None}
        scope = group.one.practice_sheets.get(group.sheet).scope
        with opened(store.engine, environment) as db:
            bench = ServerBench(db, environment)
            bench.let_in(author)
            with transaction(db):
                grant(db, author.device, scope, Grant.ORGANISER)
            op = author.set("attachment", environment.new_id(), named, scope=scope)
            assert bench.verdicts(author, op) == ["applied"]

    return write


@pytest.mark.parametrize(
    "wrong", [{"digest": "../x"}, {"digest": ""}, {"digest": "A" * 64}, {"size": None}, {"size": -1}]
)
def test_a_record_that_names_no_file_stops_no_other_file(
    group: Two, strange: Callable[..., None], wrong: dict[str, object]
) -> None:
    strange(**wrong)
    sync(group.one)
    group.attach()
    report = sync(group.one)
    assert (report.files_sent, report.files_problem) == (1, None)
    assert sync(group.two).files_fetched == 1


def test_files_that_fail_keep_no_place_from_those_behind(group: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_travel, "AT_ONCE", 1_000)
    for n in range(3):
        group.attach(bytes([n]) * 600, f"{n}.txt")
    _, *damaged = sorted(group.folder.rglob("*.sealed"), reverse=True)
    assert len(damaged) == 2
    for file in damaged:
        file.write_bytes(b"damaged")
    report = sync(group.one)
    assert "damaged" in (report.files_problem or "")
    assert report.files_sent == 1


def test_files_that_never_come_keep_no_place_from_those_behind(
    group: Two, strange: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_travel, "MAX_FILES_ASKED", 2)
    for n in range(3):
        strange(digest=str(n) * 64)
    group.attach()
    assert sync(group.one).files_sent == 1
    assert sync(group.two).files_fetched == 1


@pytest.mark.parametrize("after", ["stopped", "busy"])
def test_no_file_is_asked_about_once_a_person_or_the_server_wants_a_pause(
    group: Two, server: EmbeddedServer, after: str
) -> None:
    group.attach()
    asked: list[str] = []

    class Watching(Failing):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            asked.append(request.url.path)
            if after == "busy":
                told = {"retry-after": "60", "date": "Tue, 24 Nov 2026 17:25:00 GMT"}
                return httpx.Response(503, headers=told, stream=httpx.ByteStream(b""))
            return super().handle_request(request)

    line = Watching(server, None, "never")
    service(group.one, line).run_once(cancel=lambda: after == "stopped" and bool(asked))
    line.close()
    assert asked
    assert not [path for path in asked if "files" in path]


def test_a_file_that_fails_stops_nothing_and_is_tried_again(group: Two, server: EmbeddedServer) -> None:
    group.attach()
    for status, part in ((None, "files/"), (200, "files/known"), (500, "files/"), (404, "files/")):
        group.one.practice_sheets.edit(group.sheet, title=f"{status} {part}")
        line = Failing(server, status, part)
        report: SyncReport = service(group.one, line).run_once()
        line.close()
        assert report.problem is None
        assert (report.pushed > 0, report.pending) == (True, 0)
        assert report.files_problem
    assert group.where(group.one) == [Whereabouts.HELD]
    assert sync(group.one).files_sent == 1


def test_a_file_that_comes_damaged_is_not_kept(group: Two, server: EmbeddedServer) -> None:
    group.attach()
    sync(group.one)
    line = Failing(server, 200, f"files/{DIGEST}")
    report = service(group.two, line).run_once()
    line.close()
    assert "damaged" in (report.files_problem or "")
    assert report.problem is None
    assert group.where(group.two) == [Whereabouts.AWAITED]
    assert sync(group.two).files_fetched == 1


def test_the_address_and_the_log_name_only_the_digest(
    group: Two, server: EmbeddedServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    seen: list[str] = []

    class Watching(Failing):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            seen.append(str(request.url))
            return super().handle_request(request)

    group.attach(name="cartes de Zoé Exemple.pdf")
    line = Watching(server, None, "never")
    service(group.one, line).run_once()
    line.close()
    assert any(url.endswith(DIGEST) for url in seen)
    assert not any("Zo" in text or "cartes" in text for text in (*seen, caplog.text))


def test_a_server_in_a_new_life_gets_the_files_again(
    group: Two, store: Store, environment: Environment
) -> None:
    group.attach()
    sync(group.one)
    with opened(store.engine, environment) as db, transaction(db):
        db.execute(sql.DROP_PIECES, {"digest": DIGEST})
        db.execute(sql.DROP_FILE, {"digest": DIGEST})
        db.execute(sql.SET_META, {"name": "server_epoch", "value": "another"})
    assert sync(group.one).files_sent == 1


def test_a_server_in_a_new_life_gets_the_large_files_again_that_were_asked_for(
    group: Two, store: Store, environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_travel, "AT_ONCE", AUTOMATIC_BYTES)
    group.attach()
    for n in range(2):
        group.attach(bytes([n]) * (AUTOMATIC_BYTES + 1), f"film{n}.mp4")
    for one in group.one.attached.of(group.sheet):
        group.one.attached.ask(one.record.id)
    assert [sync(group.one).files_sent for _ in range(4)] == [1, 1, 1, 0]
    with opened(store.engine, environment) as db, transaction(db):
        db.execute("DELETE FROM file_piece")
        db.execute("DELETE FROM file")
        db.execute(sql.SET_META, {"name": "server_epoch", "value": "another"})
    assert [sync(group.one).files_sent for _ in range(4)] == [1, 1, 1, 0]
    assert set(group.where(group.one)) == {Whereabouts.SHARED}


def test_a_removed_file_leaves_the_server_and_is_sent_again_when_it_is_back(
    group: Two, store: Store, environment: Environment
) -> None:
    attached = group.attach()
    sync(group.one)

    def dropped() -> int:
        with opened(store.engine, environment) as db, transaction(db):
            return files.drop_unnamed(db)

    assert dropped() == 0
    group.one.practice_sheets.detach(group.sheet, attached)
    sync(group.one)
    assert dropped() == 1
    group.one.attached.restore(attached)
    assert sync(group.one).files_sent == 1


def test_a_file_that_came_back_while_its_laptop_was_away_is_sent_again(
    group: Two, store: Store, environment: Environment
) -> None:
    """The other laptop does not hold it: it is large, and was never asked for there."""
    attached = group.attach(b"\0" * (AUTOMATIC_BYTES + 1), "film.mp4")
    group.one.attached.ask(attached)
    sync(group.one)
    sync(group.two)
    group.two.practice_sheets.detach(group.sheet, attached)
    sync(group.two)
    with opened(store.engine, environment) as db, transaction(db):
        assert files.drop_unnamed(db) == 1
    group.two.attached.restore(attached)
    group.two.attached.ask(attached)
    assert sync(group.two).files_fetched == 0
    assert sync(group.one).files_sent == 1
    assert group.where(group.one) == [Whereabouts.SHARED]
    assert sync(group.two).files_fetched == 1
    assert [sync(kit).requests for kit in (group.one, group.two)] == [1, 1]


# the server's rules ------------------------------------------------------------------------------


def _named(bench: ServerBench, author: Author, about: str = "practice_sheet") -> None:
    """Let a record of the author's group name the file."""
    bench.push(
        author,
        author.set("practice_sheet", "sheet", {"title": "Le tri"}),
        author.set(
            "attachment",
            "attachment",
            {"about": about, "record_id": "sheet", "digest": DIGEST, "size": len(CARDS)},
        ),
    )


def _take(bench: ServerBench, author: Author, content: bytes = CARDS, digest: str = DIGEST) -> None:
    with transaction(bench.connection):
        files.take(bench.connection, author.device, digest, content, bench.environment.now())


def test_only_who_sees_the_record_reads_the_file(bench: ServerBench, author: Author) -> None:
    stranger, reader = Author(bench.environment), Author(bench.environment)
    for one in (stranger, reader):
        bench.let_in(one)
    bench.grant(reader, Grant.READER)
    with pytest.raises(ProblemError, match="names this file"):
        _take(bench, author)
    _named(bench, author)
    for one in (stranger, reader):
        with pytest.raises(ProblemError, match="names this file"):
            _take(bench, one)
    assert files.known(bench.connection, author.device, [DIGEST]).wanted == [DIGEST]
    assert files.known(bench.connection, reader.device, [DIGEST]).wanted == []
    with pytest.raises(ProblemError, match="has not come"):
        files.read(bench.connection, reader.device, DIGEST)
    _take(bench, author)
    _take(bench, author)  # the answer was lost and it came again
    for one in (author, reader):
        assert files.read(bench.connection, one.device, DIGEST) == CARDS
        assert files.known(bench.connection, one.device, [DIGEST]).held == [DIGEST]
    assert files.known(bench.connection, stranger.device, [DIGEST]).held == []
    with pytest.raises(ProblemError, match="names this file"):
        files.read(bench.connection, stranger.device, DIGEST)
    bench.push(author, author.life("attachment", "attachment", alive=False))
    with pytest.raises(ProblemError, match="names this file"):
        files.read(bench.connection, author.device, DIGEST)


def test_who_left_the_group_reads_nothing_more(bench: ServerBench, author: Author) -> None:
    _named(bench, author)
    _take(bench, author)
    with transaction(bench.connection):
        values = {"device": author.device, "scope": SCOPE, "now": bench.environment.now().isoformat()}
        bench.connection.execute(sql.LEAVE, values)
    with pytest.raises(ProblemError, match="names this file"):
        files.read(bench.connection, author.device, DIGEST)


def test_what_is_not_the_file_is_not_taken(bench: ServerBench, author: Author) -> None:
    _named(bench, author)
    with pytest.raises(ProblemError, match="did not arrive"):
        _take(bench, author, b"another")
    with pytest.raises(ProblemError, match="too large"):
        _take(bench, author, bytes(MAX_FILE_BYTES + 1))
    with pytest.raises(ProblemError, match="could not read"):
        files.known(bench.connection, author.device, ["../x"])
    assert files.known(bench.connection, author.device, [DIGEST]).held == []


def test_pictures_of_signed_sheets_are_not_taken(bench: ServerBench, author: Author) -> None:
    _named(bench, author, about="sign_in_sheet")
    with pytest.raises(ProblemError, match="names this file"):
        _take(bench, author)


def test_a_request_over_the_cap_is_refused_at_the_door(group: Two, server: EmbeddedServer) -> None:
    group.attach()
    sync(group.one)
    pairing = lane(group.one)(lambda local: local.pairing())
    assert pairing is not None
    headers = {"Authorization": f"Bearer {pairing.token}"}
    with httpx.Client(base_url=server.url, headers=headers) as web:
        url = f"/sync/v1/files/{DIGEST}"
        assert web.put(url, content=bytes(MAX_FILE_BYTES + 1)).status_code == 413
        assert web.put(url, content=b"another").status_code == 400
        assert web.get(url, headers={"Authorization": ""}).status_code == 401
        assert web.get(url).content == CARDS
