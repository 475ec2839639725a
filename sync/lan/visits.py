"""Whole visits to a laptop that shares: one complete exchange, or staying until somebody stops it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from organiser_kit.errors import KitError
from organiser_kit.storage.rounds import Via
from sync.lan.failures import RoomError
from sync.lan.join import LanVisit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from organiser_kit.environment import Environment
    from sync.client.local import CallDb
    from sync.lan.join import LanReport

PAUSE_SECONDS = 0.5
"""Between two looks: with a laptop between author and reader, two seconds are not reached."""

LONGEST_PAUSE_SECONDS = 5.0
_DOUBLINGS = 4


def join(call_db: CallDb, environment: Environment, address: str, code: str) -> LanReport:
    """Exchange everything once, both ways, and leave; see :func:`sync.room.lan_join`."""
    with _visit(call_db, environment, address, code) as visit:
        report = visit.exchange_all()
        visit.leave()
    return report


def stay(
    call_db: CallDb,
    environment: Environment,
    address: str,
    code: str,
    wait: Callable[[float], bool],
    *,
    on_exchange: Callable[[LanReport], None],
    on_trouble: Callable[[str], None],
) -> LanReport:
    """Exchange whatever is new until ``wait`` says to stop; see :func:`sync.room.lan_stay`."""
    with _visit(call_db, environment, address, code) as visit:
        on_exchange(visit.exchange_all())
        breaks = 0
        while not wait(_pause(breaks)):
            try:
                if visit.exchange():
                    on_exchange(visit.report)
                breaks = 0
            except RoomError as error:
                if not error.passing:
                    raise
                if breaks == 0:
                    on_trouble(error.sentence)
                breaks += 1
        if breaks == 0:
            visit.leave()
        return visit.report


def _pause(breaks: int) -> float:
    return min(LONGEST_PAUSE_SECONDS, PAUSE_SECONDS * 2.0 ** min(breaks, _DOUBLINGS))


@contextmanager
def _visit(call_db: CallDb, environment: Environment, address: str, code: str) -> Iterator[LanVisit]:
    """Open a visit, and remember in one line what came of it."""
    visit: LanVisit | None = None
    problem: str | None = None
    try:
        with LanVisit(call_db, environment, address, code) as visit:
            yield visit
    except KitError as error:
        problem = error.sentence
        raise
    finally:
        done = visit.report if visit is not None else None
        pushed, pulled, refused = (done.pushed, done.pulled, done.refused) if done is not None else (0, 0, 0)
        at = environment.now()
        call_db(
            lambda local: local.add_round(
                at, Via.LAN, pushed=pushed, pulled=pulled, refused=refused, problem=problem
            )
        )
