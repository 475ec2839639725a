"""What the routes call: each request as one job on the database, with the device that asks checked in it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

import msgspec

from organiser_kit.i18n import tr
from sync.protocol import OLDEST_SCHEMA, Heads, ProblemKind, PushAnswer, heads_tag
from sync.server import authority, devices, epochs, files, pull, sql, tokens
from sync.server.engines.base import TroubleError
from sync.server.migrations import epoch
from sync.server.problems import ProblemError, malformed
from sync.server.push import push
from sync.server.relay import relay
from sync.server.tokens import recognise, unknown_device

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from datetime import datetime

    from organiser_kit.environment import Environment
    from sync.protocol import (
        AckRequest,
        CertificateAnswer,
        CertificateRequest,
        DeviceList,
        EnrolAnswer,
        EnrolRequest,
        FilesAnswer,
        FilesRequest,
        PushRequest,
        RelayRequest,
        TokenAnswer,
    )
    from sync.server.attempts import Attempts
    from sync.server.database import Database
    from sync.server.engines.base import Connection
    from sync.server.pull import PageText
    from sync.server.tokens import Known

T = TypeVar("T")

_log = logging.getLogger(__name__)

_BEARER = "bearer "
_SPREAD_SECONDS = (60, 300)
"""When there is much to do, laptops are asked to come back within these."""


class Service:
    """A running server, without its network side."""

    def __init__(self, database: Database, environment: Environment, attempts: Attempts) -> None:
        self.database = database
        self.environment = environment
        self.attempts = attempts

    async def enrol(self, request: EnrolRequest, address: str) -> EnrolAnswer:
        """Let a device in; see :func:`sync.server.devices.enrol`."""
        self.attempts.check(address)
        try:
            return await self.database.write(lambda db: devices.enrol(db, request, self.environment))
        except ProblemError as problem:
            if problem.kind is ProblemKind.CODE_REFUSED:
                self.attempts.failed(address)
            raise

    async def heads(self, authorisation: str | None) -> tuple[Heads, str]:
        """Return where the device's scopes stand, and the tag of that."""
        now = self.environment.now()

        def job(db: Connection, known: Known) -> tuple[Heads, bool]:
            return pull.heads(db, known.device, now), known.is_fading(now)

        found, fading = await self.database.read(_as_known(authorisation, job))
        if fading:
            await self._note_glimpse(authorisation, now)
        return self._spread(found), heads_tag(found.epoch, found.scopes)

    def _spread(self, found: Heads) -> Heads:
        """Return ``found`` with a wish to be asked later, when many ask now."""
        if not self.database.is_crowded:
            return found
        later = round(self.environment.chance.uniform(*_SPREAD_SECONDS))
        return msgspec.structs.replace(found, come_back_in=later)

    async def note_held(self, authorisation: str | None, found: Heads) -> None:
        """Remember that the device holds all of ``found``: its tag says so, and spares it a request."""
        seqs = {scope: head.seq for scope, head in found.scopes.items()}
        behind = _as_device(authorisation, lambda db, device: devices.is_behind(db, device, seqs))
        if not await self.database.read(behind):
            return
        now = self.environment.now()
        note = _as_device(authorisation, lambda db, device: devices.note_held(db, device, seqs, now))
        try:
            await self.database.write(note)
        except (ProblemError, TroubleError):
            # Nothing is lost: the next question says it again.
            return

    async def _note_glimpse(self, authorisation: str | None, now: datetime) -> None:
        try:
            await self.database.write(_as_known(authorisation, lambda db, known: _glimpse(db, known, now)))
        except (TroubleError, ProblemError) as error:
            # A disk that is full must not keep laptops from reading.
            _log.warning("a device was not noted as seen: %s", error.sentence)

    async def push(self, authorisation: str | None, request: PushRequest) -> PushAnswer:
        """Take a batch; what is answered is committed. What follows the device's cursors comes with it."""

        def job(db: Connection, device: str) -> PushAnswer:
            _check_epoch(db, request.epoch)
            _check_schema(request.schema)
            pull.check_places(db, device, request.cursors)
            # Beside the database first: an erasure that is known there and here alone is done again.
            taken = push(db, device, request, self.environment.now(), self.database.erasures.add)
            heads = pull.heads(db, device, self.environment.now())
            pages = pull.rest(db, taken.scope, heads, request.cursors, taken.written)
            return PushAnswer(results=taken.results, heads=heads, pages=pages)

        writing = self.database.write(_as_writer(authorisation, job))
        answer = await self._in_one_life(writing, authorisation, request.epoch, request.cursors)
        return msgspec.structs.replace(answer, heads=self._spread(answer.heads))

    async def relay(self, authorisation: str | None, request: RelayRequest) -> PushAnswer:
        """Take what others wrote and this device heard of; what is answered is committed."""

        def job(db: Connection, device: str) -> PushAnswer:
            _check_epoch(db, request.epoch)
            _check_schema(request.schema)
            results = relay(db, device, request, self.environment.now(), self.database.erasures.add)
            return PushAnswer(results=results, heads=pull.heads(db, device, self.environment.now()))

        return await self.database.write(_as_writer(authorisation, job))

    async def certify(self, authorisation: str | None, request: CertificateRequest) -> CertificateAnswer:
        """Vouch for a device's key."""

        def job(db: Connection, device: str) -> CertificateAnswer:
            return authority.certify(db, device, request, self.environment.now())

        return await self.database.write(_as_writer(authorisation, job))

    async def changes(
        self, authorisation: str | None, scope: str, after: int, limit: int, known_epoch: str | None
    ) -> PageText:
        """Return a page of a scope's feed."""
        if after < 0:
            raise malformed()

        def read(db: Connection, device: str) -> PageText:
            if known_epoch is not None:
                _check_epoch(db, known_epoch)
            return pull.changes(db, device, scope, after, limit)

        reading = self.database.read(_as_device(authorisation, read))
        return await self._in_one_life(reading, authorisation, known_epoch, {scope: after})

    async def _in_one_life(
        self,
        answer: Awaitable[T],
        authorisation: str | None,
        known_epoch: str | None,
        cursors: Mapping[str, int],
    ) -> T:
        """Return ``answer`` to a device that has read its scopes as far as ``cursors``.

        One that has read further than a scope reaches, in this very epoch, shows that an older database
        was put in this one's place: the epoch is renewed before the device is told.
        """

        def renewed(db: Connection, _device: str) -> str:
            for scope, after in sorted(cursors.items()):
                epochs.renew_if_behind(db, self.environment, known_epoch or epoch(db), scope, after)
            return epoch(db)

        try:
            return await answer
        except ProblemError as problem:
            if problem.kind is not ProblemKind.EPOCH_CHANGED or not cursors:
                raise
        # Told only once the new epoch is kept.
        raise pull.epoch_changed(await self.database.write(_as_device(authorisation, renewed)))

    async def pages_after(
        self, authorisation: str | None, scope: str, page: PageText, limit: int, known_epoch: str | None
    ) -> AsyncIterator[bytes]:
        """Yield the text of ``page`` and of those after it, to the end of the feed.

        Each is read when the one before it was sent, and the device's right to it is asked again. The feed
        may stop after any page, and does when the next cannot be read: whoever asks again is told why.
        """
        yield page.text
        while not page.end.done:
            try:
                page = await self.changes(authorisation, scope, page.end.next, limit, known_epoch)
            except (ProblemError, TroubleError):
                return
            yield page.text

    async def acknowledge(self, authorisation: str | None, request: AckRequest) -> None:
        """Note how far a device has come."""

        def job(db: Connection, device: str) -> None:
            _check_epoch(db, request.epoch)
            devices.acknowledge(db, device, request, self.environment.now())

        await self.database.write(_as_writer(authorisation, job))

    async def roll(self, authorisation: str | None) -> TokenAnswer:
        """Give the device a new token; see :func:`sync.server.tokens.roll`."""
        return await self.database.write(
            _as_known(authorisation, lambda db, known: tokens.roll(db, known, self.environment))
        )

    async def devices(self, authorisation: str | None) -> DeviceList:
        """Return the devices of the caller's groups."""
        return await self.database.read(_as_device(authorisation, devices.neighbours))

    async def known_files(self, authorisation: str | None, request: FilesRequest) -> FilesAnswer:
        """Return which of some files are here, and which are wanted."""

        def job(db: Connection, device: str) -> FilesAnswer:
            return files.known(db, device, request.digests)

        return await self.database.read(_as_device(authorisation, job))

    async def take_file(self, authorisation: str | None, digest: str, content: bytes) -> None:
        """Keep a file; it is committed when this returns."""

        def job(db: Connection, device: str) -> None:
            files.take(db, device, digest, content, self.environment.now())

        await self.database.write(_as_writer(authorisation, job))

    async def read_file(self, authorisation: str | None, digest: str) -> bytes:
        """Return a file."""
        return await self.database.read(
            _as_device(authorisation, lambda db, device: files.read(db, device, digest))
        )

    async def check(self) -> None:
        """Read something, to know that the database answers."""
        await self.database.read(epoch)


