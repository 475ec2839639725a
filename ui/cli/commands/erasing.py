"""``erase``: the right to be forgotten."""

from __future__ import annotations

import click

from organiser_kit.i18n import tr, trn
from ui.cli.building import Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it


def erase() -> click.Command:
    """Return the command."""
    explanation = tr(
        "Erase somebody for good, here and, from the next sync on, everywhere; see also “delete”."
    )

    @click.command("erase", cls=Command, help=explanation)
    @click.argument("person", metavar=tr("PERSON"))
    @option("--reason", required=True, metavar=tr("TEXT"), help=tr("Why; kept here, so without the name."))
    @pass_workspace
    def command(workspace: Workspace, person: str, reason: str) -> None:
        with workspace.open() as kit:
            done = kit.erasure.person(kit.people.resolve(person, deleted=True), reason)
        workspace.console.answer(
            {"erased": done.records, "people": list(done.people)},
            trn("{n} record was erased.", "{n} records were erased.", done.records),
        )

    return command
