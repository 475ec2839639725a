"""A device in a process of its own: ``python -m tests.sync.device_process URL CODE FACTS``.

It enrols, then exchanges once for each line on its standard input. It tells on its standard output when
a push leaves, and how the exchange ended.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import TYPE_CHECKING

from organiser_kit.environment import Environment
from sync.facade import SyncService
from tests.sync.fakes import Author, FakeReplica, Line

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _announce(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
    if request.url.path.endswith("push"):
        _say("push")
    return send()


def main(url: str, code: str, facts: int) -> None:
    environment = Environment()
    replica = FakeReplica(Author(environment))
    replica.write(*(replica.author.fact(environment.new_id()) for _ in range(facts)))
    service = SyncService(replica.call_db, environment, Line(_announce))
    service.enrol(url, code)
    _say([op.id for op in replica.outbox])
    for _ in sys.stdin:
        _say(dataclasses.asdict(service.run_once()))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
