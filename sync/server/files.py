"""Files that go with records: who may read and bring them, and which nobody names any more.

A file is known by its digest alone. Whoever may see a living record that names it may read it, and whoever
may change that record may bring it.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from organiser_kit.model.kinds import BY_NAME, BY_TYPE
from organiser_kit.model.sharing import Attachment
from organiser_kit.rules.attached import MAX_FILE_BYTES, TRAVELLING
from sync.protocol import MAX_FILES_ASKED, FilesAnswer, ProblemKind
from sync.server import sql
from sync.server.lists import listed
from sync.server.problems import ProblemError, malformed
from sync.server.reading import too_large
from sync.server.scopes import Grant

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sync.server.engines.base import Connection

_PIECE_BYTES = 48 << 10
_DIGEST = re.compile(r"[0-9a-f]{64}")
_OWNERS = " OR ".join(
    f"(a.about = '{kind}' AND EXISTS "
    f'(SELECT 1 FROM "{BY_NAME[kind].table}" r WHERE r.id = a.record_id AND r.alive))'
    for kind in TRAVELLING
)
_NAMING = f'"{BY_TYPE[Attachment].table}" a'
_NAMED = f"a.alive AND ({_OWNERS})"
_SEEN = f"""SELECT a.digest, s.role FROM {_NAMING}
    JOIN device_scope s ON s.scope = a.scope AND s.device = :device AND s.left_at IS NULL
    WHERE a.digest IN ({{listed}}) AND {_NAMED}"""
_UNNAMED = f"""SELECT f.digest FROM file f
    WHERE NOT EXISTS (SELECT 1 FROM {_NAMING} WHERE a.digest = f.digest AND {_NAMED})"""


def known(connection: Connection, device: str, digests: Sequence[str]) -> FilesAnswer:
    """Return which of some files are here, and which are wanted.

    Raises:
        ProblemError: there are too many at once, or one is no digest.
    """
    if len(digests) > MAX_FILES_ASKED or not all(map(_DIGEST.fullmatch, digests)):
        raise malformed()
    roles = _roles(connection, device, digests)
    held = _held(connection, sorted(roles))
    may_bring = {digest for digest, found in roles.items() if any(role.may_write for role in found)}
    return FilesAnswer(held=sorted(held), wanted=sorted(may_bring - held))


def take(connection: Connection, device: str, digest: str, content: bytes, now: datetime) -> None:
    """Keep a file; it is there when the transaction is committed, and once only.

    Raises:
        ProblemError: it is too large or not the file of this digest, or the device may not bring it.
    """
    if len(content) > MAX_FILE_BYTES:
        raise too_large()
    if hashlib.sha256(content).hexdigest() != digest:
        raise malformed(tr("The file did not arrive as it was sent: it will be sent again."))
    roles = _roles(connection, device, [digest]).get(digest, ())
    if not any(role.may_write for role in roles):
        raise _denied()
    values = {"digest": digest, "size": len(content), "now": now.isoformat()}
    if connection.execute(sql.ADD_FILE, values).rowcount != 1:
        return
    for place, start in enumerate(range(0, len(content), _PIECE_BYTES)):
        piece = b64encode(content[start : start + _PIECE_BYTES]).decode()
        connection.put(sql.ADD_PIECE, {"digest": digest, "place": place, "content": piece})


def read(connection: Connection, device: str, digest: str) -> bytes:
    """Return a file.

    Raises:
        ProblemError: the device sees no record that names it, or it has not come yet.
    """
    if not _DIGEST.fullmatch(digest) or digest not in _roles(connection, device, [digest]):
        raise _denied()
    if not _held(connection, [digest]):
        raise ProblemError(
            ProblemKind.NOT_FOUND, tr("This file has not come to the server yet: it will be asked for again.")
        )
    return b"".join(b64decode(content) for (content,) in connection.execute(sql.PIECES, {"digest": digest}))


def drop_unnamed(connection: Connection, *, dry_run: bool = False) -> int:
    """Let go of the files that no living record names, in the caller's transaction; return how many."""
    gone = [digest for (digest,) in connection.execute(_UNNAMED).fetchall()]
    if gone and not dry_run:
        for digest in gone:
            connection.execute(sql.DROP_PIECES, {"digest": digest})
            connection.execute(sql.DROP_FILE, {"digest": digest})
        connection.leave_no_trace()
    return len(gone)


def _roles(connection: Connection, device: str, digests: Sequence[str]) -> dict[str, list[Grant]]:
    """Return what a device is in the scopes whose records name files, by file."""
    found: dict[str, list[Grant]] = {}
    for digest, role in listed(connection, _SEEN, digests, {"device": device}):
        found.setdefault(digest, []).append(Grant(role))
    return found


def _held(connection: Connection, digests: Sequence[str]) -> set[str]:
    return {digest for (digest,) in listed(connection, sql.HELD_FILES, digests)}


def _denied() -> ProblemError:
    # One answer for a file that is not there and for one of others: what exists is nobody else's business.
    return ProblemError(
        ProblemKind.SCOPE_DENIED, tr("No record of this laptop’s groups names this file on the server.")
    )
