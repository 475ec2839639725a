"""Whatever comes over the wire: the server answers with a problem below 500, the laptop with one sentence."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organiser_kit.errors import SyncError
from organiser_kit.storage.rereading import read_again
from sync.client.feed import pages
from sync.client.soundness import is_sound
from sync.facade import embedded_server
from sync.protocol import MAX_BODY_BYTES, PROBLEM_TYPE, EnrolAnswer
from tests.sync.fakes import GROUP, Author, Line
from tests.sync.kits import service

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from sync.server.embed import EmbeddedServer
    from tests.sync.kits import Laptops

    Send = Callable[[], httpx.Response]

EVIL: list[Any] = [
    None,
    True,
    -1,
    0,
    1 << 53,
    1 << 63,
    -(1 << 63) - 1,
    1 << 70,
    10**400,
    1.5,
    1e308,
    "",
    "\ud800",
    "\udfff\ud800",
    "a\0b",
    "\u202e",
    "x" * 70_000,
    [],
    {},
    [[[[]]]],
    {"a": {"b": [None]}},
    "2026-02-30T00:00:00+00:00",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "2026-W10-1T10:00:00+00:00",
    "fffffffffffff-0000-000000000000",
]
PATIENT = settings(
    max_examples=120,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)


def _paths(value: object, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every part of a message."""
    yield here
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from _paths(part, (*here, key))


def _put(value: Any, path: tuple[Any, ...], evil: Any) -> Any:
    if not path:
        return evil
    changed = dict(value) if isinstance(value, dict) else list(value)
    changed[path[0]] = _put(value[path[0]], path[1:], evil)
    return changed


@st.composite
def _spoilt(draw: st.DrawFn, message: Any) -> bytes:
    """Return ``message`` with a few parts replaced, as JSON; sometimes cut, or with a key twice."""
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(_paths(message))))
        message = _put(message, path, draw(st.sampled_from(EVIL) | st.text(max_size=8)))
    text = json.dumps(message).encode()
    how = draw(st.sampled_from(["whole", "whole", "whole", "cut", "twice", "noise"]))
    if how == "cut":
        return text[: draw(st.integers(0, len(text)))]
    if how == "twice" and text.startswith(b"{"):
        return b'{"op":"one","op":"two","scope":1,' + text[1:]
    return draw(st.binary(max_size=40)) if how == "noise" else text


OP = {
    "op": "0199aaaa-0000-7000-8000-000000000009",
    "dev": "d",
    "inc": "i",
    "n": 1,
    "sv": 3,
    "scope": f"g:{GROUP}",
    "k": "set",
    "t": "meeting",
    "id": "m1",
    "at": "2026-11-24T17:25:00+00:00",
    "f": {
        "status": ["held", "000000000001-0000-aaaaaaaaaaaa", None],
        "starts_at": ["2026-11-24T17:25:00+00:00", "000000000001-0000-aaaaaaaaaaaa", None],
        "capacity": [3, "000000000001-0000-aaaaaaaaaaaa", None],
    },
    "tx": "t",
    "of": 1,
}


@pytest.fixture
def web(server: EmbeddedServer, environment: Environment) -> Iterator[Web]:
    with httpx.Client(base_url=f"{server.url}/sync/v1/", timeout=30) as client:
        yield Web(client, server, Author(environment))


class Web:
    """One enrolled device that sends what it likes."""

    def __init__(self, client: httpx.Client, server: EmbeddedServer, author: Author) -> None:
        self.client = client
        self.author = author
        request = {"code": server.enrol_code(GROUP), "device_id": author.device, "device_name": "x"}
        answer = client.post("enrol", json=request).json()
        self.epoch = answer["epoch"]
        client.headers["authorization"] = f"Bearer {answer['token']}"

    def push(self) -> dict[str, Any]:
        op = OP | {"dev": self.author.device, "op": self.author.environment.new_id()}
        return {"epoch": self.epoch, "schema": 3, "ops": [op]}

    def send(self, path: str, body: bytes, **headers: str) -> httpx.Response:
        """Send ``body``; the answer must be one of the protocol."""
        answer = self.client.post(path, content=body, headers={"content-type": "application/json"} | headers)
        assert answer.status_code < 500, (answer.text, body[:500])
        if not answer.is_success:
            assert answer.headers["content-type"].startswith(PROBLEM_TYPE)
            problem = answer.json()
            assert problem["status"] == answer.status_code
            assert problem["detail"].endswith(".")
        return answer