def _as_known(authorisation: str | None, job: Callable[[Connection, Known], T]) -> Callable[[Connection], T]:
    """Return ``job`` for the device that asks, recognised in the same transaction."""
    if authorisation is None or not authorisation.lower().startswith(_BEARER):
        raise unknown_device()
    token = authorisation[len(_BEARER) :].strip()
    return lambda db: job(db, recognise(db, token))


def _as_device(authorisation: str | None, job: Callable[[Connection, str], T]) -> Callable[[Connection], T]:
    return _as_known(authorisation, lambda db, known: job(db, known.device))


def _as_writer(authorisation: str | None, job: Callable[[Connection, str], T]) -> Callable[[Connection], T]:
    """Return ``job`` for the device that asks; the token it shows is now known to have arrived."""

    def settled(db: Connection, known: Known) -> T:
        tokens.settle(db, known)
        return job(db, known.device)

    return _as_known(authorisation, settled)


def _glimpse(db: Connection, known: Known, now: datetime) -> None:
    db.execute(sql.ASKED_DEVICE, {"device": known.device, "now": now.isoformat()})


def _check_epoch(db: Connection, theirs: str) -> None:
    ours = epoch(db)
    if theirs != ours:
        raise pull.epoch_changed(ours)


def _check_schema(theirs: int) -> None:
    if theirs < OLDEST_SCHEMA:
        sentence = tr(
            "This version of the kit is too old for the server: update the kit. What waits is kept."
        )
        raise ProblemError(ProblemKind.SCHEMA_TOO_OLD, sentence)
