"""``erase`` and ``compact``: what the person who runs a server does to its data."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from organiser_kit.errors import NotFoundError
from organiser_kit.i18n import tr, trn
from organiser_kit.terminal.building import Command, option
from sync.server import compaction, files, sql
from sync.server.compaction import KEPT, Compacted
from sync.server.database import transaction
from sync.server.erasure import Erased
from sync.server.erasure_log import ErasureLog, erase_in
from sync.server.frame import Frame, framed

if TYPE_CHECKING:
    from sync.server.engines.base import Connection


def erase() -> click.Command:
    """Return the command."""
    explanation = tr("Erase somebody for good, here and on every laptop; this cannot be undone.")

    @click.command("erase", cls=Command, help=explanation)
    @click.argument("person", metavar=tr("PERSON"))
    @framed
    def erase_person(frame: Frame, person: str) -> None:
        with frame.open() as connection, transaction(connection):
            selves = _selves(connection, person)
            done: list[Erased] = []
            for scope, entries in groupby(selves, key=lambda entry: entry.scope):
                done += erase_in(connection, scope, list(entries), frame.environment.now())
            # On the disk before COMMIT: an erasure that is only there is done again at the next start.
            ErasureLog(frame.engine.folder).add(done)
        sentence = trn("{n} record was erased.", "{n} records were erased.", len(done))
        frame.say(sentence, {"erased": len(done), "people": [entry.record_id for entry in selves]})

    return erase_person


def compact() -> click.Command:
    """Return the command."""
    explanation = tr(
        "Let go of what was deleted at least {days} days ago, once every laptop knows.", days=KEPT.days
    )

    @click.command("compact", cls=Command, help=explanation)
    @option("--dry-run", is_flag=True, help=tr("Only say what would leave."))
    @framed
    def compact_all(frame: Frame, dry_run: bool) -> None:
        done = Compacted()
        with frame.open() as connection:
            for (scope,) in connection.execute(sql.SCOPES).fetchall():
                # One group after another: nobody waits for the locks of all.
                with transaction(connection):
                    done += compaction.compact(connection, scope, frame.environment.now(), dry_run=dry_run)
            with transaction(connection):
                dropped = files.drop_unnamed(connection, dry_run=dry_run)
        sentences = (
            trn("{n} deleted record leaves.", "{n} deleted records leave.", done.removed),
            trn("{n} waits for laptops to sync.", "{n} wait for laptops to sync.", done.waiting),
            trn("{n} file that no record names leaves.", "{n} files that no record names leave.", dropped),
        )
        answer = {"removed": done.removed, "waiting": done.waiting, "files": dropped, "dry_run": dry_run}
        frame.say("\n".join(sentences), answer)

    return compact_all


def _selves(connection: Connection, reference: str) -> list[Erased]:
    """Return every record of the one person whose id begins with ``reference``, scope by scope."""
    bounds = {"first": reference, "last": reference + "g"}
    found = connection.execute(sql.PEOPLE_LIKE, bounds).fetchall()
    if len(found) != 1:
        raise NotFoundError(
            tr("“{reference}” is not the id of one person on this server.", reference=reference)
        )
    first = found[0][1] or found[0][0]
    selves = connection.execute(sql.SELVES, {"first": first}).fetchall()
    return [Erased("person", person_id, scope) for person_id, scope in selves]
