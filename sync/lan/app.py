"""The addresses of the sharing side; each reads its message, asks, and answers or says what is wrong."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import msgspec
from litestar import Litestar, Request, Response, Router, get, post
from litestar.exceptions import HTTPException
from litestar.params import QueryParameter

from organiser_kit.errors import KitError
from sync.lan import words
from sync.lan.listening import PEER
from sync.lan.packing import BadMessageError, pack, unpack
from sync.lan.pairing import TroubleError
from sync.lan.words import Failure, Trouble

if TYPE_CHECKING:
    from litestar.handlers import HTTPRouteHandler

    from sync.lan.host import Host

_log = logging.getLogger(__name__)
M = TypeVar("M", bound=msgspec.Struct)
AnyRequest = Request[Any, Any, Any]
Answer = Response[bytes]
_STATUS = {
    Trouble.WRONG_CODE: 403,
    Trouble.NOT_PAIRED: 401,
    Trouble.OTHER_GROUP: 403,
    Trouble.CHOOSE_GROUP: 403,
    Trouble.SHARE_ENDED: 410,
    Trouble.MALFORMED: 400,
    Trouble.TOO_LARGE: 413,
    Trouble.NOT_FOUND: 404,
    Trouble.BUSY: 503,
}
_HTTP = {400: Trouble.MALFORMED, 404: Trouble.NOT_FOUND, 405: Trouble.NOT_FOUND, 413: Trouble.TOO_LARGE}


def create_app(host: Host) -> Litestar:
    """Return the application that lets laptops in and exchanges with them for ``host``."""
    routes = [*_for_strangers(host), *_for_guests(host), *_for_parcels(host)]
    return Litestar(
        route_handlers=[Router(words.PREFIX, route_handlers=routes)],
        exception_handlers={
            TroubleError: lambda _, error: _trouble(error.trouble, error.left),
            BadMessageError: _bad_message,
            KitError: _refused,
            HTTPException: lambda _, error: _trouble(_HTTP.get(error.status_code, Trouble.MALFORMED)),
            Exception: _unexpected,
        },
        request_max_body_size=words.MAX_BODY_BYTES,
        openapi_config=None,
        logging_config=None,
    )


def _for_strangers(host: Host) -> list[HTTPRouteHandler]:
    """Return what may be asked before the code was proved.

    It is answered on the thread of the requests: attempts are counted one after the other.
    """

    @post("hello", status_code=200, request_max_body_size=words.MAX_HELLO_BYTES)
    async def hello(request: AnyRequest) -> Answer:
        return _answer(host.pairing.hello(await _small(request, words.Hello)))

    @post("confirm", status_code=200, request_max_body_size=words.MAX_HELLO_BYTES)
    async def confirm(request: AnyRequest) -> Answer:
        return _answer(host.confirm(await _small(request, words.Confirm)))

    return [hello, confirm]


def _for_guests(host: Host) -> list[HTTPRouteHandler]:
    @post("enter", status_code=200, request_max_body_size=words.MAX_HELLO_BYTES)
    async def enter(request: AnyRequest) -> Answer:
        peer = _peer(host, request)
        return _answer(await asyncio.to_thread(host.enter, peer, await _small(request, words.Enter)))

    @get("news", status_code=200)
    async def news(request: AnyRequest) -> Answer:
        tag = await asyncio.to_thread(host.mark, _peer(host, request))
        status = 304 if request.headers.get("if-none-match") == tag else 204
        return Response(b"", status_code=status, headers={"ETag": tag})

    @post("leave", status_code=204)
    async def leave(request: AnyRequest) -> None:
        await asyncio.to_thread(host.leave, _peer(host, request))

    return [enter, news, leave]


def _for_parcels(host: Host) -> list[HTTPRouteHandler]:
    @get("parcel", status_code=200)
    async def give(
        request: AnyRequest,
        feed: Annotated[str, QueryParameter(name="scope")],
        taken: Annotated[int, QueryParameter(ge=0)],
    ) -> Answer:
        made = await asyncio.to_thread(host.give, _peer(host, request), feed, taken)
        if made.body is None:
            return Response(b"", status_code=204)
        headers = {words.ROUND_HEADER: str(made.number)}
        return Response(made.body, media_type=words.PARCEL_TYPE, headers=headers)

    @post("parcel", status_code=200)
    async def take(request: AnyRequest) -> Answer:
        peer = _peer(host, request)
        return _answer(await asyncio.to_thread(host.take, peer, await request.body()))

    return [give, take]


def _peer(host: Host, request: AnyRequest) -> str:
    extensions: dict[str, Any] = dict(request.scope.get("extensions") or {})
    return host.pairing.recognise(extensions.get(PEER))


async def _small(request: AnyRequest, message: type[M]) -> M:
    return unpack(await request.body(), request.headers, message, words.MAX_HELLO_BYTES)


def _answer(message: msgspec.Struct) -> Answer:
    body, headers = pack(message)
    return Response(body, media_type=words.BODY_TYPE, headers=headers)


def _trouble(trouble: Trouble, left: int = 0) -> Answer:
    body, headers = pack(Failure(trouble=trouble, left=left))
    return Response(body, status_code=_STATUS[trouble], media_type=words.BODY_TYPE, headers=headers)


def _bad_message(_: AnyRequest, error: BadMessageError) -> Answer:
    return _trouble(Trouble.TOO_LARGE if error.too_large else Trouble.MALFORMED)


def _refused(_: AnyRequest, error: KitError) -> Answer:
    # A disk that is full here, a parcel that is not sound: the joining side is told that nothing was taken.
    _log.warning("an exchange in the room was refused: %s", type(error).__name__)
    return _trouble(Trouble.BUSY)


def _unexpected(request: AnyRequest, error: Exception) -> Answer:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _trouble(Trouble.BUSY)
