"""``list``: one line a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from organiser_kit.i18n import tr
from ui.cli.building import Choice, Command, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from organiser_kit.kit import Kit
    from organiser_kit.model.people import Person

_MOST_FOUND = 5_000
"""More names than anybody reads; the database takes no question with many more ids in it."""

Line = dict[str, object]


def list_records() -> click.Command:
    """Return the command."""

    @click.command("list", cls=Command, help=tr("List what the local copy holds, one line each."))
    @click.argument("kind", type=Choice(tuple(_LISTS)))
    @click.option("--meeting", metavar="MEETING", help=tr("Only what belongs to this meeting."))
    @click.option("--search", metavar=tr("TEXT"), help=tr("Only what has words that begin like these."))
    @pass_workspace
    def command(workspace: Workspace, kind: str, meeting: str | None, search: str | None) -> None:
        with workspace.open() as kit:
            meeting_id = kit.meetings.resolve(meeting) if meeting else None
            for line in _LISTS[kind](kit, meeting_id, search):
                workspace.console.answer(line, _readable(line))

    return command


def _readable(line: Line) -> str:
    return "  ".join(str(value) for value in line.values() if value not in (None, ""))


def _groups(kit: Kit, meeting_id: str | None, search: str | None) -> Iterator[Line]:
    wanted = kit.meetings.detail(meeting_id).group.id if meeting_id else None
    for group in kit.meetings.groups():
        if wanted in (None, group.id) and _matches(search, group.name):
            yield {
                "id": group.id,
                "name": group.name,
                "formation": group.formation.value,
                "size": group.target_size,
            }


def _meetings(kit: Kit, meeting_id: str | None, search: str | None) -> Iterator[Line]:
    for summary in kit.meetings.all():
        if meeting_id in (None, summary.id) and _matches(
            search, summary.group_name, summary.module_title, summary.venue_name or ""
        ):
            yield {
                "id": summary.id,
                "starts_at": summary.meeting.starts_at,
                "group": summary.group_name,
                "module": summary.module_number,
                "title": summary.module_title,
                "sequence": summary.meeting.sequence,
                "status": summary.meeting.status.value,
                "venue": summary.venue_name,
                "registered": summary.registered,
                "waiting": summary.waiting,
                "present": summary.present,
            }


def _people(kit: Kit, meeting_id: str | None, search: str | None) -> Iterator[Line]:
    found = kit.people.search(search, limit=_MOST_FOUND) if search else kit.people.all()
    here = {entry.person.id for entry in kit.registrations.roster(meeting_id)} if meeting_id else None
    structures = kit.people.structure_names()
    for person in found:
        if here is None or person.id in here:
            yield _person(person, structures.get(person.structure_id or ""))


def _person(person: Person, structure: str | None) -> Line:
    return {
        "id": person.id,
        "family_name": person.family_name,
        "given_name": person.given_name,
        "email": person.email,
        "phone": person.phone,
        "structure": structure,
    }


def _venues(kit: Kit, meeting_id: str | None, search: str | None) -> Iterator[Line]:
    at = kit.meetings.get(meeting_id).venue_id if meeting_id else None
    for venue in kit.meetings.venues():
        if (meeting_id is None or venue.id == at) and _matches(search, venue.name, venue.commune or ""):
            yield {
                "id": venue.id,
                "name": venue.name,
                "room": venue.room,
                "address": venue.address,
                "postcode": venue.postcode,
                "commune": venue.commune,
                "capacity": venue.capacity,
            }


def _registrations(kit: Kit, meeting_id: str | None, search: str | None) -> Iterator[Line]:
    meetings = [meeting_id] if meeting_id else [summary.id for summary in kit.meetings.all()]
    for meeting in meetings:
        for entry in kit.registrations.roster(meeting):
            if entry.registration and _matches(search, entry.person.given_name, entry.person.family_name):
                yield {
                    "id": entry.registration.id,
                    "meeting": meeting,
                    "person": entry.person.id,
                    "name": entry.name,
                    "state": entry.registration.state.value,
                    "source": entry.registration.source.value,
                }


def _matches(search: str | None, *texts: str) -> bool:
    """Tell whether every word of ``search`` begins a word of ``texts``, as it does for people."""
    from organiser_kit.rules.text import tokens

    words = [word for text in texts for word in tokens(text)]
    return not search or all(any(word.startswith(start) for word in words) for start in tokens(search))


_LISTS: dict[str, Callable[[Kit, str | None, str | None], Iterator[Line]]] = {
    "groups": _groups,
    "meetings": _meetings,
    "people": _people,
    "venues": _venues,
    "registrations": _registrations,
}
