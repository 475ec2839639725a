"""A worker that stops in the middle of a push: ``python -m tests.sync.stuck_worker URL DEVICE SCOPE``.

It holds every lock that a push holds, has written rows, and waits to be killed before its COMMIT.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from organiser_kit.environment import Environment
from sync.server.database import transaction
from sync.server.engines import engine_for
from tests.sync.bench import ServerBench
from tests.sync.fakes import Author


def main(url: str, device: str, scope: str) -> None:
    environment = Environment()
    author = Author(environment)
    author.device, author.n = device, 0
    bench = ServerBench(engine_for(Path.cwd(), url).connect(), environment)
    with transaction(bench.connection):
        bench.push_inside(author, author.fact("half-written", scope=scope))
        bench.connection.execute("SELECT 1")  # what was put is sent
        sys.stdout.write("locked\n")
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
