"""Bodies made small for the way, at both ends and in between."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.errors import SyncError
from organiser_kit.oplog.op import SCHEMA, encode
from sync.client.feed import pages
from sync.client.http import Api
from sync.facade import SyncService
from sync.packing import GZIP, ZSTD, Packer, PackingError, TooLargeError, pack, unpack, unpacked, wanted
from sync.protocol import MAX_BODY_BYTES, PROBLEM_TYPE, Problem, ProblemKind
from sync.server.attempts import Attempts
from sync.server.database import Database
from sync.server.service import Service
from tests.sync.fakes import GROUP, SCOPE, Author, FakeReplica, Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from organiser_kit.environment import Environment
    from sync.facade import EmbeddedServer
    from tests.sync.conftest import Store

CODINGS = pytest.mark.parametrize("coding", [ZSTD, GZIP])


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("zstd, gzip", ZSTD),
        ("gzip, deflate, br, zstd", ZSTD),
        ("gzip", GZIP),
        ("gzip;q=0.5, ZSTD;q=0", GZIP),
        ("identity", None),
        ("", None),
    ],
)
def test_both_ends_agree(accepted: str, coding: str | None) -> None:
    assert wanted(accepted) == coding


@given(body=st.binary(max_size=3_000), coding=st.sampled_from([ZSTD, GZIP, ""]), size=st.integers(1, 700))
def test_what_was_packed_comes_out_whole_in_pieces_of_any_size(body: bytes, coding: str, size: int) -> None:
    sent = body if not coding else pack(body * 20, coding)
    pieces = [sent[start : start + size] for start in range(0, len(sent), size)]
    assert b"".join(unpacked(pieces, coding, size)) == (body * 20 if coding else body)


@given(pieces=st.lists(st.binary(max_size=500), max_size=8), coding=st.sampled_from([ZSTD, GZIP]))
def test_each_piece_can_be_read_when_it_arrives(pieces: list[bytes], coding: str) -> None:
    packer = Packer(coding)
    found = b""
    given_so_far = b""

    def sent() -> Iterator[bytes]:
        nonlocal given_so_far
        for piece in pieces:
            if piece:
                yield packer.pack(piece)
                given_so_far += piece
                assert found == given_so_far
        yield packer.end()

    for text in unpacked(sent(), coding):
        found += text
    assert found == b"".join(pieces)


@CODINGS
@pytest.mark.parametrize("kept", [1, 5, -1, -4])
def test_what_was_cut_off_is_not_taken_for_whole(coding: str, kept: int) -> None:
    with pytest.raises(PackingError):
        unpack(pack(b"une page" * 100, coding)[:kept], coding, 10_000)


@pytest.mark.parametrize("coding", [ZSTD, GZIP, "br"])
def test_nonsense_is_recognised(coding: str) -> None:
    with pytest.raises(PackingError):
        unpack(b"nothing packed", coding, 100)


@CODINGS
def test_a_bomb_is_not_unpacked(coding: str) -> None:
    bomb = pack(bytes(100 << 20), coding)
    longest = 0
    with pytest.raises(TooLargeError):
        unpack(bomb, coding, 1 << 20)
    for piece in unpacked([bomb], coding, 4_096):
        longest = max(longest, len(piece))
    assert longest == 4_096


def _body(server_epoch: str, author: Author) -> bytes:
    ops = ",".join(encode(author.fact(author.environment.new_id())).decode() for _ in range(20))
    return f'{{"epoch":"{server_epoch}","schema":{SCHEMA},"ops":[{ops}]}}'.encode()


@pytest.fixture
def web(server: EmbeddedServer, environment: Environment) -> Iterator[tuple[httpx.Client, Author, str]]:
    author = Author(environment)
    with httpx.Client(base_url=server.url) as client:
        wanted = {"code": server.enrol_code(GROUP), "device_id": author.device, "device_name": "laptop"}
        answer = client.post("/sync/v1/enrol", json=wanted).json()
        client.headers["Authorization"] = f"Bearer {answer['token']}"
        yield client, author, answer["epoch"]


@CODINGS
def test_the_server_reads_and_answers_packed(web: tuple[httpx.Client, Author, str], coding: str) -> None:
    client, author, epoch = web
    headers = {"Content-Encoding": coding, "Accept-Encoding": coding}
    body = pack(_body(epoch, author), coding)
    with client.stream("POST", "/sync/v1/push", content=body, headers=headers) as answer:
        assert answer.headers["content-encoding"] == coding
        text = unpack(b"".join(answer.iter_raw()), coding, MAX_BODY_BYTES)
    assert text.count(b'"applied"') == 20
    assert len(body) < 20 * 110


def test_the_server_unpacks_within_its_limit(web: tuple[httpx.Client, Author, str]) -> None:
    client, _, _ = web
    for coding in (ZSTD, GZIP):
        bomb = pack(b" " * (MAX_BODY_BYTES + 1), coding)
        answer = client.post("/sync/v1/push", content=bomb, headers={"Content-Encoding": coding})
        assert answer.status_code == 413


def test_an_unknown_packing_is_told_and_a_laptop_falls_back_to_gzip(
    server: EmbeddedServer, web: tuple[httpx.Client, Author, str], environment: Environment
) -> None:
    client, _, _ = web
    answer = client.post("/sync/v1/push", content=b"{}", headers={"Content-Encoding": "br"})
    assert (answer.status_code, answer.json()["type"]) == (415, ProblemKind.PACKING_UNKNOWN.urn)
    codings: list[str] = []

    def older(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        codings.append(request.headers.get("content-encoding", ""))
        if codings[-1] != ZSTD:
            return send()
        problem = Problem(type=ProblemKind.PACKING_UNKNOWN.urn, title="packing", status=415, detail="no")
        return httpx.Response(415, headers={"content-type": PROBLEM_TYPE}, content=encode(problem))

    replica = FakeReplica(Author(environment))
    replica.write(*(replica.author.fact(environment.new_id()) for _ in range(20)))
    service = SyncService(replica.call_db, environment, Line(older))
    service.enrol(server.url, server.enrol_code(GROUP))
    codings.clear()
    report = service.run_once()
    assert (report.problem, report.pushed) == (None, 20)
    assert codings.count(ZSTD) == 1
    assert codings.count(GZIP) == 1


def test_a_feed_comes_in_one_answer_page_by_page(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    author = Author(environment)
    for _ in range(2):
        server.seed([author.fact(environment.new_id()) for _ in range(3_000)])
    replica = enrol()
    assert replica.server is not None
    with httpx.Client() as client:
        api = Api(client, replica.server.url, replica.server.token)
        pages = list(api.changes(SCOPE, 0, replica.server.epoch))
        assert api.traffic.requests == 1
    assert [len(page.rows) for page in pages] == [2_500, 2_500, 1_001]
    assert [page.end.done for page in pages] == [False, False, True]
    assert sorted(row.seq for page in pages for row in page.rows) == list(range(1, 6_002))


def test_a_feed_that_is_cut_off_keeps_its_whole_pages(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    author = Author(environment)
    for _ in range(2):
        server.seed([author.fact(environment.new_id()) for _ in range(3_000)])
    replica = enrol()
    cuts: list[str] = []

    def cut(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        answer = send()
        if not request.url.path.endswith("changes"):
            return answer
        cuts.append(request.url.params["after"])
        kept = answer.content[: len(answer.content) * 2 // 3]
        return httpx.Response(200, headers=answer.headers, content=kept)

    report = SyncService(replica.call_db, environment, Line(cut)).run_once()
    assert report.problem is not None
    assert (replica.cursor(SCOPE).seq, len(replica.confirmed)) == (2_500, 2_500)
    assert SyncService(replica.call_db, environment).run_once().problem is None
    assert len(replica.confirmed) == 6_001
    assert cuts == ["0"]


def test_a_laptop_that_is_put_out_gets_no_further_page(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], environment: Environment, store: Store
) -> None:
    author = Author(environment)
    for _ in range(2):
        server.seed([author.fact(environment.new_id()) for _ in range(3_000)])
    replica = enrol()
    assert replica.server is not None
    token = f"Bearer {replica.server.token}"

    async def read() -> list[bytes]:
        database = Database(store.engine, environment)
        service = Service(database, environment, Attempts(environment.clock))
        found = []
        async for text in service.pages_after(
            token, SCOPE, await service.changes(token, SCOPE, 0, 2_500, None), 2_500, None
        ):
            found.append(text)
            server.revoke(replica.author.device)
        database.close()
        return found

    (only,) = asyncio.run(read())
    assert b'"done":false' in only


def test_an_answer_to_who_reads_nothing_packed_is_plain(web: tuple[httpx.Client, Author, str]) -> None:
    client, author, epoch = web
    headers = {"Accept-Encoding": "identity"}
    answer = client.post("/sync/v1/push", content=_body(epoch, author), headers=headers)
    assert "content-encoding" not in answer.headers
    assert answer.text.count('"applied"') == 20


def test_rows_without_the_last_line_of_their_page_count_for_nothing() -> None:
    row = b'{"t":"person","id":"p","seq":1,"f":{}}\n'
    end = b'{"next":1,"head":2,"done":false}\n'
    feed = pages([row + end, row])
    assert len(next(feed).rows) == 1
    with pytest.raises(SyncError):
        next(feed)
