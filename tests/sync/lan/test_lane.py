"""One thread owns the local copy and serves all others."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import SyncError, UserError
from sync.facade import lan_lane
from tests.sync.fakes import Author, FakeReplica

if TYPE_CHECKING:
    from organiser_kit.environment import Environment


@pytest.fixture
def replica(environment: Environment) -> FakeReplica:
    return FakeReplica(Author(environment))


def test_jobs_run_on_the_owner_s_thread_and_answer_where_they_were_asked(replica: FakeReplica) -> None:
    lane = lan_lane(replica)
    owner = threading.get_ident()
    with ThreadPoolExecutor(4) as others:
        asked = [others.submit(lane.call_db, lambda _: threading.get_ident()) for _ in range(20)]
        lane.serve(lambda: all(job.done() for job in asked))
    assert {job.result() for job in asked} == {owner}
    assert lane.call_db(lambda local: local) is replica


def test_what_goes_wrong_is_raised_where_it_was_asked(replica: FakeReplica) -> None:
    lane = lan_lane(replica)

    def fails(_: object) -> None:
        raise UserError("no")

    with ThreadPoolExecutor(1) as others:
        asked = others.submit(lane.call_db, fails)
        lane.serve(asked.done)
    with pytest.raises(UserError, match="no"):
        asked.result()


def test_a_closed_lane_leaves_nobody_waiting(replica: FakeReplica) -> None:
    lane = lan_lane(replica)
    with ThreadPoolExecutor(4) as others:
        asked = [others.submit(lane.call_db, lambda _: 1) for _ in range(3)]
        lane.close()
        asked += [others.submit(lane.call_db, lambda _: 1) for _ in range(3)]
        for job in asked:
            with pytest.raises(SyncError, match="stopped"):
                job.result(10)


def test_ctrl_c_in_a_job_leaves_nobody_waiting(replica: FakeReplica) -> None:
    lane = lan_lane(replica)

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    with ThreadPoolExecutor(1) as others:
        asked = others.submit(lane.call_db, interrupted)
        with pytest.raises(KeyboardInterrupt):
            lane.serve(asked.done)
        with pytest.raises(SyncError, match="stopped"):
            asked.result(10)
