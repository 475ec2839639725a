"""``outbox`` and ``conflicts``: what waits for the server, and what waits for a person."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from organiser_kit.i18n import tr, trn
from organiser_kit.services.conflicts import Side
from organiser_kit.services.record_names import kind_words
from organiser_kit.services.refusals import exact_path
from ui.cli.building import Choice, Command, option, pass_workspace
from ui.cli.words import field_words, outbox_words
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it
from ui.pages.phrases import moment_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from organiser_kit.services.conflicts import TwoVersions
    from organiser_kit.storage.outbox import OutboxEntry


def outbox() -> click.Command:
    """Return the command."""

    @click.command("outbox", cls=Command, help=tr("List what waits for the server, and what it refused."))
    @option("--refused", is_flag=True, help=tr("Only what was refused, and why."))
    @option(
        "--retry",
        metavar=tr("CHANGE"),
        help=tr("Send a refused change again as a new one, or “all”; the next exchange carries it."),
    )
    @option(
        "--export",
        metavar=tr("FILE"),
        type=click.Path(path_type=Path, dir_okay=False),
        help=tr("Write what was refused to FILE, a table, and exactly to a .jsonl file beside it."),
    )
    @pass_workspace
    def command(workspace: Workspace, refused: bool, retry: str | None, export: Path | None) -> None:
        if retry is not None and export is not None:
            raise click.UsageError(tr("Give either --retry or --export, not both."))
        with workspace.open() as kit:
            if retry is not None:
                _retry(workspace, kit, retry)
            elif export is not None:
                _export(workspace, kit, export)
            else:
                _list(workspace, kit, refused_only=refused)

    return command


def _list(workspace: Workspace, kit: Kit, *, refused_only: bool) -> None:
    for entry in kit.replica.outbox(refused_only=refused_only):
        name = kit.refusals.name_of(entry.record, entry.record_id)
        values = {"id": entry.op_id, **msgspec.to_builtins(entry), "name": name}
        workspace.console.answer(values, "  ".join(_in_words(entry, name, workspace.environment)))


def _retry(workspace: Workspace, kit: Kit, wanted: str) -> None:
    before = kit.sync_state().refused
    if wanted == "all":
        kit.refusals.retry_all()
    else:
        kit.refusals.retry(wanted)
    retried = before - kit.sync_state().refused
    sentence = trn("{n} change waits to be sent again.", "{n} changes wait to be sent again.", retried)
    workspace.console.answer({"retried": retried}, sentence)
    if retried == 0 and before > 0:
        workspace.console.tell(
            tr(
                "What stays refused is about records that this laptop no longer holds: "
                "retry once they are back."
            )
        )


def _export(workspace: Workspace, kit: Kit, path: Path) -> None:
    count = kit.refusals.export(path)
    workspace.console.answer(
        {"operations": count, "files": [path, exact_path(path)]},
        trn("{n} refused change is in {file}.", "{n} refused changes are in {file}.", count, file=path),
    )


def _in_words(entry: OutboxEntry, name: str, environment: Environment) -> Iterator[str]:
    recorded = datetime.fromisoformat(entry.recorded_at)
    yield moment_words(recorded, environment.now())
    yield kind_words(entry.record)
    yield name or entry.record_id
    yield entry.op_id
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
    @click.argument("conflict_id", metavar=f"[{tr('CONFLICT')}]", required=False)
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
            for two in kit.conflicts.all():
                name = kit.refusals.name_of(two.record, two.record_id)
                values = {**msgspec.to_builtins(two), "name": name}
                workspace.console.answer(values, _choice_words(two, name))

    return command


def _choice_words(two: TwoVersions, name: str) -> str:
    empty = tr("(empty)")
    named = {
        "id": two.id,
        "field": field_words(two.field),
        "kind": kind_words(two.record),
        "record": name or two.record_id,
        "mine": two.mine or empty,
        "theirs": two.theirs or empty,
    }
    if two.theirs_laptop and not two.theirs_here:
        return tr(
            "{id}: {field} of {kind} {record}: mine “{mine}”, theirs, from “{laptop}”, “{theirs}”.",
            laptop=two.theirs_laptop,
            **named,
        )
    return tr("{id}: {field} of {kind} {record}: mine “{mine}”, theirs “{theirs}”.", **named)
