"""The server's code without its network side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from organiser_kit.oplog.op import SCHEMA, Op, Row, encode
from sync.protocol import PageEnd, PushRequest, Result, Verdict
from sync.server import pull, sql
from sync.server.database import snapshot, transaction
from sync.server.migrations import epoch
from sync.server.push import push
from sync.server.scopes import Grant, grant
from tests.sync.fakes import SCOPE, Author

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from sync.server.engines.base import Connection


@dataclass
class ServerBench:
    connection: Connection
    environment: Environment

    def let_in(self, author: Author) -> None:
        with transaction(self.connection):
            self.let_in_inside(author)

    def let_in_inside(self, author: Author) -> None:
        """Let a device in, inside the caller's transaction."""
        now = self.environment.now().isoformat()
        values = {"device": author.device, "name": "-", "token_hash": author.device, "now": now}
        self.connection.execute(sql.PUT_DEVICE, values)

    def grant(self, author: Author, role: Grant = Grant.ORGANISER) -> None:
        with transaction(self.connection):
            grant(self.connection, author.device, SCOPE, role)

    def push(self, author: Author, *ops: Op) -> list[Result]:
        return self.push_raw(author, *map(encode, ops))

    def push_raw(self, author: Author, *bodies: bytes) -> list[Result]:
        with transaction(self.connection):
            return self._push(author, *bodies)

    def push_inside(self, author: Author, *ops: Op) -> list[Result]:
        """Push inside the caller's transaction."""
        return self._push(author, *map(encode, ops))

    def _push(self, author: Author, *bodies: bytes) -> list[Result]:
        raw = [msgspec.Raw(body) for body in bodies]
        request = PushRequest(epoch=epoch(self.connection), schema=SCHEMA, ops=raw)
        return push(self.connection, author.device, request, self.environment.now()).results

    def verdicts(self, author: Author, *ops: Op) -> list[Verdict]:
        return [result.verdict for result in self.push(author, *ops)]

    def page(
        self, author: Author, after: int = 0, limit: int = 1000, scope: str = SCOPE
    ) -> tuple[list[Row], PageEnd]:
        with snapshot(self.connection):
            text = pull.changes(self.connection, author.device, scope, after, limit).text
        *rows, end = text.splitlines()
        return [msgspec.json.decode(row, type=Row) for row in rows], msgspec.json.decode(end, type=PageEnd)

    def row(self, author: Author, record_id: str) -> Row | None:
        return next((row for row in self.page(author)[0] if row.record_id == record_id), None)

    def value(self, author: Author, record_id: str, name: str) -> object:
        row = self.row(author, record_id)
        return row.fields[name][0] if row and name in row.fields else None
