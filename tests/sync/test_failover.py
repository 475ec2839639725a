"""The machine of the database dies, its replica is promoted, and a running worker goes on by itself."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import httpx
import msgspec

from organiser_kit.environment import Environment
from organiser_kit.oplog.op import SCHEMA, Op, encode
from sync.server.database import opened
from sync.server.engines import engine_for
from tests.benchmarks.serving import Place, enrol, served
from tests.sync.fakes import GROUP, SCOPE, Author
from tests.sync.replicated import replicated

if TYPE_CHECKING:
    from pathlib import Path

_TRIES = 100
_PAUSE_SECONDS = 0.1


def push(web: httpx.Client, epoch: str, ops: list[Op]) -> int:
    """Send a batch until it is taken, as laptops do; return how often the server asked to come back."""
    message = {"epoch": epoch, "schema": SCHEMA, "ops": [msgspec.Raw(encode(op)) for op in ops]}
    for told_to_wait in range(_TRIES):
        answer = web.post("/sync/v1/push", content=msgspec.json.encode(message))
        if answer.status_code == 200:
            return told_to_wait
        assert answer.status_code == 503, answer.text
        assert "retry-after" in answer.headers
        threading.Event().wait(_PAUSE_SECONDS)
    never = "the replica was never found"
    raise AssertionError(never)


def test_nothing_acknowledged_is_lost_when_the_database_fails_over(tmp_path: Path) -> None:
    environment = Environment()
    author = Author(environment)
    acknowledged: list[str] = []
    with replicated() as clusters:
        place = Place(tmp_path, clusters.url)
        place.seed(environment, [Author(environment).group()])
        with served(place) as url, httpx.Client(base_url=url, timeout=60) as web:
            promoting = threading.Thread(target=clusters.promote_second)
            epoch = enrol(web, author.device, place.code(environment, GROUP))
            for number in range(12):
                if number == 6:
                    clusters.stop("first")
                    promoting.start()
                ops = [author.fact(environment.new_id()) for _ in range(10)]
                push(web, epoch, ops)
                acknowledged += [op.id for op in ops]
            promoting.join()
        with opened(engine_for(tmp_path, clusters.url), environment) as connection:
            kept = {row[0] for row in connection.execute("SELECT op_id FROM op").fetchall()}
            places = connection.execute(
                "SELECT seq FROM attendance_facts WHERE scope = :scope ORDER BY seq", {"scope": SCOPE}
            ).fetchall()
    assert set(acknowledged) <= kept
    assert len(acknowledged) == 120
    # One record each, at places without holes after the group's own.
    assert [row[0] for row in places] == list(range(2, 122))
