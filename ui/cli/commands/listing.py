"""``list``: one line a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from organiser_kit.i18n import current, tr, trn
from organiser_kit.rules.lifecycle import label
from organiser_kit.rules.state_words import registration_words, source_words
from organiser_kit.rules.wording import clock_time, short_date
from organiser_kit.stocks.library import stocks_in
from ui.cli.building import Choice, Command, option, pass_workspace
from ui.cli.words import formation_words
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from organiser_kit.kit import Kit
    from organiser_kit.model.people import Person
    from organiser_kit.services.views import MeetingSummary

_MOST_FOUND = 5_000
"""More names than anybody reads; the database takes no question with many more ids in it."""

Line = dict[str, object]
Listed = tuple[Line, Line]
"""What a program reads of one record, and what of it a person reads in other words."""


def list_records() -> click.Command:
    """Return the command."""

    @click.command("list", cls=Command, help=tr("List what the local copy holds, one line each."))
    @click.argument("kind", type=Choice(tuple(_LISTS)))
    @option("--meeting", metavar=tr("MEETING"), help=tr("Only what belongs to this meeting."))
    @option("--search", metavar=tr("TEXT"), help=tr("Only what has words that begin like these."))
    @pass_workspace
    def command(workspace: Workspace, kind: str, meeting: str | None, search: str | None) -> None:
        with workspace.open() as kit:
            meeting_id = kit.meetings.resolve(meeting) if meeting else None
            if kind == "stocks":
                for problem in stocks_in(kit.folder).problems:
                    workspace.console.tell(problem)
            for line, words in _LISTS[kind](kit, meeting_id, search):
                workspace.console.answer(line, _readable(line | words))

    return command


def _readable(line: Line) -> str:
    return "  ".join(str(value) for value in line.values() if value not in (None, ""))


def _groups(kit: Kit, meeting_id: str | None, search: str | None) -> Iterator[Listed]:
    wanted = kit.meetings.detail(meeting_id).group.id if meeting_id else None
    for group in kit.meetings.groups():
        if wanted in (None, group.id) and _matches(search, group.name):
            line: Line = {
                "id": group.id,
                "name": group.name,
                "formation": group.formation.value,
                "size": group.target_size,
            }
            size = trn("{n} person wanted", "{n} people wanted", group.target_size)
            yield line, {"formation": formation_words(group.formation), "size": size}


def _meetings(kit: Kit, meeting_id: str | None, search: str | None) -> Iterator[Listed]:
    for summary in kit.meetings.all():
        if meeting_id in (None, summary.id) and _matches(
            search, summary.group_name, summary.module_title, summary.venue_name or ""
        ):
            line: Line = {
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
            yield line, _meeting_words(summary)


def _meeting_words(summary: MeetingSummary) -> Line:
    """Return a meeting's moment on the venue's clock, and what its figures count."""
    meeting = summary.meeting
    words: Line = {
        "module": tr("Module {number}", number=summary.module_number),
        "sequence": tr("Meeting {sequence} of 2", sequence=meeting.sequence),
        "status": label(meeting.status),
        "registered": trn("{n} registered", "{n} registered", summary.registered),
        "waiting": trn("{n} waiting", "{n} waiting", summary.waiting),
        "present": trn("{n} present", "{n} present", summary.present),
    }
    if meeting.starts_at is not None:
        start = meeting.starts_at.astimezone(meeting.zone)
        day, time = short_date(start, current()), clock_time(start, current())
        words["starts_at"] = tr("{date} {time}", date=day, time=time)
    return words


def _people(kit: Kit, meeting_id: str | None, search: str | None) -> Iterator[Listed]:
    found = kit.people.search(search, limit=_MOST_FOUND) if search else kit.people.all()
    here = {entry.person.id for entry in kit.registrations.roster(meeting_id)} if meeting_id else None
    structures = kit.people.structure_names()
    for person in found:
        if here is None or person.id in here:
            yield _person(person, structures.get(person.structure_id or "")), {}


def _person(person: Person, structure: str | None) -> Line:
    return {
        "id": person.id,
        "family_name": person.family_name,
        "given_name": person.given_name,
        "email": person.email,
        "phone": person.phone,
        "structure": structure,
    }


def _venues(kit: Kit, meeting_id: str | None, search: str | None) -> Iterator[Listed]:
    at = kit.meetings.get(meeting_id).venue_id if meeting_id else None
    for venue in kit.meetings.venues():
        if (meeting_id is None or venue.id == at) and _matches(search, venue.name, venue.commune or ""):
            line: Line = {
                "id": venue.id,
                "name": venue.name,
                "room": venue.room,
                "address": venue.address,
                "postcode": venue.postcode,
                "commune": venue.commune,
                "capacity": venue.capacity,
                "internet": venue.internet,
                "opening": venue.opening,
                "verified_at": venue.verified_at,
            }
            yield line, {"capacity": trn("{n} seat", "{n} seats", venue.capacity) if venue.capacity else ""}


def _structures(kit: Kit, meeting_id: str | None, search: str | None) -> Iterator[Listed]:
    host = kit.meetings.detail(meeting_id).structure if meeting_id else None
    for one in kit.structures.all():
        if (meeting_id is None or one == host) and _matches(search, one.name):
            line: Line = {
                "id": one.id,
                "name": one.name,
                "address": one.address,
                "website": one.website,
                "activity_declaration_no": one.activity_declaration_no,
                "privacy_contact": one.privacy_contact,
                "dpo_contact": one.dpo_contact,
                "retention_years": one.retention_years,
                "logo": one.logo is not None,
            }
            years = trn("{n} year", "{n} years", one.retention_years) if one.retention_years else ""
            yield line, {"retention_years": years, "logo": tr("with a logo") if one.logo else ""}


def _registrations(kit: Kit, meeting_id: str | None, search: str | None) -> Iterator[Listed]:
    meetings = [meeting_id] if meeting_id else [summary.id for summary in kit.meetings.all()]
    for meeting in meetings:
        for entry in kit.registrations.roster(meeting):
            if entry.registration and _matches(search, entry.person.given_name, entry.person.family_name):
                line: Line = {
                    "id": entry.registration.id,
                    "meeting": meeting,
                    "person": entry.person.id,
                    "name": entry.name,
                    "state": entry.registration.state.value,
                    "source": entry.registration.source.value,
                }
                yield (
                    line,
                    {
                        "state": registration_words(entry.registration.state),
                        "source": source_words(entry.registration.source),
                    },
                )


def _stocks(kit: Kit, meeting_id: str | None, search: str | None) -> Iterator[Listed]:
    del meeting_id
    for stock in stocks_in(kit.folder).all:
        if _matches(search, stock.name, stock.maker, stock.reference):
            line: Line = {
                "name": stock.name,
                "maker": stock.maker,
                "reference": stock.reference,
                "paper": stock.paper,
                "columns": stock.columns,
                "rows": stock.rows,
                "label": stock.label,
                "margin": stock.margin,
                "pitch": stock.pitch,
                "cut": stock.cut,
            }
            unsaid: Line = dict.fromkeys(set(line) - {"name"}, "")
            yield line, unsaid | {"maker": stock.words(current())}


def _deleted(kit: Kit, meeting_id: str | None, search: str | None) -> Iterator[Listed]:
    for one in kit.deletions.all():
        if meeting_id in (None, one.id) and _matches(search, one.name or ""):
            line: Line = {
                "id": one.id,
                "record": one.record,
                "name": one.name,
                "starts_at": one.starts_at,
                "deleted_at": one.deleted_at,
                "changed_since": one.changed_since,
            }
            changed = tr("changed since by somebody who did not know") if one.changed_since else ""
            yield line, {"changed_since": changed}


def _matches(search: str | None, *texts: str) -> bool:
    """Tell whether every word of ``search`` begins a word of ``texts``, as it does for people."""
    from organiser_kit.rules.text import tokens

    words = [word for text in texts for word in tokens(text)]
    return not search or all(any(word.startswith(start) for word in words) for start in tokens(search))


_LISTS: dict[str, Callable[[Kit, str | None, str | None], Iterator[Listed]]] = {
    "groups": _groups,
    "meetings": _meetings,
    "people": _people,
    "venues": _venues,
    "structures": _structures,
    "registrations": _registrations,
    "stocks": _stocks,
    "deleted": _deleted,
}
