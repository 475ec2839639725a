"""Everything that this copy holds of one person: the right to see one's data, and to take them along."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from organiser_kit.exports.person_page import PersonPage, page_html, page_json
from organiser_kit.files import write_bytes
from organiser_kit.i18n import current, tr
from organiser_kit.model.meetings import Group
from organiser_kit.model.people import Person
from organiser_kit.model.places import Structure
from organiser_kit.model.record import group_of
from organiser_kit.rules.retention import LOG_KEPT
from organiser_kit.rules.wording import clock_time, display_name, short_date

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.services.person_sections import PersonSections
    from organiser_kit.services.store import Store

_LOG = "access_log"


class PersonFile:
    """Writes a person's file, and keeps that it was written: when, and for which id."""

    def __init__(self, store: Store, sections: PersonSections) -> None:
        self._store = store
        self._sections = sections

    def write(self, person_id: str, folder: Path) -> tuple[Path, ...]:
        """Write what is kept about somebody, in every group of this copy, as JSON and as a page to read.

        The names of the files do not tell whose they are.

        Args:
            person_id: a person, deleted or not.
            folder: where to write; made if need be.

        Raises:
            NotFoundError: nobody has this id.
            UserError: it cannot be written there.
        """
        page = self.page(person_id)
        name = f"personal-data-{person_id}"
        files = (
            write_bytes(folder / f"{name}.json", page_json(page)),
            write_bytes(folder / f"{name}.html", page_html(page)),
        )
        self._note(person_id)
        return files

    def page(self, person_id: str) -> PersonPage:
        """Return what is kept about somebody.

        Raises:
            NotFoundError: nobody has this id.
        """
        records = self._store.records
        person = records.get(Person, person_id)
        first = person.twin_of or person.id
        selves = records.find(Person, "id = ? OR twin_of = ?", (first, first), deleted=True)
        ids = {known.id for known in selves}
        now = self._store.clock.now()
        return PersonPage(
            title=tr("What is kept about {name}", name=display_name(person.family_name, person.given_name)),
            language=current().language,
            made_at=now,
            about=(_made(now), *self._earlier(ids), *self._answerable(selves), _elsewhere()),
            rights=_rights(),
            sections=self._sections.all(selves),
            used_for=tr("Used"),
            kept=tr("Kept"),
            nothing=tr("Nothing."),
        )

    def _answerable(self, selves: list[Person]) -> list[str]:
        """Return who hosts the groups that know the person, and whom to write to."""
        sentences = []
        for known in selves:
            group = self._store.records.seen(Group, group_of(known.scope))
            host = self._store.records.seen(Structure, group.host_structure_id) if group else None
            contacts = [text for text in (host.privacy_contact, host.dpo_contact) if text] if host else []
            if host and contacts:
                sentences.append(
                    tr("Contact at {structure}: {contact}.", structure=host.name, contact=", ".join(contacts))
                )
            elif host:
                sentences.append(tr("Hosted by {structure}.", structure=host.name))
        return list(dict.fromkeys(sentences))

    def _earlier(self, ids: set[str]) -> list[str]:
        days = [_day(datetime.fromisoformat(one["at"])) for one in self._log() if one["person"] in ids]
        if not days:
            return []
        return [tr("Written before on: {days}.", days=", ".join(dict.fromkeys(days)))]

    def _log(self) -> list[dict[str, str]]:
        kept: list[dict[str, str]] = json.loads(self._store.device.get(_LOG) or "[]")
        return kept

    def _note(self, person_id: str) -> None:
        """Keep, for a year, that the file was written: an id that means nothing once the person is erased."""
        now = self._store.clock.now()
        with self._store.database.transaction():
            recent = [one for one in self._log() if datetime.fromisoformat(one["at"]) > now - LOG_KEPT]
            recent.append({"person": person_id, "at": now.isoformat()})
            self._store.device.put(_LOG, json.dumps(recent))


def _made(now: datetime) -> str:
    return tr(
        "Written on {date} at {time} (UTC) by Organiser Kit from the copy of one laptop.",
        date=_day(now),
        time=clock_time(now, current()),
    )


def _day(moment: datetime) -> str:
    return short_date(moment, current())


def _elsewhere() -> str:
    return tr(
        "Not in here: papers that were printed, what other laptops and the server have not exchanged with "
        "this one yet, and your name in a note that somebody wrote about something else."
    )


def _rights() -> tuple[str, ...]:
    return (
        tr(
            "You may see your data, take them away in a file, have them corrected, erased or set "
            "aside, object to their use, and take back at any time what you agreed to. Tell the "
            "organiser, or write to the contact above: you have an answer within a month."
        ),
        tr("You may also complain to the CNIL: www.cnil.fr."),
    )
