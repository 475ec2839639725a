"""The protocol over HTTP, one request a method; every failure comes out as a ``SyncError``."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

import httpx
import msgspec

from organiser_kit.i18n import current, tr
from organiser_kit.oplog.op import SCHEMA, encode
from sync.client import failures
from sync.client.feed import pages
from sync.client.patience import moment, retry_after
from sync.client.soundness import is_sound
from sync.client.wire import Traffic, Wire, text_of, whole
from sync.packing import GZIP, WORTH_PACKING, ZSTD, pack
from sync.protocol import (
    FILE_TYPE,
    JSON_TYPE,
    NDJSON_TYPE,
    PROBLEM_TYPE,
    AckRequest,
    CertificateAnswer,
    CertificateRequest,
    DeviceList,
    EnrolAnswer,
    EnrolRequest,
    FilesAnswer,
    FilesRequest,
    Heads,
    Problem,
    ProblemKind,
    PushAnswer,
    PushRequest,
    RelayRequest,
    TokenAnswer,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from sync.protocol import Page, SignedCertificate, SignedOp

M = TypeVar("M", bound=msgspec.Struct)

_LOGIN_REQUIRED = 511
_NOWHERE: Mapping[str, int] = MappingProxyType({})
_OF_A_PROXY = {
    413: ProblemKind.BATCH_TOO_LARGE,
    408: ProblemKind.BUSY,
    429: ProblemKind.BUSY,
}


class Api:
    """One server, as one device talks to it."""

    def __init__(self, client: httpx.Client, url: str, token: str | None = None) -> None:
        self._url = url
        headers = {"Accept-Language": current().language}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        self._wire = Wire(client, f"{url}/sync/v1", headers)
        self._coding = ZSTD
        self.server_date: datetime | None = None

    @property
    def traffic(self) -> Traffic:
        """Return what was sent and received so far."""
        return self._wire.traffic

    def roll(self) -> TokenAnswer:
        """Ask for a token to replace the present one."""
        response = self._send("POST", "device/roll")
        self._expect(response, JSON_TYPE)
        return _decode(response, TokenAnswer)

    def devices(self) -> DeviceList:
        """Return the devices of this device's groups."""
        response = self._send("GET", "devices")
        self._expect(response, JSON_TYPE)
        return _decode(response, DeviceList)

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

    def push(self, epoch: str, bodies: Sequence[str], cursors: Mapping[str, int] = _NOWHERE) -> PushAnswer:
        """Send operations, as they were written down, and return the verdicts.

        What follows ``cursors`` may come with them.
        """
        ops = [msgspec.Raw(body.encode()) for body in bodies]
        request = PushRequest(epoch=epoch, schema=SCHEMA, ops=ops, cursors=dict(cursors))
        return _decode(self._post("push", request), PushAnswer)

    def relay(
        self, epoch: str, ops: Sequence[SignedOp], certificates: Sequence[SignedCertificate]
    ) -> PushAnswer:
        """Send what others wrote, and return the verdicts."""
        request = RelayRequest(epoch=epoch, schema=SCHEMA, ops=list(ops), certificates=list(certificates))
        return _decode(self._post("relay", request), PushAnswer)

    def certify(self, request: CertificateRequest) -> CertificateAnswer:
        """Ask the server to vouch for this device's key."""
        return _decode(self._post("certificate", request), CertificateAnswer)

    def changes(self, scope: str, after: int, epoch: str) -> Generator[Page, None, None]:
        """Yield the pages of a scope's feed as they arrive; the server may stop before its end.

        ``after`` is a place of the server's life ``epoch``.
        """
        wanted = {"scope": scope, "after": str(after), "epoch": epoch, "pages": "all"}
        with self._wire.open("GET", "changes", params=wanted) as response:
            if not (response.is_success and _type_of(response) == NDJSON_TYPE):
                self._expect(whole(response), NDJSON_TYPE)
            yield from pages(text_of(response))

    def known_files(self, digests: Sequence[str]) -> FilesAnswer:
        """Ask which of some files the server holds, and which it wants."""
        return _decode(self._post("files/known", FilesRequest(list(digests))), FilesAnswer)

    def send_file(self, digest: str, content: bytes) -> None:
        """Send a file; when this returns, the server holds it for good."""
        response = self._send("PUT", f"files/{digest}", body=content, headers={"Content-Type": FILE_TYPE})
        if response.status_code != httpx.codes.NO_CONTENT:
            self._expect(response, JSON_TYPE)

    def file(self, digest: str) -> bytes:
        """Return a file of the server, which may be another than was asked for."""
        response = self._send("GET", f"files/{digest}")
        self._expect(response, FILE_TYPE)
        return response.content

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
        if len(body) < WORTH_PACKING:
            return self._send("POST", path, body=body, headers=headers)
        response = self._send_packed(path, body, headers)
        if response.status_code == httpx.codes.UNSUPPORTED_MEDIA_TYPE and self._coding != GZIP:
            self._coding = GZIP
            response = self._send_packed(path, body, headers)
        return response

    def _send_packed(self, path: str, body: bytes, headers: dict[str, str]) -> httpx.Response:
        packing = {"Content-Encoding": self._coding}
        return self._send("POST", path, body=pack(body, self._coding), headers=headers | packing)

    def _send(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        with self._wire.open(method, path, body=body, headers=headers, params=params) as response:
            self.server_date = _date(response)
            return whole(response)

    def _expect(self, response: httpx.Response, content_type: str) -> None:
        """Let only the server's own answer of the type through."""
        found = _type_of(response)
        if found == PROBLEM_TYPE:
            raise _server_problem(response)
        if response.is_success and found == content_type:
            return
        if response.status_code in _OF_A_PROXY:
            # In the words of a proxy before the server.
            sentence = tr("The server cannot take this now: it will be tried again. What waits is kept.")
            kind = _OF_A_PROXY[response.status_code]
            raise failures.ServerProblemError(sentence, kind, retry_after(response))
        if response.status_code == _LOGIN_REQUIRED or response.is_redirect or response.is_success:
            raise failures.portal()
        if response.is_server_error:
            sentence = tr("The server cannot answer now: it will be tried again later. What waits is kept.")
            raise failures.ServerProblemError(sentence, ProblemKind.BUSY, retry_after(response))
        raise failures.not_ours(self._url)


def _type_of(response: httpx.Response) -> str:
    return str(response.headers.get("content-type", "")).partition(";")[0].strip().lower()


def _decode(response: httpx.Response, message: type[M]) -> M:
    try:
        answer = msgspec.json.decode(response.content, type=message)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise failures.cut_off() from error
    if not is_sound(answer):
        raise failures.cut_off()
    return answer


def _server_problem(response: httpx.Response) -> failures.ServerProblemError:
    problem = _decode(response, Problem)
    return failures.ServerProblemError(problem.detail, problem.kind, retry_after(response))


def moment_of(text: str) -> datetime | None:
    """Return the point in time that a server wrote, ``None`` if it is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _date(response: httpx.Response) -> datetime | None:
    return moment(response.headers.get("date", ""))
