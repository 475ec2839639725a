"""``edit venue``: what is known of a place to meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from ui.cli.building import Command, option, pass_workspace
from ui.cli.references import assignments, whole_number
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_YES_NO = {"yes": True, "no": False}


def edit_venue() -> click.Command:
    """Return the command."""

    @click.command(
        "venue", cls=Command, help=tr("Change a venue: FIELD=VALUE, or FIELD= for what is not known.")
    )
    @click.argument("venue", metavar=tr("VENUE"))
    @click.argument("changes", nargs=-1, metavar=tr("FIELD=VALUE…"))
    @option("--checked", is_flag=True, help=tr("Note that all that is known was checked today."))
    @pass_workspace
    def command(workspace: Workspace, venue: str, changes: Sequence[str], checked: bool) -> None:
        if not (changes or checked):
            raise UserError(tr("Nothing to change: write FIELD=VALUE, or --checked."))
        values = _values(assignments(changes))
        with workspace.open() as kit:
            venue_id = kit.venues.resolve(venue)
            if "structure" in values:
                name, scope = values.pop("structure"), kit.venues.get(venue_id).scope
                values["structure_id"] = kit.plan.add_structure(scope, name).id if name else None
            if values:
                kit.venues.edit(venue_id, **values)
            if checked:
                kit.venues.verify(venue_id)
        workspace.console.answer({"id": venue_id}, tr("Changed."))

    return command


def _values(texts: Mapping[str, str | None]) -> dict[str, Any]:
    from organiser_kit.services.venues import COUNTS

    values: dict[str, Any] = dict(texts)
    for field in COUNTS:
        if field in texts:
            values[field] = whole_number(field, texts[field])
    for field in ("step_free_access", "hearing_loop", "host_list_required"):
        if field in texts:
            values[field] = _yes_or_no(field, texts[field])
    if "offline_software" in texts:
        names = (texts["offline_software"] or "").split(",")
        values["offline_software"] = tuple(name.strip() for name in names if name.strip())
    return values


def _yes_or_no(field: str, text: str | None) -> bool | None:
    if text is None:
        return False if field == "host_list_required" else None
    if text not in _YES_NO:
        raise UserError(tr("“{text}” says neither yes nor no for {field}.", text=text, field=field))
    return _YES_NO[text]
