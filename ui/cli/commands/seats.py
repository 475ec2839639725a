"""``register`` and ``withdraw``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from organiser_kit.i18n import tr
from organiser_kit.rules.state_words import registration_words
from organiser_kit.rules.wording import display_name
from ui.cli.building import Command, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.kit import Kit


def register() -> click.Command:
    """Return the command."""

    @click.command(
        "register", cls=Command, help=tr("Register people at a meeting, or put them on its waiting list.")
    )
    @click.argument("meeting", metavar=tr("MEETING"))
    @click.argument("people", nargs=-1, required=True, metavar=tr("PERSON…"))
    @pass_workspace
    def command(workspace: Workspace, meeting: str, people: Sequence[str]) -> None:
        with workspace.open() as kit:
            meeting_id = kit.meetings.resolve(meeting)
            ids = [kit.people.resolve(person) for person in people]
            kit.registrations.register(meeting_id, ids)
            _answer(workspace, kit, meeting_id, ids)

    return command


def withdraw() -> click.Command:
    """Return the command."""

    @click.command("withdraw", cls=Command, help=tr("Take people off a meeting; who waits moves up."))
    @click.argument("meeting", metavar=tr("MEETING"))
    @click.argument("people", nargs=-1, required=True, metavar=tr("PERSON…"))
    @pass_workspace
    def command(workspace: Workspace, meeting: str, people: Sequence[str]) -> None:
        with workspace.open() as kit:
            meeting_id = kit.meetings.resolve(meeting)
            ids = [kit.people.resolve(person) for person in people]
            for person_id in ids:
                kit.registrations.withdraw(meeting_id, person_id)
            _answer(workspace, kit, meeting_id, ids)

    return command


def _answer(workspace: Workspace, kit: Kit, meeting_id: str, ids: Sequence[str]) -> None:
    """Give one line a person: where their registration now stands."""
    for person_id in dict.fromkeys(ids):
        registration = kit.registrations.of(meeting_id, person_id)
        state = registration.state.value if registration else None
        person = kit.people.get(person_id)
        workspace.console.answer(
            {"id": registration.id if registration else None, "person": person_id, "state": state},
            tr(
                "{person}: {state}",
                person=display_name(person.family_name, person.given_name),
                state=registration_words(registration.state if registration else None),
            ),
        )