@PATIENT
@given(data=st.data())
@pytest.mark.parametrize("path", ["push", "enrol", "ack"])
def test_no_message_makes_the_server_stumble(web: Web, path: str, data: st.DataObject) -> None:
    messages: dict[str, dict[str, Any]] = {
        "push": web.push(),
        "enrol": {"code": "AAAA-AAAA", "device_id": "d", "device_name": "x", "schema": 3},
        "ack": {"epoch": web.epoch, "cursors": {f"g:{GROUP}": 1}, "waiting": 0},
    }
    web.send(path, data.draw(_spoilt(messages[path])))


@PATIENT
@given(data=st.data())
def test_no_query_makes_the_server_stumble(web: Web, data: st.DataObject) -> None:
    values = st.sampled_from(
        ["0", "-1", str(1 << 70), "x", "", "1.5", "\0", f"g:{GROUP}", "\u202e"]
    ) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
    names = st.sampled_from(["scope", "after", "limit", "other"])
    answer = web.client.get("changes", params=data.draw(st.dictionaries(names, values)))
    assert answer.status_code < 500, answer.text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (gzip.compress(b" " * (MAX_BODY_BYTES + 1), mtime=0), 413),
        (gzip.compress(b"[" * MAX_BODY_BYTES, mtime=0), 400),
        (gzip.compress(b"{" * 100_000, mtime=0), 400),
        (gzip.compress(b"x", mtime=0)[:-4], 400),
        (gzip.compress(gzip.compress(b" " * 1000, mtime=0), mtime=0), 400),
        (b"\x1f\x8b" + b"\0" * 100, 400),
        (b"", 400),
    ],
    ids=["bomb", "deep", "deep objects", "cut", "twice packed", "no gzip", "empty"],
)
@pytest.mark.parametrize("path", ["push", "enrol", "ack"])
def test_a_packed_body_is_unpacked_within_bounds(web: Web, path: str, body: bytes, status: int) -> None:
    assert web.send(path, body, **{"content-encoding": "gzip"}).status_code == status


def test_a_million_fields_are_one_refusal(web: Web) -> None:
    op = OP | {"dev": web.author.device, "f": {f"f{i}": 1 for i in range(1_000_000)}}
    body = json.dumps({"epoch": web.epoch, "schema": 3, "ops": [op]}).encode()
    packed = web.send("push", gzip.compress(body, 1), **{"content-encoding": "gzip"})
    assert packed.status_code in (400, 413)
    small = OP | {"dev": web.author.device, "f": {f"f{i}": [1, "", None] for i in range(1_000)}}
    answer = web.send("push", json.dumps({"epoch": web.epoch, "schema": 3, "ops": [small]}).encode())
    assert [result["verdict"] for result in answer.json()["results"]] == ["refused"]


ROW = {
    "t": "meeting",
    "id": "m1",
    "seq": 2,
    "f": {
        "status": ["held", "000000000001-0000-aaaaaaaaaaaa"],
        "capacity": [3, "000000000001-0000-aaaaaaaaaaaa"],
    },
    "alive": [True, "000000000001-0000-aaaaaaaaaaaa"],
}
END = {"next": 2, "head": 2, "done": True}


@pytest.fixture
def reader(tmp_path: Path, environment: Environment, laptops: Laptops) -> Kit:
    """A laptop with something to send, paired with a server that no longer matters."""
    kit = laptops.make()
    kit.practice.create()
    with embedded_server(tmp_path / "server", environment=environment) as server:
        service(kit).enrol(server.url, server.enrol_code())
    return kit


