"""The ASGI application: routes, limits, and every failure told as RFC 9457."""

from __future__ import annotations

import logging
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from litestar import Litestar, Request, Response
from litestar.datastructures import MutableScopeHeaders
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

import organiser_kit
from organiser_kit.i18n import tr, using
from sync.protocol import MAX_BODY_BYTES, PROBLEM_TYPE, Problem, ProblemKind
from sync.server.attempts import Attempts
from sync.server.engines.base import TroubleError, UnfitError
from sync.server.packed import packed
from sync.server.problems import ProblemError, busy, malformed
from sync.server.reading import too_large
from sync.server.routes import health, home, language_of, protocol
from sync.server.service import Service

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from litestar.types import Message, Scope

    from organiser_kit.environment import Environment
    from sync.server.database import Database

_log = logging.getLogger(__name__)
_SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
AnyRequest = Request[Any, Any, Any]


def create_app(database: Database, environment: Environment) -> Litestar:
    """Return the application that serves ``database``."""
    service = Service(database, environment, Attempts(environment.clock))
    return Litestar(
        route_handlers=[protocol, health, home],
        dependencies={"service": Provide(lambda: service, sync_to_thread=False)},
        exception_handlers={
            ProblemError: lambda _, error: _answer(error),
            HTTPException: _told(_http_error),
            TroubleError: _told(_database_error),
            UnfitError: _told(lambda *_: _answer(malformed())),
            Exception: _told(_unexpected),
        },
        request_max_body_size=MAX_BODY_BYTES,
        response_headers=_SECURITY_HEADERS,
        middleware=[packed],
        before_send=[_dated(environment)],
        openapi_config=OpenAPIConfig(
            title="Organiser Kit",
            version=organiser_kit.__version__,
            # The other pages of the schema would load scripts from elsewhere.
            render_plugins=[JsonRenderPlugin()],
        ),
        logging_config=None,
    )


def _dated(environment: Environment) -> Callable[[Message, Scope], Awaitable[None]]:
    async def write_date(message: Message, _: Scope) -> None:
        if message["type"] == "http.response.start":
            MutableScopeHeaders.from_message(message)["Date"] = format_datetime(
                environment.now(), usegmt=True
            )

    return write_date


def _answer(error: ProblemError) -> Response[Problem]:
    headers = {"Retry-After": str(error.retry_after)} if error.retry_after else {}
    return Response(error.problem(), status_code=error.status, media_type=PROBLEM_TYPE, headers=headers)


def _told(
    handler: Callable[[AnyRequest, Any], Response[Problem]],
) -> Callable[[AnyRequest, Any], Response[Problem]]:
    """Return ``handler`` speaking the language of whoever asked: it runs after their route has ended."""

    def tell(request: AnyRequest, error: Any) -> Response[Problem]:
        with using(language_of(request)):
            return handler(request, error)

    return tell


def _http_error(_: AnyRequest, error: HTTPException) -> Response[Problem]:
    kinds = {413: too_large, 400: malformed}
    known = kinds.get(error.status_code)
    if known is not None:
        return _answer(known())
    kind = ProblemKind.NOT_FOUND if error.status_code < 500 else ProblemKind.INTERNAL
    detail = tr("There is nothing at this address.") if kind is ProblemKind.NOT_FOUND else _sorry()
    problem = Problem(type=kind.urn, title=error.detail, status=error.status_code, detail=detail)
    return Response(problem, status_code=error.status_code, media_type=PROBLEM_TYPE)


def _database_error(request: AnyRequest, error: TroubleError) -> Response[Problem]:
    # Locked, full, gone or read-only: the request left no trace, or will be recognised when it comes again.
    _log.error("the database refused %s %s: %s", request.method, request.url.path, error.reason)
    return _answer(busy())


def _unexpected(request: AnyRequest, error: Exception) -> Response[Problem]:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _answer(ProblemError(ProblemKind.INTERNAL, _sorry()))


def _sorry() -> str:
    return tr("The server made a mistake; nothing was recorded, and it is in the server's log.")
