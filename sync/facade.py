"""The door to the exchange with a server: all that the desktop and the command line use of :mod:`sync`.

``httpx`` and the server's libraries are imported when they are needed: the first costs a quarter of a
second that the start of the desktop must not pay, the others are an optional part of the installation.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.storage.losses import HeldBackError
from organiser_kit.storage.pairing import Pairing
from organiser_kit.storage.rounds import Via
from sync.client.address import server_address
from sync.client.batches import BatchSize
from sync.invite import INVITE_LONGEST, Invite, read_invite
from sync.protocol import DeviceStatus, EnrolRequest
from sync.room import LanEvent, LanHappening, lan_find, lan_join, lan_lane, lan_share, lan_stay
from sync.schedule import next_wait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import httpx

    from organiser_kit.environment import Environment
    from sync.client.http import Api
    from sync.client.local import CallDb
    from sync.client.session import Session
    from sync.lan.discovery import Found  # noqa: TC004 - see the module's text
    from sync.lan.join import LanReport  # noqa: TC004 - see the module's text
    from sync.lan.share import LanShare  # noqa: TC004 - see the module's text
    from sync.peers.bundle_file import BundleReport  # noqa: TC004 - see the module's text
    from sync.server.embed import EmbeddedServer  # noqa: TC004 - see the module's text

# EmbeddedServer is for annotations only: embedded_server() loads its module.
__all__ = [
    "INVITE_LONGEST",
    "BundleReport",
    "DeviceStatus",
    "EmbeddedServer",
    "EnrolReport",
    "Found",
    "HeldBack",
    "Invite",
    "LanEvent",
    "LanHappening",
    "LanReport",
    "LanShare",
    "SyncReport",
    "SyncService",
    "embedded_server",
    "lan_find",
    "lan_join",
    "lan_lane",
    "lan_share",
    "lan_stay",
    "next_wait",
    "read_invite",
]


@dataclass(frozen=True, slots=True)
class EnrolReport:
    """This device is paired with a server."""

    device: str
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldBack:
    """People that the server asks to take away, more than can be right without a person saying so.

    Attributes:
        count: how many at least.
        of: how many people there were.
    """

    count: int
    of: int


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one exchange did, and what is left.

    Attributes:
        pushed: operations that the server took.
        pulled: rows that came down.
        pending: operations that still wait.
        refused: operations that the server turned down, ever; each has its reason in the outbox.
        bytes_sent: request bodies as they travelled; likewise ``bytes_received``.
        problem: what went wrong, for a person; ``None`` when all went through.
        retry_after: seconds after which the server wants to be asked again.
        relayed: operations of other laptops, from a room or a stick, that the server answered.
        held_back: what was not taken in before a person says so; ``problem`` tells it too.
        files_sent: files of records that the server took; likewise ``files_fetched``.
        files_problem: why a file did not travel, for a person; all the rest went on without it.
        clock_offset_seconds: what must be added to this laptop's clock to have the server's.
        left: the groups that this laptop was let out of: their records were removed from it.
        revoked: whether the server put this laptop out: every record was removed, what waits was kept.
        repaired: what was in doubt and was put right by itself, for a person; nothing was lost.
    """

    pushed: int
    pulled: int
    pending: int
    refused: int
    conflicts: int
    requests: int
    bytes_sent: int
    bytes_received: int
    seconds: float
    problem: str | None = None
    retry_after: float | None = None
    relayed: int = 0
    held_back: HeldBack | None = None
    repaired: str | None = None
    left: tuple[str, ...] = ()
    revoked: bool = False
    clock_offset_seconds: int = 0
    files_sent: int = 0
    files_fetched: int = 0
    files_problem: str | None = None


