"""A line to the server on which one message goes wrong, in one of the ways that lines do."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import httpx

from tests.sync.fakes import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    Send = Callable[[], httpx.Response]


class Fault(StrEnum):
    """What happens to the one message."""

    DROP_REQUEST = "drop the request"
    DROP_ANSWER = "drop the answer"
    TRUNCATE = "cut the answer short"
    DUPLICATE = "send the request twice"
    PORTAL = "answer like a captive portal"
    BUSY = "answer 503"
    CRASH = "pull the laptop's plug when the answer comes"


class PlugPulledError(BaseException):
    """The laptop stops at once: nothing catches this, and no code of the kit runs any more."""


def faulty(at: int | None, fault: Fault) -> Line:
    """Return a line on which message number ``at`` (from 0) meets ``fault``; ``None`` for a good line."""
    count = iter(range(1_000_000))

    def rule(_: httpx.Request, send: Send) -> httpx.Response:
        return _meet(fault, send) if next(count) == at else send()

    return Line(rule)


def _meet(fault: Fault, send: Send) -> httpx.Response:
    match fault:
        case Fault.DROP_REQUEST:
            raise httpx.ConnectError(fault.value)
        case Fault.DROP_ANSWER:
            send()
            raise httpx.ReadError(fault.value)
        case Fault.TRUNCATE:
            answer = send()
            headers = [(name, value) for name, value in answer.headers.items() if name != "content-length"]
            half = answer.content[: len(answer.content) // 2]
            return httpx.Response(answer.status_code, headers=headers, content=half)
        case Fault.DUPLICATE:
            send()
            return send()
        case Fault.PORTAL:
            return httpx.Response(200, headers={"content-type": "text/html"}, content=b"<html>log in</html>")
        case Fault.BUSY:
            return httpx.Response(503, headers={"retry-after": "7"})
        case Fault.CRASH:
            send()
            raise PlugPulledError
