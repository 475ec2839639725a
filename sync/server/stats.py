"""``stats``: how much a server holds, in numbers that name nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from organiser_kit.i18n import tr
from organiser_kit.model.kinds import KINDS
from organiser_kit.terminal.building import Command
from sync.server import sql
from sync.server.database import snapshot
from sync.server.frame import Frame, framed
from sync.server.groups import list_groups

if TYPE_CHECKING:
    from sync.server.engines.base import Connection


def stats() -> click.Command:
    """Return the command."""

    @click.command("stats", cls=Command, help=tr("Count what the server holds; no name is shown."))
    @framed
    def count_all(frame: Frame) -> None:
        with frame.open() as connection, snapshot(connection):
            records = {kind.name: _count(connection, _ALIVE[kind.name]) for kind in KINDS}
            answer = {
                "groups": len(list_groups(connection)),
                "devices": _count(connection, sql.COUNT_DEVICES),
                "operations": _count(connection, sql.COUNT_OPS),
                "erased": _count(connection, sql.COUNT_ERASED),
                "records": records,
            }
        shown = {**answer, "records": sum(records.values())}
        sentences = (
            tr("Groups: {groups}. Laptops let in: {devices}.", **shown),
            tr("Records: {records}, and {erased} erased. Changes taken in: {operations}.", **shown),
        )
        frame.say("\n".join(sentences), answer)

    return count_all


_ALIVE = {kind.name: f'SELECT COUNT(*) FROM "{kind.table}" WHERE alive' for kind in KINDS}


def _count(connection: Connection, statement: str) -> int:
    ((found,),) = connection.execute(statement, {}).fetchall()
    return int(found)
