"""What client and server say to each other: messages, verdicts, limits and the closed list of problems.

Operations go up, rows come down. Nothing here does input or output.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from organiser_kit.oplog.digest import EMPTY
from organiser_kit.oplog.op import SCHEMA, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

OLDEST_SCHEMA = 1
"""The oldest version of the record kinds that a server of this build still takes."""

BATCH_OPS = 500
"""How many operations a client puts into one push when nothing argues for fewer."""

BATCH_BYTES = 1 << 20
"""How many bytes of operations, before compression, a client puts into one push."""

MAX_BATCH_OPS = 5_000
"""How many operations a server takes in one push: room for one action that must stay whole."""

MAX_BODY_BYTES = 8 << 20
"""The largest request a server reads, before and after decompression."""

MAX_FILES_ASKED = 1_000
"""The most files that one question may be about."""

PAGE_ROWS = 2_500
"""The most rows in one page of changes."""

SHORT_PAGE_ROWS = 1_000
"""The most rows that come with the answer to a push: they are read while others wait to push."""

JSON_TYPE = "application/json"
NDJSON_TYPE = "application/x-ndjson"
PROBLEM_TYPE = "application/problem+json"
FILE_TYPE = "application/octet-stream"
_URN = "urn:organiser-kit:problem:"


class Verdict(StrEnum):
    """What became of one operation.

    ``CONFLICT`` is in, like ``APPLIED`` or ``SUPERSEDED``, and a person is shown two versions.
    ``GONE``: the record was erased; whoever hears it erases it too. It is no refusal.
    """

    APPLIED = "applied"
    KNOWN = "known"
    SUPERSEDED = "superseded"
    CONFLICT = "conflict"
    GONE = "gone"
    REFUSED = "refused"
    NEEDS_UPGRADE = "needs_upgrade"


class ProblemKind(StrEnum):
    """Everything that can be wrong with a request or with one operation."""

    EPOCH_CHANGED = "epoch-changed"
    CURSOR_TOO_OLD = "cursor-too-old"
    SEQUENCE_GAP = "sequence-gap"
    SCHEMA_TOO_OLD = "schema-too-old"
    BATCH_TOO_LARGE = "batch-too-large"
    PACKING_UNKNOWN = "packing-unknown"
    MALFORMED = "malformed"
    TOKEN_EXPIRED = "token-expired"
    DEVICE_REVOKED = "device-revoked"
    SCOPE_DENIED = "scope-denied"
    CODE_REFUSED = "code-refused"
    TOO_MANY_ATTEMPTS = "too-many-attempts"
    BUSY = "busy"
    NOT_FOUND = "not-found"
    INTERNAL = "internal"
    # Of one operation only:
    UNKNOWN_RECORD = "unknown-record"
    FACT_REWRITTEN = "fact-rewritten"
    FORGED = "forged"
    UNKNOWN_AUTHOR = "unknown-author"
    GROUP_REFUSED = "group-refused"

    @property
    def urn(self) -> str:
        """Return the ``type`` of RFC 9457."""
        return _URN + self.value


class Problem(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """RFC 9457, for a whole request.

    Attributes:
        expected: with ``sequence-gap``, the number that should have come next.
        epoch: with ``epoch-changed``, the server's present epoch.
    """

    type: str
    title: str
    status: int
    detail: str
    expected: int | None = None
    epoch: str | None = None

    @property
    def kind(self) -> str:
        """Return the last part of the type."""
        return self.type.rsplit(":", 1)[-1]


class OpProblem(msgspec.Struct, frozen=True):
    """Why one operation was refused, in one sentence for its author."""

    type: str
    detail: str


class SignedCertificate(msgspec.Struct, frozen=True):
    """A certificate in its issuer's very words, and their signature; see :mod:`sync.peers.trust`."""

    body: str
    signature: str


class SignedOp(msgspec.Struct, frozen=True):
    """An operation in its author's very words, and their signature, as it travels by other hands."""

    body: str
    signature: str


class CertificateRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A device that is in asks the server to vouch for its key (Ed25519, hexadecimal).

    Attributes:
        introductions: by which others let it into groups of theirs.
    """

    key: str
    introductions: list[SignedCertificate] = []


class CertificateAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What a device shows to others.

    Attributes:
        certificate: that it signs with its key, and for which groups.
        server_key: the server's Ed25519 key, which signed it.
        sealing_key: the server's X25519 key: what is sealed for it, only the server opens.
    """

    certificate: SignedCertificate
    server_key: str
    sealing_key: str


class EnrolRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A device asks to be let in with a code that an organiser was given.

    Attributes:
        key: the Ed25519 public key it signs with, hexadecimal; none from the first laptops.
    """

    code: str
    device_id: str
    device_name: str
    incarnation: str = ""
    schema: int = SCHEMA
    key: str | None = None


class EnrolAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The device is in: its token is shown this once.

    Attributes:
        trust: what it shows to others, when it told its key.
    """

    device_id: str
    token: str
    scopes: list[str]
    epoch: str
    trust: CertificateAnswer | None = None


class ScopeHead(msgspec.Struct, frozen=True):
    """How far one scope has come.

    Attributes:
        digest: of all that stands in its feed; see :mod:`organiser_kit.oplog.digest`.
        min_seq: the oldest cursor that can be read on from.
    """

    seq: int
    digest: str = EMPTY
    min_seq: int = 0


class Heads(msgspec.Struct, frozen=True, kw_only=True):
    """Where the server stands.

    Attributes:
        epoch: changes when the server's database was restored or replaced.
        now: the server's clock (RFC 3339).
        schema: the oldest and newest version of the record kinds it takes.
        left: scopes that were this device's and no longer are: it has to drop what it holds of them. A scope
            that is merely absent is none of these.
        come_back_in: seconds after which the server would like to be asked again, to spread an evening.
    """

    epoch: str
    now: str
    schema: list[int]
    scopes: dict[str, ScopeHead]
    left: list[str] = []
    come_back_in: int | None = None


class PushRequest(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Operations of one scope, oldest first, as their author wrote them.

    Attributes:
        cursors: how far the device has read its scopes; what follows may then come with the answer.
    """

    epoch: str
    schema: int
    ops: list[msgspec.Raw]
    cursors: dict[str, int] = {}


class RelayRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Operations of one scope that others wrote, brought by a device that heard of them.

    Attributes:
        certificates: what proves that the authors' keys are theirs.
    """

    epoch: str
    schema: int
    ops: list[SignedOp]
    certificates: list[SignedCertificate]


class Result(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The verdict on one operation.

    Attributes:
        row: with a refusal, what the server holds for the record, so that the device can fall back to it.
        reused: another operation of the same author had this number: two clones write under one name.
    """

    op: str
    verdict: Verdict
    problem: OpProblem | None = None
    row: Row | None = None
    reused: bool = False


class PageEnd(msgspec.Struct, frozen=True, kw_only=True):
    """The last line of a page of changes; a page without it was cut off and counts for nothing.

    Attributes:
        digest: of the scope, at its head.
    """

    next: int
    head: int
    done: bool
    digest: str = EMPTY


class Page(msgspec.Struct, frozen=True):
    """A page of a scope's feed that came whole: its rows, and what its last line says."""

    rows: list[Row]
    end: PageEnd


class PushAnswer(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One result for each operation of the batch, in its order, and where the server stands now.

    Attributes:
        pages: what follows the device's cursors in its scopes, each to the scope's head; a scope of which
            there is much is absent, and better asked for by itself.
    """

    results: list[Result]
    heads: Heads
    pages: dict[str, Page] = {}


class TokenAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A new token; the one it replaces is good until this one is first used to write."""

    token: str


class DeviceStatus(msgspec.Struct, frozen=True, kw_only=True):
    """Another device of the same groups, as its fellows see it.

    Attributes:
        last_seen_at: when it last asked for anything (RFC 3339).
        waiting: how many operations it held back when it last told.
        up_to_date: whether it told to hold everything of the groups that both share.
        is_this: whether it is the one that asks.
    """

    id: str
    name: str
    last_seen_at: str | None
    waiting: int | None
    up_to_date: bool
    is_this: bool


class DeviceList(msgspec.Struct, frozen=True):
    """The devices of a device's groups."""

    devices: list[DeviceStatus]


class AckRequest(msgspec.Struct, frozen=True, kw_only=True):
    """How far a device has come, and how much it still holds back."""

    epoch: str
    cursors: dict[str, int]
    waiting: int


class FilesRequest(msgspec.Struct, frozen=True):
    """A device names files by their digests (SHA-256, hexadecimal)."""

    digests: list[str]


class FilesAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What the server knows of the files that it was asked about; it is silent of those that no record names.

    Attributes:
        held: files that it holds and the device may read.
        wanted: files that it does not hold, and would take from the device.
    """

    held: list[str]
    wanted: list[str]


def heads_tag(epoch: str, scopes: Mapping[str, ScopeHead]) -> str:
    """Return the ETag of where a server stands.

    A client works it out from its own cursors and digests: a server that answers 304 says "you hold exactly
    what I hold".
    """
    heads = (f"{scope}={head.seq}:{head.digest}" for scope, head in sorted(scopes.items()))
    return '"' + hashlib.sha256("\n".join([epoch, *heads]).encode()).hexdigest()[:32] + '"'
