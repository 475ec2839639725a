"""``outbox`` and ``conflicts``: what waits for the server, and what waits for a person."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click
import msgspec

from organiser_kit.i18n import tr
from organiser_kit.services.conflicts import Side
from ui.cli.building import Choice, Command, option, pass_workspace
from ui.cli.words import field_words, kind_words, outbox_words
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it
from ui.pages.phrases import moment_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.environment import Environment
    from organiser_kit.services.conflicts import TwoVersions
    from organiser_kit.storage.outbox import OutboxEntry


def outbox() -> click.Command:
    """Return the command."""

    @click.command("outbox", cls=Command, help=tr("List what waits for the server, and what it refused."))
    @option("--refused", is_flag=True, help=tr("Only what was refused, and why."))
    @pass_workspace
    def command(workspace: Workspace, refused: bool) -> None:
        with workspace.open() as kit:
            entries = kit.replica.outbox(refused_only=refused)
        for entry in entries:
            values = {"id": entry.op_id, **msgspec.to_builtins(entry)}
            workspace.console.answer(values, "  ".join(_in_words(entry, workspace.environment)))

    return command


def _in_words(entry: OutboxEntry, environment: Environment) -> Iterator[str]:
    recorded = datetime.fromisoformat(entry.recorded_at)
    yield moment_words(recorded, environment.now())
    yield kind_words(entry.record)
    yield entry.record_id
    yield outbox_words(entry.state)
    if entry.problem:
        yield entry.problem


def conflicts() -> click.Command:
    """Return the command."""

    @click.command(
        "conflicts",
        cls=Command,
        help=tr("List the fields of which two versions were written, or keep one version of one."),
    )
    @click.argument("conflict_id", metavar=tr("CONFLICT"), required=False)
    @option("--keep", type=Choice([side.value for side in Side]), help=tr("The version of CONFLICT to keep."))
    @pass_workspace
    def command(workspace: Workspace, conflict_id: str | None, keep: str | None) -> None:
        if (conflict_id is None) is not (keep is None):
            raise click.UsageError(tr("To keep a version, give both --keep and the id of the conflict."))
        with workspace.open() as kit:
            if conflict_id is not None and keep is not None:
                kit.conflicts.keep(conflict_id, Side(keep))
                workspace.console.answer({"id": conflict_id}, tr("Kept."))
                return
            found = kit.conflicts.all()
        for two in found:
            workspace.console.answer(msgspec.to_builtins(two), _choice_words(two))

    return command


def _choice_words(two: TwoVersions) -> str:
    empty = tr("(empty)")
    return tr(
        "{id}: {field} of {kind} {record}: mine “{mine}”, theirs “{theirs}”.",
        id=two.id,
        field=field_words(two.field),
        kind=kind_words(two.record),
        record=two.record_id,
        mine=two.mine or empty,
        theirs=two.theirs or empty,
    )
