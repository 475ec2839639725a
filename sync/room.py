"""The door to the exchange between laptops in one room; :mod:`sync.facade` hands it on.

The libraries behind it are imported when they are needed: they are an optional part of the installation.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from sync.lan.events import LanEvent, LanHappening
from sync.lan.lane import Lane

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from organiser_kit.environment import Environment
    from sync.client.local import CallDb, LocalCopy
    from sync.lan.discovery import Found
    from sync.lan.join import LanReport
    from sync.lan.share import LanShare

__all__ = ["LanEvent", "LanHappening", "lan_find", "lan_join", "lan_lane", "lan_share", "lan_stay"]


def lan_lane(local: LocalCopy) -> Lane:
    """Return a way for a share's threads to reach a local copy that belongs to the calling thread."""
    return Lane(local)


def lan_share(
    call_db: CallDb,
    environment: Environment,
    port: int | None = None,
    on_event: Callable[[LanEvent], None] = lambda _event: None,
    scopes: Sequence[str] | None = None,
    *,
    announce: bool = True,
) -> LanShare:
    """Share with the laptops in the room, from now until the share is stopped.

    Args:
        call_db: runs a job on the thread that owns the local copy; called from the share's own threads.
        environment: clock and chance.
        port: 0 for any free one, ``None`` for the usual one unless it is taken.
        on_event: told what happens, on one of the share's threads.
        scopes: the groups to share; all that this copy may share without it.
        announce: whether :func:`lan_find` shall see the share, where the network allows it.

    Raises:
        UserError: there is nothing to share, the port is taken, or the libraries are not installed.
    """
    with _installed():
        from sync.lan.share import LanShare
    return LanShare(call_db, environment, port=port, on_event=on_event, scopes=scopes, announce=announce)


def lan_join(call_db: CallDb, environment: Environment, address: str, code: str = "") -> LanReport:
    """Exchange everything once, both ways, with a laptop that shares, and leave.

    Args:
        call_db: runs a job on the thread that owns the local copy.
        environment: clock and chance.
        address: what the other screen shows, or the whole link of its QR code.
        code: the six digits; not needed beside a link.

    Raises:
        UserError: the address or the code cannot be one, or the libraries are not installed.
        SyncError: the other laptop cannot be reached, or does not let this one in.
    """
    with _installed():
        from sync.lan.visits import join
    return join(call_db, environment, address, code)


def lan_stay(
    call_db: CallDb,
    environment: Environment,
    address: str,
    code: str,
    wait: Callable[[float], bool],
    *,
    on_exchange: Callable[[LanReport], None] = lambda _report: None,
    on_trouble: Callable[[str], None] = lambda _sentence: None,
) -> LanReport:
    """Exchange with a laptop that shares, again and again until ``wait`` says to stop.

    Args:
        call_db: runs a job on the thread that owns the local copy.
        environment: clock and chance.
        address: what the other screen shows, or the whole link of its QR code.
        code: the six digits; not needed beside a link.
        wait: waits that many seconds and returns whether to stop; ``threading.Event.wait`` is one.
        on_exchange: told the report so far after the first exchange, and whenever something was exchanged.
        on_trouble: told once, with a sentence, when the line breaks; it is tried again.

    Raises:
        UserError: the address or the code cannot be one, or the libraries are not installed.
        SyncError: the other laptop cannot be reached, lets this one in no more, or stopped sharing.
    """
    with _installed():
        from sync.lan.visits import stay
    return stay(call_db, environment, address, code, wait, on_exchange=on_exchange, on_trouble=on_trouble)


def lan_find(seconds: float = 3.0) -> list[Found]:
    """Return the shares that announce themselves in the room; many networks let none through.

    Raises:
        UserError: the libraries are not installed.
    """
    with _installed():
        from sync.lan.discovery import find
    return find(seconds)


@contextmanager
def _installed() -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        sentence = tr(
            "The exchange in a room is not installed: install organiser-kit with its “desktop” extra."
        )
        raise UserError(sentence) from error
