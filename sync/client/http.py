"""The protocol over HTTP, one request a method; every failure comes out as a ``SyncError``."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

import httpx
import msgspec

from organiser_kit.i18n import current, tr
from organiser_kit.oplog.op import SCHEMA, Row, encode
from sync.client import failures
from sync.protocol import (
    JSON_TYPE,
    NDJSON_TYPE,
    PROBLEM_TYPE,
    AckRequest,
    EnrolAnswer,
    EnrolRequest,
    Heads,
    PageEnd,
    Problem,
    ProblemKind,
    PushAnswer,
    PushRequest,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

M = TypeVar("M", bound=msgspec.Struct)

STALL = httpx.Timeout(30.0, connect=10.0)
"""Seconds without a single byte, not for the whole answer: a slow line is no failure."""

_WORTH_PACKING = 400
_LOGIN_REQUIRED = 511


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a scope's feed, known to be whole."""

    rows: list[Row]
    end: PageEnd
    server_now: datetime | None


@dataclass(slots=True)
class Traffic:
    """What an exchange cost: bodies only, as they travelled."""

    requests: int = 0
    sent: int = 0
    received: int = 0


class Api:
    """One server, as one device talks to it."""

    def __init__(self, client: httpx.Client, url: str, token: str | None = None) -> None:
        self._client = client
        self._url = url
        self._headers = {"Accept-Language": current().language}
        if token is not None:
            self._headers["Authorization"] = f"Bearer {token}"
        self.traffic = Traffic()

    def enrol(self, request: EnrolRequest) -> EnrolAnswer:
        """Ask to be let in."""
        return _decode(self._post("enrol", request), EnrolAnswer)

    def heads(self, tag: str) -> Heads | None:
        """Return where the server stands, ``None`` when that is where ``tag`` says."""
        response = self._send("GET", "heads", headers={"If-None-Match": tag})
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return None
        self._expect(response, JSON_TYPE)
        return _decode(response, Heads)

    def push(self, epoch: str, bodies: Sequence[str]) -> PushAnswer:
        """Send operations, as they were written down, and return the verdicts."""
        ops = [msgspec.Raw(body.encode()) for body in bodies]
        return _decode(self._post("push", PushRequest(epoch=epoch, schema=SCHEMA, ops=ops)), PushAnswer)

    def changes(self, scope: str, after: int) -> Page:
        """Return the next page of a scope's feed."""
        response = self._send("GET", "changes", params={"scope": scope, "after": str(after)})
        self._expect(response, NDJSON_TYPE)
        rows, end = _read_page(response.content)
        return Page(rows, end, _date(response))

    def acknowledge(self, request: AckRequest) -> None:
        """Tell how far this device has come."""
        response = self._send_message("ack", request)
        if response.status_code != httpx.codes.NO_CONTENT:
            self._expect(response, JSON_TYPE)

    def _post(self, path: str, message: msgspec.Struct) -> httpx.Response:
        response = self._send_message(path, message)
        self._expect(response, JSON_TYPE)
        return response

    def _send_message(self, path: str, message: msgspec.Struct) -> httpx.Response:
        body = encode(message)
        headers = {"Content-Type": JSON_TYPE}
        if len(body) > _WORTH_PACKING:
            body = gzip.compress(body, 6)
            headers["Content-Encoding"] = "gzip"
        return self._send("POST", path, body=body, headers=headers)

    def _send(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        self.traffic.requests += 1
        self.traffic.sent += len(body or b"")
        try:
            response = self._client.request(
                method,
                f"{self._url}/sync/v1/{path}",
                content=body,
                params=params,
                headers={**self._headers, **(headers or {})},
                follow_redirects=False,
            )
        except httpx.TimeoutException as error:
            raise failures.too_slow() from error
        except httpx.DecodingError as error:
            raise failures.cut_off() from error
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise failures.unreachable() from error
        self.traffic.received += response.num_bytes_downloaded
        return response

    def _expect(self, response: httpx.Response, content_type: str) -> None:
        """Let only the server's own answer of the type through."""
        found = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if found == PROBLEM_TYPE:
            raise _server_problem(response)
        if response.is_success and found == content_type:
            return
        if response.status_code == _LOGIN_REQUIRED or response.is_redirect or response.is_success:
            raise failures.portal()
        if response.is_server_error:
            sentence = tr("The server cannot answer now: it will be tried again later. What waits is kept.")
            raise failures.ServerProblemError(sentence, ProblemKind.BUSY, _retry_after(response))
        raise failures.not_ours(self._url)


def _decode(response: httpx.Response, message: type[M]) -> M:
    try:
        return msgspec.json.decode(response.content, type=message)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise failures.cut_off() from error


def _read_page(content: bytes) -> tuple[list[Row], PageEnd]:
    lines = content.split(b"\n")
    if len(lines) < 2 or lines[-1]:
        raise failures.cut_off()
    try:
        end = msgspec.json.decode(lines[-2], type=PageEnd)
        rows = [msgspec.json.decode(line, type=Row) for line in lines[:-2]]
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise failures.cut_off() from error
    if any(row.seq > end.next for row in rows):
        raise failures.cut_off()
    return rows, end


def _server_problem(response: httpx.Response) -> failures.ServerProblemError:
    problem = _decode(response, Problem)
    return failures.ServerProblemError(problem.detail, problem.kind, _retry_after(response))


def _retry_after(response: httpx.Response) -> float | None:
    text = response.headers.get("retry-after", "")
    return float(text) if text.isdecimal() else None


def _date(response: httpx.Response) -> datetime | None:
    try:
        return parsedate_to_datetime(response.headers.get("date", ""))
    except ValueError:
        return None