HEADS: dict[str, Any] = {
    "epoch": "e",
    "now": "2026-11-24T17:25:00+00:00",
    "schema": [1, 3],
    "scopes": {f"g:{GROUP}": {"seq": 2}},
}


_FIRST = "0199aaaa-0000-7000-8000-00000000f1f1"
_PERSON = {"t": "person", "id": "p", "seq": 1, "f": {"phone": ["1", "000000000001-0000-aaaaaaaaaaaa"]}}
_REFUSED = {"op": _FIRST, "verdict": "refused", "problem": {"type": "t", "detail": "No."}, "row": _PERSON}
ANSWERS: dict[str, list[dict[str, Any]]] = {
    "heads": [HEADS],
    "push": [{"results": [_REFUSED], "heads": HEADS}],
    "changes": [ROW, END],
}
BUSY = {"type": "urn:x:y", "title": "", "status": 503, "detail": "Busy.", "epoch": "e"}


@pytest.mark.parametrize("field", ["seq", "id", "t", "alive", "f"])
@pytest.mark.parametrize("evil", [1 << 63, -1, "", "x" * 1000, [1, ""], {"phone": ["1", "no stamp"]}])
def test_a_row_beyond_reason_is_no_row(field: str, evil: Any) -> None:
    _is_cut_off(ROW | {field: evil}, END | {"next": 1 << 52})


@pytest.mark.parametrize("end", [{"next": 1 << 60}, {"head": -1}, {"next": -1}, {"head": 1 << 64}])
def test_a_place_that_there_cannot_be_ends_no_page(end: dict[str, int]) -> None:
    _is_cut_off(ROW, END | end)
    (page,) = pages([json.dumps(ROW).encode() + b"\n" + json.dumps(END).encode() + b"\n"])
    assert len(page.rows) == 1


def _is_cut_off(row: dict[str, Any], end: dict[str, Any]) -> None:
    with pytest.raises(SyncError, match="cut off"):
        list(pages([f"{json.dumps(row)}\n{json.dumps(end)}\n".encode()]))


@pytest.mark.parametrize("token", ["", "é", "a\nb", "a b", "x" * 2000])
def test_a_token_that_no_header_carries_is_no_answer(token: str) -> None:
    answer = EnrolAnswer(device_id="d", token=token, scopes=[], epoch="e")
    assert not is_sound(answer)


@PATIENT
@given(data=st.data())
@pytest.mark.parametrize("spoilt", [*ANSWERS, "problem"])
def test_no_answer_makes_the_laptop_stumble(reader: Kit, spoilt: str, data: st.DataObject) -> None:
    lines = {path: [json.dumps(one).encode() for one in answer] for path, answer in ANSWERS.items()}
    problem = data.draw(_spoilt(BUSY)) if spoilt == "problem" else None
    if spoilt in ANSWERS:
        place = data.draw(st.integers(0, len(lines[spoilt]) - 1))
        lines[spoilt][place] = data.draw(_spoilt(ANSWERS[spoilt][place]))
    database = reader.plan._store.database  # noqa: SLF001
    with database.transaction():
        read_again(database)
    written = database.value("SELECT count(*) FROM outbox")

    def answer(request: httpx.Request, _: Send) -> httpx.Response:
        path = request.url.path.rsplit("/", 1)[-1]
        if problem is not None and path == "changes":
            return httpx.Response(503, headers={"content-type": PROBLEM_TYPE}, content=problem)
        content = b"\n".join(lines.get(path, [])) + (b"\n" if path == "changes" else b"")
        waiting = reader.replica.waiting(1, 1)
        if waiting:
            content = content.replace(_FIRST.encode(), waiting[0].op_id.encode())
        kind = "application/x-ndjson" if path == "changes" else "application/json"
        return httpx.Response(200, headers={"content-type": kind}, content=content)

    reader.replica.note_batch_ops(1)
    report = service(reader, Line(answer)).run_once()
    assert report.problem is None or report.problem.strip()
    assert database.value("SELECT count(*) FROM outbox") == written
    reader.meetings.all()
    reader.people.all()
    reader.conflicts.all()
    reader.refusals.all()
