"""What others wrote and a device heard of, in a room or from a stick: proved by signatures, judged as a push.

Two things differ from a push. The numbers of an author are neither checked nor moved: a carrier may hold
later operations than the author has sent, and what lies between comes with the author. And what is not
proved leaves no trace: a verdict that is noted stays for ever, and only the author's own words deserve one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from organiser_kit.model.record import group_of
from sync.checks import refusal
from sync.peers.trust import OPERATION, SERVER, is_signed_by, read, verify
from sync.protocol import OpProblem, ProblemKind, Result, Verdict
from sync.server import records, sql
from sync.server.authority import introduced_to, signing_key
from sync.server.incoming import is_incomplete, read_mixed, units
from sync.server.problems import ProblemError
from sync.server.push import group_refused, take
from sync.server.scopes import Grant, found, founds_group, grant_of, seq_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sync.protocol import RelayRequest, SignedCertificate
    from sync.server.engines.base import Connection
    from sync.server.incoming import Incoming
    from sync.server.push import NoteErased

INTRODUCED = "introduced:"
"""What stands for the token of a device that has none: nobody can ever sign in as it."""


@dataclass(frozen=True, slots=True)
class _Author:
    """Whose operations are believed, by which key, and what they may do."""

    key: str
    role: Grant


def relay(
    connection: Connection,
    carrier: str | None,
    request: RelayRequest,
    now: datetime,
    note_erased: NoteErased = lambda _: None,
) -> list[Result]:
    """Judge and merge operations that ``carrier`` brought; nothing counts before the caller's COMMIT.

    Args:
        connection: with a transaction open.
        carrier: the device that brings them; ``None`` for the person who runs the server, who may also bring
            what a laptop wrote before it was put out.
        request: operations of one scope and what proves their authors' keys.
        now: the server's clock.
        note_erased: told what is erased, before the caller's COMMIT.

    Raises:
        ProblemError: the request as a whole cannot be taken; it left no trace.
    """
    batch = read_mixed([signed.body.encode() for signed in request.ops])
    scope = batch[0].scope
    if carrier is not None and not _may_write(grant_of(connection, carrier, scope)):
        raise ProblemError(ProblemKind.SCOPE_DENIED, tr("This device may not change this group's data."))
    signatures = {item.id: signed.signature for item, signed in zip(batch, request.ops, strict=True)}
    authors = _authors(connection, batch, request.certificates, now, also_revoked=carrier is None)
    problems = _problems(batch, signatures, authors)
    proved = [item for item in batch if item.id not in problems]
    for device in sorted({item.device for item in proved}):
        connection.execute(sql.LOCK_DEVICE, {"device": device})
    roles = {device: author.role for device, author in authors.items()}
    answers = {
        result.op: result
        for result in (take(connection, proved, roles, now, note_erased).results if proved else [])
    }
    return [answers.get(item.id) or _refused(connection, item, problems[item.id]) for item in batch]


def _founded(connection: Connection, device: str, batch: Sequence[Incoming]) -> Grant | None:
    """Open the group that a device founded and never sent, as its own push would."""
    scope = batch[0].scope
    own = [item for item in batch if item.device == device]
    is_new = seq_of(connection, scope) is None and founds_group(scope, own)
    return found(connection, device, scope) if is_new else None


def key_of_author(
    connection: Connection,
    device: str,
    scope: str,
    certificates: Sequence[SignedCertificate],
    now: datetime,
) -> str | None:
    """Return the key by which ``device`` signs for ``scope``, even if it was put out since."""
    return _key_of(connection, device, scope, certificates, now, also_revoked=True)


def _may_write(role: Grant | None) -> bool:
    return role is not None and role.may_write


def _authors(
    connection: Connection,
    batch: Sequence[Incoming],
    certificates: Sequence[SignedCertificate],
    now: datetime,
    *,
    also_revoked: bool,
) -> dict[str, _Author]:
    believed = {}
    for device in sorted({item.device for item in batch}):
        key = _key_of(connection, device, batch[0].scope, certificates, now, also_revoked=also_revoked)
        role = grant_of(connection, device, batch[0].scope)
        if role is None and also_revoked and key is not None:
            role = _founded(connection, device, batch)
        if key is not None and role is not None:
            believed[device] = _Author(key, role)
    return believed


def _key_of(
    connection: Connection,
    device: str,
    scope: str,
    certificates: Sequence[SignedCertificate],
    now: datetime,
    *,
    also_revoked: bool,
) -> str | None:
    """Return the key that proves what ``device`` wrote; a good certificate lets a new device in."""
    row = connection.execute(sql.AUTHOR, {"device": device}).fetchone()
    if row is None:
        return _let_in(connection, device, scope, certificates, now)
    key, revoked_at, introduced_by = row
    if key is None or (revoked_at is not None and not also_revoked):
        return None
    if introduced_by is not None and scope not in introduced_to(connection, device, key, certificates):
        # Its introducer was put out since, or speaks for another group.
        return None
    return str(key)


def _let_in(
    connection: Connection,
    device: str,
    scope: str,
    certificates: Sequence[SignedCertificate],
    now: datetime,
) -> str | None:
    own = signing_key(connection)
    for signed in certificates:
        word = read(signed)
        if word is None or word.device != device:
            continue
        if word.issuer == SERVER:
            # This server let it in once, in a life that a backup does not remember.
            is_good = is_signed_by(own, signed) and scope in word.scopes and group_of(scope) is not None
            role = word.scopes.get(scope, Grant.ORGANISER.value)
        else:
            is_good = scope in introduced_to(connection, device, word.key, [signed])
            role = Grant.ORGANISER.value
        if is_good:
            values = {
                "device": device,
                "name": word.name,
                "token_hash": INTRODUCED + device,
                "now": now.isoformat(),
                "key": word.key,
                "introduced_by": word.issuer or None,
            }
            connection.execute(sql.ADD_AUTHOR, values)
            connection.execute(sql.GRANT_NEW, {"device": device, "scope": scope, "role": role})
            return word.key
    return None


def _problems(
    batch: Sequence[Incoming], signatures: Mapping[str, str], authors: Mapping[str, _Author]
) -> dict[str, OpProblem]:
    """Return what is not proved, by operation, with the whole action it belongs to."""
    found: dict[str, OpProblem] = {}
    for unit in units(batch):
        alone = {item.id: _problem_of(item, signatures[item.id], authors.get(item.device)) for item in unit}
        if any(alone.values()) or is_incomplete(unit):
            # Its author may still send the whole action.
            found |= {op_id: problem or group_refused() for op_id, problem in alone.items()}
    return found


def _problem_of(item: Incoming, signature: str, author: _Author | None) -> OpProblem | None:
    if author is None:
        sentence = tr("The server does not let in the laptop that wrote this change.")
        return refusal(ProblemKind.UNKNOWN_AUTHOR, sentence)
    if not verify(author.key, OPERATION, item.body, signature):
        sentence = tr("The signature of this change is not that of the laptop it names.")
        return refusal(ProblemKind.FORGED, sentence)
    return None


def _refused(connection: Connection, item: Incoming, problem: OpProblem) -> Result:
    row = None
    if item.op is not None:
        row = records.row_of(connection, item.scope, item.op.record, item.op.record_id)
    return Result(op=item.id, verdict=Verdict.REFUSED, problem=problem, row=row)
