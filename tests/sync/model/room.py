"""Two laptops of the fleet in one room: a real share, a real code, and TLS between them."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from sync.lan.lane import Lane
from sync.lan.share import LanShare
from sync.lan.visits import join
from tests.sync.model.line import PlugPulledError
from tests.sync.rooms import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.client.local import CallDb, LocalCopy
    from sync.lan.join import LanReport
    from tests.sync.model.laptop import Laptop


def share_and_join(sharer: Laptop, guest: Laptop, unplugged_at: int | None = None) -> LanReport:
    """Let ``guest`` join what ``sharer`` shares, exchange everything and leave.

    Both copies stay in this thread; share and visit have threads of their own, as in life.

    Args:
        sharer: shares all that it may.
        guest: types the code.
        unplugged_at: which of the guest's looks into its copy, from 0, is the last one.

    Raises:
        PlugPulledError: it was; the guest must be opened again.
        KitError: there is nothing to share, or nothing that both may see.
    """
    lane = Lane(sharer.kit.replica)
    over = threading.Event()

    def evening() -> LanReport:
        try:
            with LanShare(
                _desk(lane, sharer), sharer.environment, port=0, hosts=LOOPBACK[:1], announce=False
            ) as share:
                desk = _desk(lane, guest, unplugged_at)
                return join(desk, guest.environment, share.addresses[0], share.code)
        finally:
            lane.call_db(lambda _: over.set())

    with ThreadPoolExecutor(1, "room") as room:
        done = room.submit(evening)
        lane.serve(over.is_set)
    return done.result()


def _desk(lane: Lane, laptop: Laptop, unplugged_at: int | None = None) -> CallDb:
    """Return what runs a job on a laptop's copy, in the thread that owns all of them."""
    looks = iter(range(1_000_000))

    def call_db(job: Callable[[LocalCopy], Any]) -> Any:
        if unplugged_at is not None and next(looks) >= unplugged_at:
            raise PlugPulledError
        return lane.call_db(lambda _: job(laptop.kit.replica))

    return call_db
