"""A request that cannot be answered as asked, on its way to RFC 9457."""

from __future__ import annotations

from organiser_kit.errors import SyncError
from organiser_kit.i18n import tr
from sync.protocol import Problem, ProblemKind

_STATUS = {
    ProblemKind.EPOCH_CHANGED: 409,
    ProblemKind.CURSOR_TOO_OLD: 410,
    ProblemKind.SEQUENCE_GAP: 409,
    ProblemKind.SCHEMA_TOO_OLD: 426,
    ProblemKind.BATCH_TOO_LARGE: 413,
    ProblemKind.PACKING_UNKNOWN: 415,
    ProblemKind.MALFORMED: 400,
    ProblemKind.TOKEN_EXPIRED: 401,
    ProblemKind.DEVICE_REVOKED: 403,
    ProblemKind.SCOPE_DENIED: 403,
    ProblemKind.CODE_REFUSED: 403,
    ProblemKind.TOO_MANY_ATTEMPTS: 429,
    ProblemKind.BUSY: 503,
    ProblemKind.NOT_FOUND: 404,
    ProblemKind.INTERNAL: 500,
}


class ProblemError(SyncError):
    """A problem with a whole request; nothing of it was kept.

    Attributes:
        retry_after: seconds after which asking again makes sense.
    """

    def __init__(
        self,
        kind: ProblemKind,
        detail: str,
        *,
        expected: int | None = None,
        epoch: str | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.expected = expected
        self.epoch = epoch
        self.retry_after = retry_after

    @property
    def status(self) -> int:
        """Return the HTTP status."""
        return _STATUS[self.kind]

    def problem(self) -> Problem:
        """Return the body of the answer."""
        return Problem(
            type=self.kind.urn,
            title=self.kind.value.replace("-", " "),
            status=self.status,
            detail=self.sentence,
            expected=self.expected,
            epoch=self.epoch,
        )


def malformed(detail: str | None = None) -> ProblemError:
    """Return the problem of a request that is not what the protocol asks for."""
    return ProblemError(ProblemKind.MALFORMED, detail or tr("The server could not read this request."))


def busy() -> ProblemError:
    """Return the problem of a server with too much to do."""
    sentence = tr("The server is busy; it will be tried again in a moment.")
    return ProblemError(ProblemKind.BUSY, sentence, retry_after=5)
