"""``lan``: laptops in one room exchange without internet."""

from __future__ import annotations

import io
import signal
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

import click

from organiser_kit.i18n import tr, trn
from organiser_kit.model.record import group_scope
from ui.cli.building import Command, option, pass_workspace
from ui.cli.files import write_bytes
from ui.cli.references import group_id
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sync.facade import LanEvent, LanReport, LanShare

_WORRYING_MINUTES = 2


def share() -> click.Command:
    """Return the command."""

    @click.command(
        "share",
        cls=Command,
        help=tr(
            "Share with other laptops in the room, until stopped with Ctrl-C; the answer shows the code."
        ),
    )
    @option("--group", metavar=tr("GROUP"), help=tr("The only group to share; all of them by default."))
    @option("--port", type=click.IntRange(0, 65_535), metavar="N", help=tr("The port; 0 for any free one."))
    @option(
        "--qr",
        metavar=tr("FILE"),
        type=click.Path(dir_okay=False, path_type=Path),
        help=tr("Write the QR code there."),
    )
    @option("--hidden", is_flag=True, help=tr("Announce nothing: “lan find” does not see the share."))
    @option("--once", is_flag=True, help=tr("Stop when the first laptop has left."))
    @pass_workspace
    def command(
        workspace: Workspace, group: str | None, port: int | None, qr: Path | None, hidden: bool, once: bool
    ) -> None:
        from sync.facade import lan_lane, lan_share

        events: SimpleQueue[LanEvent] = SimpleQueue()
        with workspace.open() as kit:
            scopes = None if group is None else [group_scope(group_id(kit, group))]
            lane = lan_lane(kit.replica)
            share = lan_share(lane.call_db, kit.environment, port, events.put, scopes, announce=not hidden)
            teller = _Teller(workspace, share, events, once=once)
            try:
                with _terminable():
                    teller.begin(qr)
                    lane.serve(teller.is_over)
            except KeyboardInterrupt:
                workspace.console.tell(tr("Stopped."))
            finally:
                lane.close()
                share.stop()
            teller.end()

    return command


@contextmanager
def _terminable() -> Iterator[None]:
    """Let the end of a process, which a script or a system asks for, be as polite as Ctrl-C."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class _Teller:
    """Says what happens to a share, on the thread of the command."""

    def __init__(
        self, workspace: Workspace, share: LanShare, events: SimpleQueue[LanEvent], *, once: bool
    ) -> None:
        self._workspace = workspace
        self._share = share
        self._events = events
        self._once = once
        self._over = False
        self._joined = 0

    def begin(self, qr: Path | None) -> None:
        """Show the addresses and the code."""
        share = self._share
        if qr is not None:
            _write_qr(qr, share.link)
        self._workspace.console.answer(
            {
                "addresses": list(share.addresses),
                "port": share.port,
                "code": share.code,
                "link": share.link,
                "share": share.short,
            },
            *_where(share.addresses),
            tr("Code: {code}", code=f"{share.code[:3]} {share.code[3:]}"),
            tr("In “lan find” it is {share}.", share=share.short),
        )

    def is_over(self) -> bool:
        """Say what happened, and whether the share is over."""
        while not self._events.empty():
            self._say(self._events.get())
        return self._over or self._share.ended

    def end(self) -> None:
        """Give the last answer: what the whole share did."""
        self.is_over()
        share = self._share
        self._workspace.console.answer(
            {"pushed": share.pushed, "pulled": share.pulled, "joined": self._joined},
            tr("{pushed} sent, {pulled} received.", pushed=share.pushed, pulled=share.pulled),
        )

    def _say(self, event: LanEvent) -> None:
        from sync.facade import LanHappening

        self._joined += event.what is LanHappening.JOINED
        self._over |= self._once and event.what is LanHappening.LEFT
        if event.what is not LanHappening.EXCHANGED:
            self._workspace.console.tell(event.sentence)


def _where(addresses: Sequence[str]) -> list[str]:
    if not addresses:
        return [tr("This laptop is on no network: connect it, for example to a phone’s hotspot.")]
    return [tr("On the other laptop, join one of these addresses:"), *addresses]


def _write_qr(file: Path, link: str) -> None:
    import qrcode

    drawn = io.BytesIO()
    qrcode.make(link).save(drawn)
    write_bytes(file, drawn.getvalue())


def join() -> click.Command:
    """Return the command."""

    @click.command(
        "join",
        cls=Command,
        help=tr("Exchange everything with a laptop that shares; CODE is on its screen, ADDRESS too."),
    )
    @click.argument("address", metavar=tr("ADDRESS"))
    @click.argument("code", default="")
    @option("--stay", "stays", is_flag=True, help=tr("Go on until stopped with Ctrl-C."))
    @pass_workspace
    def command(workspace: Workspace, address: str, code: str, stays: bool) -> None:
        from sync.facade import lan_join, lan_stay

        with workspace.open() as kit:
            environment = kit.environment
            if not stays:
                _answer(workspace, lan_join(lambda job: job(kit.replica), environment, address, code))
                return
            # In a pause, Ctrl-C ends the visit politely; in an exchange, it ends it all the same.
            with suppress(KeyboardInterrupt), _terminable():
                lan_stay(
                    lambda job: job(kit.replica),
                    environment,
                    address,
                    code,
                    _pause,
                    on_exchange=lambda report: _answer(workspace, report),
                    on_trouble=workspace.console.tell,
                )
            workspace.console.tell(tr("Stopped."))

    return command


def _pause(seconds: float) -> bool:
    """Wait, and return whether Ctrl-C came."""
    try:
        return threading.Event().wait(seconds)
    except KeyboardInterrupt:
        return True


def find() -> click.Command:
    """Return the command."""

    @click.command(
        "find",
        cls=Command,
        help=tr("List the laptops that share in this room, where the network allows it."),
    )
    @option("--seconds", type=click.IntRange(1, 60), default=3, metavar="N", help=tr("How long to look."))
    @pass_workspace
    def command(workspace: Workspace, seconds: int) -> None:
        from sync.facade import lan_find

        found = lan_find(seconds)
        for one in found:
            addresses = [str(place) for place in one.places]
            workspace.console.answer(
                {"share": one.share, "addresses": addresses}, " ".join([f"{one.share}:", *addresses])
            )
        if not found:
            workspace.console.tell(
                tr("No share was found. Many networks let none be found: type the address from its screen.")
            )

    return command


def _answer(workspace: Workspace, report: LanReport) -> None:
    values = {name: getattr(report, name) for name in report.__dataclass_fields__}
    workspace.console.answer(
        values | {"scopes": list(report.scopes)},
        tr("{pushed} sent, {pulled} received.", pushed=report.pushed, pulled=report.pulled),
    )
    minutes = round(abs(report.clock_offset_seconds) / 60)
    if minutes >= _WORRYING_MINUTES:
        workspace.console.tell(
            trn(
                "The clocks of the two laptops differ by {n} minute: check the time on both.",
                "The clocks of the two laptops differ by {n} minutes: check the time on both.",
                minutes,
            )
        )
