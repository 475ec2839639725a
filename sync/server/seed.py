"""Operations put in on the server itself, such as the practice evening."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

import msgspec

from organiser_kit.oplog.op import SCHEMA, encode
from sync.protocol import PushRequest, Verdict
from sync.server import sql
from sync.server.migrations import epoch
from sync.server.push import push
from sync.server.scopes import Grant, grant

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from organiser_kit.oplog.op import Op
    from sync.server.engines.base import Connection


def put_author(connection: Connection, author: str, name: str, now: datetime) -> None:
    """Note an author without a token, unless it is noted: nobody can ever sign in as it."""
    values = {"device": author, "name": name, "token_hash": f"none:{author}", "now": now.isoformat()}
    connection.execute(sql.PUT_AUTHOR, values)


def seed(connection: Connection, ops: Sequence[Op], now: datetime) -> None:
    """Merge ``ops``, all of one author, in their order; doing it twice changes nothing.

    Raises:
        ValueError: one of them is refused; the caller's transaction must be undone.
    """
    for scope, run in groupby(ops, key=attrgetter("scope")):
        batch = list(run)
        author = batch[0].device
        put_author(connection, author, "-", now)
        grant(connection, author, scope, Grant.ORGANISER)
        request = PushRequest(
            epoch=epoch(connection), schema=SCHEMA, ops=[msgspec.Raw(encode(op)) for op in batch]
        )
        for result in push(connection, author, request, now).results:
            if result.verdict is Verdict.REFUSED:
                message = f"{result.op}: {result.problem}"
                raise ValueError(message)