class SyncService:
    """Exchanges between one local copy and its server. Use it from one thread at a time."""

    def __init__(
        self, call_db: CallDb, environment: Environment, transport: httpx.BaseTransport | None = None
    ) -> None:
        """Prepare.

        Args:
            call_db: runs a job on the thread that owns the local copy and returns its answer.
            environment: clock and chance.
            transport: what carries requests; the network unless a test says otherwise.
        """
        self._call_db = call_db
        self._environment = environment
        self._transport = transport
        self._size = BatchSize()

    def enrol(self, url: str, code: str) -> EnrolReport:
        """Pair this device with a server.

        Raises:
            UserError: the address cannot be one of a server.
            SyncError: the server cannot be reached, or refuses the code.
        """
        address = server_address(url)
        from sync.client import certify

        identity, key = self._call_db(lambda local: (local.identity(), local.parcels.trust.public_key()))
        request = EnrolRequest(
            code=code.strip(),
            device_id=identity.device_id,
            device_name=identity.device_name,
            incarnation=identity.incarnation,
            key=key,
        )
        with self._api(address) as api:
            answer = api.enrol(request)
        pairing = Pairing(address, answer.token, answer.epoch)
        self._call_db(lambda local: local.save_pairing(pairing, tuple(answer.scopes)))
        if answer.trust is not None:
            certify.keep(self._call_db, answer.trust, answer.epoch, answer.scopes)
        return EnrolReport(answer.device_id, tuple(answer.scopes))

    def run_once(
        self,
        cancel: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        *,
        accept_deletions: bool = False,
    ) -> SyncReport:
        """Exchange everything once. What the network or the server does wrong is told in the report.

        Args:
            cancel: asked between two requests whether to stop.
            progress: told how many operations and rows of how many are done.
            accept_deletions: a person said that many people may be taken away, this once.

        Raises:
            UserError: this device is not paired with any server.
        """
        from sync.client.engine import exchange
        from sync.client.session import Session, Tally

        pairing = self._pairing()
        start = self._environment.clock.monotonic()
        with self._api(pairing.url, pairing.token) as api:
            session = Session(
                api, self._call_db, self._environment, cancel, progress, Tally(), accept_deletions
            )
            exchange(session, pairing, self._size)
        report = self._report(session, self._environment.clock.monotonic() - start)
        self._remember(report, session.tally.refused)
        return report

    def devices(self) -> list[DeviceStatus]:
        """Return the devices of this laptop's groups, itself among them.

        Raises:
            UserError: this device is not paired with any server.
            SyncError: the server cannot be reached, or refuses.
        """
        pairing = self._pairing()
        with self._api(pairing.url, pairing.token) as api:
            return api.devices().devices

    def _pairing(self) -> Pairing:
        pairing = self._call_db(lambda local: local.pairing())
        if pairing is None:
            raise UserError(tr("This laptop is not paired with a server yet: enrol it with a code first."))
        return pairing

    def _remember(self, report: SyncReport, refused: int) -> None:
        """Write the exchange down for the person who looks back at the last ones."""
        now = self._environment.now()
        self._call_db(
            lambda local: local.add_round(
                now,
                Via.SERVER,
                pushed=report.pushed,
                pulled=report.pulled,
                refused=refused,
                problem=report.problem,
            )
        )

    def export_bundle(self, path: Path) -> BundleReport:
        """Write everything this copy may share to a file; when this returns, the stick may be removed.

        See :func:`sync.peers.bundle.export_bundle` for what can fail.
        """
        from sync.peers.bundle import export_bundle

        done = export_bundle(self._call_db, self._environment, path)
        self._remember_stick(pushed=done.ops)
        return done

    def export_unsent(self, path: Path) -> BundleReport:
        """Write what this copy never sent to a file that its server alone can open; nothing else is in it.

        See :func:`sync.peers.bundle.seal_unsent` for what can fail.
        """
        from sync.peers.bundle import seal_unsent
        from sync.peers.bundle_file import BundleReport

        count = seal_unsent(self._call_db, self._environment, path)
        self._remember_stick(pushed=count)
        return BundleReport(count, 0, count, 0)

    def import_bundle(self, path: Path) -> BundleReport:
        """Take what a file holds for the groups of this copy.

        See :func:`sync.peers.bundle.import_bundle` for what can fail.
        """
        from sync.peers.bundle import import_bundle

        done = import_bundle(self._call_db, path)
        self._remember_stick(pulled=done.new, refused=done.refused)
        return done

    def _remember_stick(self, *, pushed: int = 0, pulled: int = 0, refused: int = 0) -> None:
        now = self._environment.now()
        self._call_db(
            lambda local: local.add_round(
                now, Via.STICK, pushed=pushed, pulled=pulled, refused=refused, problem=None
            )
        )

    @contextmanager
    def _api(self, url: str, token: str | None = None) -> Iterator[Api]:
        from sync.client.http import Api
        from sync.client.wire import connection

        with connection(url, self._transport) as client:
            yield Api(client, url, token)

    def _report(self, session: Session, seconds: float) -> SyncReport:
        counts = self._call_db(lambda local: local.counts())
        tally, traffic = session.tally, session.api.traffic
        first = tally.failures[0] if tally.failures else None
        wishes = [tally.come_back_in, *(getattr(failure, "retry_after", None) for failure in tally.failures)]
        pauses = [pause for pause in wishes if pause]
        return SyncReport(
            pushed=tally.pushed,
            pulled=tally.pulled,
            pending=counts.pending,
            refused=counts.refused,
            conflicts=counts.conflicts,
            requests=traffic.requests,
            bytes_sent=traffic.sent,
            bytes_received=traffic.received,
            seconds=seconds,
            problem=first.sentence if first else None,
            retry_after=max(pauses, default=None),
            relayed=tally.relayed,
            held_back=next(
                (_held_back(one) for one in tally.failures if isinstance(one, HeldBackError)), None
            ),
            left=tuple(tally.left),
            revoked=tally.revoked,
            repaired=tally.repaired,
            files_sent=tally.files_sent,
            files_fetched=tally.files_fetched,
            files_problem=tally.files_problem,
            clock_offset_seconds=round(self._call_db(lambda local: local.clock_offset()).total_seconds()),
        )


def _held_back(error: HeldBackError) -> HeldBack:
    return HeldBack(error.count, error.of)


def embedded_server(
    data: Path, port: int = 0, environment: Environment | None = None, database: str | None = None
) -> EmbeddedServer:
    """Return a server for this machine only, not yet started.

    Args:
        data: the folder of its data.
        port: 0 for any free one.
        environment: the clock and the chance it works with.
        database: the address of a database; a file in ``data`` without one.

    Raises:
        UserError: the server's libraries are not installed.
    """
    try:
        from sync.server.embed import EmbeddedServer
    except ImportError as error:
        sentence = tr("The server part is not installed: install organiser-kit with its “server” extra.")
        raise UserError(sentence) from error
    return EmbeddedServer(data, port, environment, database)
