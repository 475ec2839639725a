"""Client and server together, over a line that misbehaves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from organiser_kit.errors import SyncError, UserError
from organiser_kit.model.record import group_scope
from organiser_kit.storage.feed import Cursor
from sync.facade import SyncService
from sync.protocol import BATCH_OPS
from sync.server import pull
from tests.sync.fakes import GROUP, SCOPE, Author, FakeReplica, Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.environment import Environment
    from sync.facade import SyncReport
    from sync.server.embed import EmbeddedServer


def _run(replica: FakeReplica, environment: Environment, line: Line | None = None) -> SyncReport:
    return SyncService(replica.call_db, environment, line).run_once()


def _seen(replica: FakeReplica) -> dict[Any, Any]:
    keys = {*replica.confirmed, *((op.record, op.record_id) for op in replica.standing())}
    return {key: state.registers for key in keys if (state := replica.state(*key)) is not None}


def _server_holds(server: EmbeddedServer, replica: FakeReplica) -> bool:
    theirs = {(state.kind, state.id): state for state in server.snapshot(SCOPE)}
    return theirs == replica.confirmed


def test_two_devices_end_up_alike(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    one, two = enrol(), enrol()
    one.write(one.author.set("person", "p1", {"phone": "1", "family_name": "Exemple"}))
    two.write(two.author.set("person", "p1", {"phone": "2"}), two.author.fact("f1"))
    first = _run(one, environment)
    assert (first.pushed, first.pending, first.problem) == (1, 0, None)
    for replica in (two, one, two):
        assert _run(replica, environment).problem is None
    assert _seen(one) == _seen(two)
    assert _server_holds(server, one)
    assert {key[0] for key in one.confirmed} == {"group", "person", "attendance", "conflict"}


def test_i18_an_exchange_with_nothing_new_is_one_request(
    enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    _run(replica, environment)
    line = Line()
    report = _run(replica, environment, line)
    assert line.paths == ["heads"]
    assert (report.requests, report.bytes_received, report.problem) == (1, 0, None)


def test_an_exchange_that_only_sends_is_one_request_and_learns_all_that_a_question_would_tell(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    one, two = enrol(), enrol()
    for replica in (one, two):
        _run(replica, environment)
    one.write(one.author.set("person", "p1", {"phone": "1"}))
    _run(one, environment)
    two.write(two.author.fact("f1"))
    two.offset = timedelta(hours=1)
    line = Line()
    report = _run(two, environment, line)
    assert line.paths == ["push", "ack"]
    assert (report.pushed, report.pulled, report.problem) == (1, 2, None)
    assert _server_holds(server, two)
    assert two.offset == timedelta()
    assert _run(two, environment).requests == 1


def test_a_server_that_brings_nothing_with_its_answers_is_asked_for_it(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    _run(replica, environment)
    replica.write(replica.author.fact("f1"))

    def as_an_older_one(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        answer = send()
        if not request.url.path.endswith("push"):
            return answer
        told = {name: part for name, part in answer.json().items() if name != "pages"}
        return httpx.Response(200, json=told)

    line = Line(as_an_older_one)
    assert _run(replica, environment, line).problem is None
    assert line.paths == ["push", "changes"]
    assert _server_holds(server, replica)


def test_more_than_fits_beside_an_answer_is_asked_for_by_itself(
    server: EmbeddedServer,
    enrol: Callable[[], FakeReplica],
    environment: Environment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    replica = enrol()
    _run(replica, environment)
    monkeypatch.setattr(pull, "SHORT_PAGE_ROWS", 2)
    for count, paths in ((2, ["push"]), (3, ["push", "changes"])):
        replica.write(*(replica.author.fact(f"f{count}-{number}") for number in range(count)))
        line = Line()
        assert _run(replica, environment, line).pulled == count
        assert line.paths == paths
    assert _server_holds(server, replica)


def test_what_came_along_is_left_when_it_does_not_follow_what_is_held_by_then(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    _run(replica, environment)
    replica.write(replica.author.fact("f1"))

    def begin_again(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        answer = send()
        if request.url.path.endswith("push"):
            # As another window of the kit might, meanwhile.
            for held in (replica.cursors, replica.places, replica.confirmed):
                held.clear()
        return answer

    report = _run(replica, environment, Line(begin_again))
    assert (report.pulled, report.problem, report.repaired) == (2, None, None)
    assert _server_holds(server, replica)


def test_a_server_that_is_away_is_tried_once(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    _run(replica, environment)
    replica.write(replica.author.fact("f1"))
    server.stop()
    line = Line()
    report = _run(replica, environment, line)
    assert line.paths == ["push"]
    assert report.problem is not None
    assert "cannot be reached" in report.problem
    assert report.pending == 1


def test_i3_an_answer_lost_after_the_commit_doubles_nothing(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    replica.write(*(replica.author.fact(f"f{i}") for i in range(10)))

    def lose_answer(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        answer = send()
        if request.url.path.endswith("push"):
            message = "the line was cut"
            raise httpx.ReadError(message)
        return answer

    cut = _run(replica, environment, Line(lose_answer))
    assert cut.problem is not None
    assert cut.pending == 10
    assert len(server.snapshot(SCOPE)) == 11
    again = _run(replica, environment)
    assert (again.pushed, again.pending, again.problem) == (10, 0, None)
    assert {answer.verdict for answer in replica.answers.values()} == {"known"}
    assert len(server.snapshot(SCOPE)) == 11


PORTALS = [
    httpx.Response(200, headers={"content-type": "text/html"}, text="<html>Log in</html>"),
    httpx.Response(302, headers={"location": "http://wifi.example.org/login"}),
    httpx.Response(511, headers={"content-type": "text/html"}, text="<html>Log in</html>"),
    httpx.Response(200, headers={"content-type": "text/plain"}, text="hello"),
]


@pytest.mark.parametrize("answer", PORTALS, ids=["page", "redirect", "511", "text"])
@pytest.mark.parametrize("path", ["heads", "push", "changes", "ack"])
def test_a_network_that_wants_a_login_is_told_and_nothing_is_lost(
    enrol: Callable[[], FakeReplica], environment: Environment, answer: httpx.Response, path: str
) -> None:
    replica = enrol()
    replica.write(replica.author.set("person", "p1", {"phone": "1"}))

    def intercept(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        return answer if request.url.path.endswith(path) else send()

    report = _run(replica, environment, Line(intercept))
    assert report.problem is not None
    assert "log in first" in report.problem
    assert not replica.rounds
    state = replica.state("person", "p1")
    assert state is not None
    assert state.registers["phone"].value == "1"
    assert _run(replica, environment).pending == 0


def _garbage(body: bytes, **headers: str) -> httpx.Response:
    return httpx.Response(200, headers={"content-type": "application/x-ndjson"} | headers, content=body)


@pytest.mark.parametrize("kept", [0, 1, -1, -10])
def test_a_page_that_was_cut_off_counts_for_nothing(
    enrol: Callable[[], FakeReplica], environment: Environment, kept: int
) -> None:
    replica = enrol()

    def truncate(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        answer = send()
        return _garbage(answer.content[:kept]) if request.url.path.endswith("changes") else answer

    report = _run(replica, environment, Line(truncate))
    assert report.problem is not None
    assert replica.confirmed == {}
    assert replica.cursor(SCOPE).seq == 0
    assert _run(replica, environment).problem is None
    assert len(replica.confirmed) == 1


@pytest.mark.parametrize(
    "body",
    [
        b'{"t":"person"}\n{"next":9,"head":9,"done":true}\n',
        b'{"t":"person","id":"p","seq":99,"f":{}}\n{"next":9,"head":9,"done":true}\n',
        b'{"next":0,"head":9,"done":false}\n',
        b"\xff\n",
    ],
)
def test_i12_a_page_that_makes_no_sense_stops_the_exchange(
    enrol: Callable[[], FakeReplica], environment: Environment, body: bytes
) -> None:
    replica = enrol()

    def spoil(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        return _garbage(body) if request.url.path.endswith("changes") else send()

    report = _run(replica, environment, Line(spoil))
    assert report.problem is not None
    assert report.requests <= 3
    assert replica.confirmed == {}


def test_i12_an_outbox_that_does_not_empty_stops_the_exchange(
    enrol: Callable[[], FakeReplica], environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    replica = enrol()
    replica.write(replica.author.set("person", "p1", {"phone": "1"}))
    monkeypatch.setattr(FakeReplica, "settle", lambda *_: None)
    report = _run(replica, environment)
    assert report.problem is not None
    assert "no progress" in report.problem


def test_a_verdict_that_is_missing_settles_nothing(
    enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    replica.write(replica.author.set("person", "p1", {"phone": "1"}))

    def forget(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        answer = send()
        if not request.url.path.endswith("push"):
            return answer
        return httpx.Response(200, json={**answer.json(), "results": []})

    report = _run(replica, environment, Line(forget))
    assert report.pending == 1
    assert report.problem is not None


def test_a_failing_push_does_not_stop_what_comes_down(
    enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    one, two = enrol(), enrol()
    one.write(one.author.set("person", "p1", {"phone": "1"}))
    _run(one, environment)
    two.write(two.author.fact("f1"))

    def fail(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        return (
            httpx.Response(503, headers={"retry-after": "7"}) if request.url.path.endswith("push") else send()
        )

    report = _run(two, environment, Line(fail))
    assert (report.pulled, report.pending, report.retry_after) == (2, 1, 7.0)
    assert report.problem is not None
    assert two.state("person", "p1") is not None


def test_a_failing_pull_does_not_stop_what_goes_up(
    enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    replica.write(replica.author.fact("f1"))

    def fail(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        return httpx.Response(500) if request.url.path.endswith("changes") else send()

    report = _run(replica, environment, Line(fail))
    assert (report.pushed, report.pending) == (1, 0)
    assert report.problem is not None


def test_a_batch_that_is_too_large_is_halved(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    replica.write(*(replica.author.fact(f"f{i}") for i in range(BATCH_OPS)))
    sizes: list[int] = []

    def refuse_large(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        if not request.url.path.endswith("push"):
            return send()
        waiting = len(replica.pending())
        sizes.append(waiting)
        if len(sizes) < 3:
            problem = {
                "type": "urn:organiser-kit:problem:batch-too-large",
                "title": "",
                "status": 413,
                "detail": "x.",
            }
            return httpx.Response(413, headers={"content-type": "application/problem+json"}, json=problem)
        return send()

    report = _run(replica, environment, Line(refuse_large))
    assert (report.pushed, report.problem) == (BATCH_OPS, None)
    # Halved twice, then doubled after each success.
    assert sizes == [500, 500, 500, 375, 125]
    assert len(server.snapshot(SCOPE)) == BATCH_OPS + 1


def test_i11_an_action_is_never_cut_between_two_pushes(
    enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    author = replica.author
    replica.write(*(author.fact(f"a{i}") for i in range(BATCH_OPS - 1)))
    replica.write(*(author.set("person", f"p{i}", {"phone": "1"}, tx="t1", of=3) for i in range(3)))
    big = BATCH_OPS + 20
    replica.write(*(author.set("person", f"q{i}", {"phone": "1"}, tx="t2", of=big) for i in range(big)))
    report = _run(replica, environment)
    assert (report.refused, report.pending, report.problem) == (0, 0, None)
    assert {answer.verdict for answer in replica.answers.values()} == {"applied"}


def test_i13_a_refused_operation_is_told_and_the_rest_goes_through(
    enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    bad = replica.author.set("meeting", "m1", {"capacity": "many"})
    replica.write(bad, replica.author.fact("f1"))
    report = _run(replica, environment)
    assert (report.pushed, report.refused, report.pending, report.problem) == (1, 1, 0, None)
    assert replica.answers[bad.id].problem
    assert replica.state("meeting", "m1") is None


def test_a_device_brings_its_own_group(server: EmbeddedServer, environment: Environment) -> None:
    replica = FakeReplica(Author(environment))
    scope = group_scope("brought")
    replica.write(replica.author.set("group", "brought", {"name": "Groupe"}, scope=scope))
    SyncService(replica.call_db, environment).enrol(server.url, server.enrol_code())
    report = _run(replica, environment)
    assert (report.pushed, report.pulled, report.problem) == (1, 1, None)
    assert replica.scopes() == (scope,)


def test_a_server_with_another_database_is_read_from_the_start(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    _run(replica, environment)
    pairing = replica.server
    assert pairing is not None
    replica.save_pairing(type(pairing)(pairing.url, pairing.token, "before"), replica.scopes())
    replica.cursors[SCOPE] = Cursor("before", 500)
    replica.confirmed.clear()
    assert _run(replica, environment).pulled == 1
    assert replica.server == pairing


def test_a_revoked_device_is_told_and_keeps_what_waits(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    replica.write(replica.author.fact("f1"))
    server.revoke(replica.author.device)
    report = _run(replica, environment)
    assert report.pending == 1
    assert report.problem is not None
    assert "put out" in report.problem


def test_a_person_can_stop_an_exchange(enrol: Callable[[], FakeReplica], environment: Environment) -> None:
    replica = enrol()
    replica.write(*(replica.author.fact(f"f{i}") for i in range(3)))
    report = SyncService(replica.call_db, environment).run_once(cancel=lambda: True)
    assert report.requests == 1
    assert report.pending == 3


def test_a_person_can_stop_an_exchange_that_would_send_at_once(
    enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    _run(replica, environment)
    replica.write(replica.author.fact("f1"))
    report = SyncService(replica.call_db, environment).run_once(cancel=lambda: True)
    assert (report.requests, report.pending) == (0, 1)


def test_progress_is_told_up_to_the_end(enrol: Callable[[], FakeReplica], environment: Environment) -> None:
    replica = enrol()
    replica.write(*(replica.author.fact(f"f{i}") for i in range(3)))
    told: list[tuple[int, int]] = []
    SyncService(replica.call_db, environment).run_once(
        progress=lambda done, total: told.append((done, total))
    )
    assert told[-1] == (7, 7)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_without_pairing_a_person_is_told_what_to_do(environment: Environment) -> None:
    replica = FakeReplica(Author(environment))
    with pytest.raises(UserError, match="enrol"):
        _run(replica, environment)


def test_a_wrong_code_is_told(server: EmbeddedServer, environment: Environment) -> None:
    replica = FakeReplica(Author(environment))
    with pytest.raises(SyncError, match="code"):
        SyncService(replica.call_db, environment).enrol(server.url, "AAAA-AAAA")
    assert replica.server is None


def test_a_server_that_is_down_is_told_and_comes_back_on_the_same_address(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    replica.write(replica.author.fact("f1"))
    url = server.url
    server.stop()
    assert not server.is_running
    down = _run(replica, environment)
    assert down.pending == 1
    assert down.problem is not None
    assert "cannot be reached" in down.problem
    server.start()
    assert server.url == url
    assert _run(replica, environment).pending == 0


def test_the_wrong_address_is_told(environment: Environment) -> None:
    replica = FakeReplica(Author(environment))
    line = Line(lambda _request, _send: httpx.Response(404, headers={"content-type": "text/html"}))
    with pytest.raises(SyncError, match="no Organiser Kit server"):
        SyncService(replica.call_db, environment, line).enrol("https://example.org", GROUP)
