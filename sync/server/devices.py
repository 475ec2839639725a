"""How a device gets in, how it is recognised, and how it is put out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from organiser_kit.i18n import tr
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.model.record import COMMON_SCOPE, group_scope, region_scope
from sync.checks import MAX_TEXT, is_id
from sync.protocol import DeviceList, DeviceStatus, EnrolAnswer, ProblemKind
from sync.server import records, sql, tokens
from sync.server.authority import certificate_of, keep_key
from sync.server.migrations import epoch
from sync.server.problems import ProblemError, malformed
from sync.server.scopes import Grant, grant, hold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from organiser_kit.environment import Environment
    from sync.protocol import AckRequest, CertificateAnswer, EnrolRequest
    from sync.server.engines.base import Connection

CODE_LIFE = timedelta(hours=24)
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that could be read as a digit."""
_LOOKALIKES = str.maketrans("OIL", "011", "- \t")
_MAX_DEVICE_NAME = 200


class CodeRow(NamedTuple):
    """An enrolment code as it is kept."""

    group_id: str | None
    role: str
    expires_at: str
    used_at: str | None
    used_by: str | None


@dataclass(frozen=True, slots=True)
class DeviceListing:
    """A device, for the person who runs the server."""

    id: str
    name: str
    created_at: str
    last_seen_at: str | None
    revoked_at: str | None
    waiting: int | None


def make_code(connection: Connection, environment: Environment, group: str | None, role: Grant) -> str:
    """Return a fresh code, ``XXXX-XXXX``, good for one device of ``group`` during a day."""
    number = int.from_bytes(environment.chance.token_bytes(5))
    letters = "".join(_ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))
    values = {
        "code_hash": tokens.hashed(letters),
        "group_id": group,
        "role": role.value,
        "expires_at": (environment.now() + CODE_LIFE).isoformat(),
    }
    connection.execute(sql.ADD_CODE, values)
    return f"{letters[:4]}-{letters[4:]}"


def enrol(connection: Connection, request: EnrolRequest, environment: Environment) -> EnrolAnswer:
    """Let a device in and return its token; a device that was in before gets a new one.

    Raises:
        ProblemError: the code is unknown, too old, or was used by another device.
    """
    if not is_id(request.device_id) or len(request.code) > MAX_TEXT:
        raise malformed()
    code_hash = tokens.hashed(_plain(request.code))
    found = connection.execute(sql.FIND_CODE, {"code_hash": code_hash}).fetchone()
    code = CodeRow(*found) if found else None
    if code is None or not _is_good(code, request.device_id, environment.now()):
        raise _refused()
    now = environment.now().isoformat()
    used = {"now": now, "device": request.device_id, "code_hash": code_hash}
    if connection.execute(sql.USE_CODE, used).rowcount != 1:
        raise _refused()
    token = tokens.make(environment.chance)
    tokens.keep_of_clone(connection, request)
    device = {
        "device": request.device_id,
        "name": request.device_name[:_MAX_DEVICE_NAME],
        "token_hash": tokens.hashed(token),
        "now": now,
    }
    connection.execute(sql.PUT_DEVICE, device)
    _grant_group(connection, request.device_id, code)
    _grant_common(connection, request.device_id)
    scopes = [row[0] for row in connection.execute(sql.HEADS_OF, {"device": request.device_id})]
    return EnrolAnswer(
        device_id=request.device_id,
        token=token,
        scopes=scopes,
        epoch=epoch(connection),
        trust=_trust(connection, request, environment.now()),
    )


def _trust(connection: Connection, request: EnrolRequest, now: datetime) -> CertificateAnswer | None:
    if request.key is None:
        return None
    keep_key(connection, request.device_id, request.key)
    return certificate_of(connection, request.device_id, request.key, now)


def revoke(connection: Connection, device: str, now: datetime) -> bool:
    """Put a device out and return whether it was in."""
    connection.execute(sql.DROP_TOKENS, {"device": device})
    done = connection.execute(sql.REVOKE_DEVICE, {"device": device, "now": now.isoformat()})
    return done.rowcount > 0


def neighbours(connection: Connection, device: str) -> DeviceList:
    """Return the devices that share a group with ``device``, itself among them."""
    found = connection.execute(sql.NEIGHBOURS, {"device": device})
    return DeviceList(
        [
            DeviceStatus(
                id=other,
                name=name,
                last_seen_at=seen,
                waiting=waiting,
                up_to_date=bool(level),
                is_this=other == device,
            )
            for other, name, seen, waiting, level in found
        ]
    )


def list_devices(connection: Connection) -> list[DeviceListing]:
    """Return every device that ever enrolled."""
    return [DeviceListing(*row) for row in connection.execute(sql.LIST_DEVICES)]


def acknowledge(connection: Connection, device: str, ack: AckRequest, now: datetime) -> None:
    """Remember how far a device has come; scopes it does not have are ignored."""
    for scope, seq in sorted(ack.cursors.items()):
        connection.execute(sql.ACK_SCOPE, {"device": device, "scope": scope, "seq": seq})
    connection.execute(sql.SEEN_DEVICE, {"device": device, "now": now.isoformat(), "waiting": ack.waiting})


def is_behind(connection: Connection, device: str, seqs: Mapping[str, int]) -> bool:
    """Return whether less than ``seqs`` was ever acknowledged by a device."""
    acked = dict(connection.execute(sql.ACKED_BY, {"device": device}).fetchall())
    return any(acked.get(scope, seq) < seq for scope, seq in seqs.items())


def note_held(connection: Connection, device: str, seqs: Mapping[str, int], now: datetime) -> None:
    """Remember how far a device has come; scopes it does not have are ignored."""
    connection.execute(sql.ASKED_DEVICE, {"device": device, "now": now.isoformat()})
    for scope, seq in sorted(seqs.items()):
        connection.execute(sql.ACK_SCOPE, {"device": device, "scope": scope, "seq": seq})


def _refused() -> ProblemError:
    sentence = tr("This code is not valid or no longer is: ask the person who runs the server for another.")
    return ProblemError(ProblemKind.CODE_REFUSED, sentence)


def _grant_group(connection: Connection, device: str, code: CodeRow) -> None:
    if code.group_id is None:
        return
    grant(connection, device, group_scope(code.group_id), Grant(code.role))
    group = records.load(connection, BY_NAME["group"], code.group_id)
    region = group.state.registers.get("region_id") if group else None
    if region is not None and region.value:
        grant(connection, device, region_scope(region.value), Grant.READER)


def _grant_common(connection: Connection, device: str) -> None:
    """Let a device read what the server gives to all, once there is any."""
    if hold(connection, COMMON_SCOPE):
        grant(connection, device, COMMON_SCOPE, Grant.READER)


def _is_good(code: CodeRow, device: str, now: datetime) -> bool:
    # The device that used it may ask again: the answer with its token may have been lost on the way.
    unused = code.used_at is None or code.used_by == device
    return unused and now < datetime.fromisoformat(code.expires_at)


def _plain(code: str) -> str:
    return code.upper().translate(_LOOKALIKES)
