"""Answers packed as their reader asked for, whole or piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litestar.datastructures import Headers, MutableScopeHeaders

from sync.packing import WORTH_PACKING, Packer, pack, wanted

if TYPE_CHECKING:
    from litestar.types import ASGIApp, HTTPResponseStartEvent, Message, Receive, Scope, Send


def packed(app: ASGIApp) -> ASGIApp:
    """Return ``app`` with its answers packed."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        coding = wanted(Headers.from_scope(scope).get("accept-encoding", ""))
        await app(scope, receive, send if coding is None else _Answer(send, coding).send)

    return serve


class _Answer:
    """One answer on its way: its head waits for the first bytes, which tell whether packing is worth it."""

    def __init__(self, send: Send, coding: str) -> None:
        self._send = send
        self._coding = coding
        self._head: HTTPResponseStartEvent | None = None
        self._packer: Packer | None = None

    async def send(self, message: Message) -> None:
        """Pass a message on."""
        if message["type"] == "http.response.start":
            self._head = message
            return
        if message["type"] == "http.response.body":
            body, more = message["body"], message["more_body"]
            message["body"] = await self._begun(body, more) if self._head else self._going_on(body, more)
        await self._send(message)

    async def _begun(self, body: bytes, more: bool) -> bytes:
        head, self._head = self._head, None
        assert head is not None
        if more:
            self._packer = Packer(self._coding)
            body = self._packer.pack(body)
        elif len(body) >= WORTH_PACKING:
            body = pack(body, self._coding)
        else:
            await self._send(head)
            return body
        headers = MutableScopeHeaders(head)
        headers["content-encoding"] = self._coding
        if more:
            del headers["content-length"]
        else:
            headers["content-length"] = str(len(body))
        await self._send(head)
        return body

    def _going_on(self, body: bytes, more: bool) -> bytes:
        if self._packer is None:
            return body
        rest = self._packer.pack(body) if body else b""
        return rest if more else rest + self._packer.end()
