"""The server's addresses; each reads its request, calls the service and answers."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Response, Router, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Stream

from organiser_kit.i18n import using
from organiser_kit.rules.attached import MAX_FILE_BYTES
from sync.protocol import (
    FILE_TYPE,
    NDJSON_TYPE,
    PAGE_ROWS,
    AckRequest,
    CertificateAnswer,
    CertificateRequest,
    DeviceList,
    EnrolAnswer,
    EnrolRequest,
    FilesAnswer,
    FilesRequest,
    Heads,
    PushAnswer,
    PushRequest,
    RelayRequest,
    TokenAnswer,
)
from sync.server.home import home_page
from sync.server.reading import read_message
from sync.server.service import Service

AnyRequest = Request[Any, Any, Any]
_PRIVATE = {"Cache-Control": "private, no-cache"}


def language_of(request: AnyRequest) -> str:
    """Return the language that the request asks for: French unless it prefers English."""
    wanted = request.headers.get("accept-language", "").strip().lower()
    return "en" if wanted.startswith("en") else "fr"


@post("/enrol", status_code=200)
async def enrol(request: AnyRequest, service: NamedDependency[Service]) -> EnrolAnswer:
    """Let a device in with a single-use code; the body is an ``EnrolRequest``."""
    with using(language_of(request)):
        message = read_message(await request.body(), request.headers, EnrolRequest)
        return await service.enrol(message, request.client.host if request.client else "")


@get("/heads")
async def heads(request: AnyRequest, service: NamedDependency[Service]) -> Response[Heads | None]:
    """Say where the device's scopes stand; 304 when its tag says it holds everything."""
    token, held = request.headers.get("authorization"), request.headers.get("if-none-match")
    with using(language_of(request)):
        found, tag = await service.heads(token)
        if held == tag:
            await service.note_held(token, found)
    headers = {**_PRIVATE, "ETag": tag}
    if held == tag:
        return Response(None, status_code=304, headers=headers)
    return Response(found, headers=headers)


@post("/push", status_code=200)
async def push(request: AnyRequest, service: NamedDependency[Service]) -> PushAnswer:
    """Take a batch of operations of one scope (a ``PushRequest``, packed or not) and give each a verdict."""
    with using(language_of(request)):
        message = read_message(await request.body(), request.headers, PushRequest)
        return await service.push(request.headers.get("authorization"), message)


@post("/relay", status_code=200)
async def relay(request: AnyRequest, service: NamedDependency[Service]) -> PushAnswer:
    """Take signed operations of others (a ``RelayRequest``, gzip allowed) and give each its verdict."""
    with using(language_of(request)):
        message = read_message(await request.body(), request.headers, RelayRequest)
        return await service.relay(request.headers.get("authorization"), message)


@post("/certificate", status_code=200)
async def certificate(request: AnyRequest, service: NamedDependency[Service]) -> CertificateAnswer:
    """Vouch for the key of the device that asks; the body is a ``CertificateRequest``."""
    with using(language_of(request)):
        message = read_message(await request.body(), request.headers, CertificateRequest)
        return await service.certify(request.headers.get("authorization"), message)


@get("/changes", media_type=NDJSON_TYPE)
async def changes(
    request: AnyRequest,
    service: NamedDependency[Service],
    feed: Annotated[str, QueryParameter(name="scope")],
    after: FromQuery[int] = 0,
    limit: Annotated[int, QueryParameter(ge=1)] = PAGE_ROWS,
    epoch: FromQuery[str | None] = None,
    pages: FromQuery[str] = "one",
) -> Response[bytes] | Stream:
    """Serve a page of a scope's rows as NDJSON; its last line says where to go on.

    With ``pages=all`` the next pages follow in the same answer, each with its last line.
    """
    token = request.headers.get("authorization")
    with using(language_of(request)):
        page = await service.changes(token, feed, after, limit, epoch)
    if page.end.done or pages != "all":
        return Response(page.text, media_type=NDJSON_TYPE, headers=_PRIVATE)
    rest = service.pages_after(token, feed, page, limit, epoch)
    return Stream(rest, media_type=NDJSON_TYPE, headers=_PRIVATE)


@post("/ack", status_code=204)
async def ack(request: AnyRequest, service: NamedDependency[Service]) -> None:
    """Note how far a device has come; the body is an ``AckRequest``."""
    with using(language_of(request)):
        message = read_message(await request.body(), request.headers, AckRequest)
        await service.acknowledge(request.headers.get("authorization"), message)


@post("/device/roll", status_code=200)
async def roll(request: AnyRequest, service: NamedDependency[Service]) -> TokenAnswer:
    """Give the device a new token; the old one is good until the new one is first used to write."""
    with using(language_of(request)):
        return await service.roll(request.headers.get("authorization"))


@get("/devices")
async def devices(request: AnyRequest, service: NamedDependency[Service]) -> Response[DeviceList]:
    """List the devices of the caller's groups: when each was last seen, and what it holds back."""
    with using(language_of(request)):
        found = await service.devices(request.headers.get("authorization"))
    return Response(found, headers=_PRIVATE)


@post("/files/known", status_code=200)
async def known_files(request: AnyRequest, service: NamedDependency[Service]) -> FilesAnswer:
    """Say which of some files are here and which are wanted; the body is a ``FilesRequest``."""
    with using(language_of(request)):
        message = read_message(await request.body(), request.headers, FilesRequest)
        return await service.known_files(request.headers.get("authorization"), message)


@put("/files/{digest:str}", status_code=204, request_max_body_size=MAX_FILE_BYTES)
async def take_file(request: AnyRequest, service: NamedDependency[Service], digest: FromPath[str]) -> None:
    """Keep the file that is the body, as it is; answered once it is on the disk."""
    with using(language_of(request)):
        content = await request.body()
        await service.take_file(request.headers.get("authorization"), digest, content)


@get("/files/{digest:str}", media_type=FILE_TYPE)
async def read_file(
    request: AnyRequest, service: NamedDependency[Service], digest: FromPath[str]
) -> Response[bytes]:
    """Serve a file."""
    with using(language_of(request)):
        content = await service.read_file(request.headers.get("authorization"), digest)
    return Response(content, media_type=FILE_TYPE, headers=_PRIVATE)


@get("/health", include_in_schema=False)
async def health(service: NamedDependency[Service]) -> dict[str, str]:
    """Answer when the server and its database work."""
    await service.check()
    return {"status": "ok"}


@get("/", include_in_schema=False, media_type="text/html")
async def home(request: AnyRequest) -> str:
    """Tell a person who opens the address in a browser what they found."""
    with using(language_of(request)):
        return home_page()


protocol = Router(
    "/sync/v1",
    route_handlers=[
        enrol,
        heads,
        push,
        relay,
        certificate,
        changes,
        ack,
        roll,
        devices,
        known_files,
        take_file,
        read_file,
    ],
)
