"""Every exchange with the server leaves its line, whether it went through or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from organiser_kit.storage.rounds import Via
from sync.facade import SyncService
from tests.sync.fakes import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.environment import Environment
    from tests.sync.fakes import FakeReplica


def test_an_exchange_says_what_went_and_what_came(
    enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    replica.write(replica.author.set("person", "p1", {"phone": "1"}))
    report = SyncService(replica.call_db, environment).run_once()
    assert (report.pushed, report.problem) == (1, None)
    (line,) = replica.told
    assert line == {
        "at": environment.now(),
        "route": Via.SERVER,
        "pushed": report.pushed,
        "pulled": report.pulled,
        "refused": 0,
        "problem": None,
    }


def test_an_exchange_that_failed_says_why(enrol: Callable[[], FakeReplica], environment: Environment) -> None:
    replica = enrol()

    def cut(_request: httpx.Request, _send: Callable[[], httpx.Response]) -> httpx.Response:
        raise httpx.ConnectError("no route")

    report = SyncService(replica.call_db, environment, Line(cut)).run_once()
    (line,) = replica.told
    assert line["problem"] == report.problem
    assert report.problem


def test_an_exchange_that_a_person_stopped_says_so(
    enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    SyncService(replica.call_db, environment).run_once(cancel=lambda: True)
    (line,) = replica.told
    assert "stopped" in line["problem"]
