"""The rows of a signed sheet as whoever goes through them sees them. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from organiser_kit.i18n import current, tr
from organiser_kit.papers.sheet_review import Place, rows_of
from organiser_kit.papers.signed_sheets import gather
from organiser_kit.reading.sheet.results import CellState, Doubt
from organiser_kit.rules.wording import clock_time, display_name
from ui.pages import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.kit import Kit
    from organiser_kit.model.meetings import Meeting
    from organiser_kit.papers.sheet_review import Decided, WalkIn
    from organiser_kit.papers.signed_sheets import SignedPage, SignedRow, SignedSheets
    from organiser_kit.reading.sheet.files import Looked
    from organiser_kit.services.views import RosterEntry

Answer = Literal["signed", "empty", "open"]


@dataclass(frozen=True)
class Known:
    """What the copy says of somebody on the sheet; ``screen`` is '' for whoever is not marked as present."""

    name: str
    structure: str
    screen: str


@dataclass(frozen=True)
class Sheets:
    """What was read, beside what the copy knows: of the people on it, and who is present on the screen."""

    signed: SignedSheets
    people: dict[str, Known]
    present: frozenset[str]


@dataclass(frozen=True)
class Line:
    """One row of the sheet.

    Attributes:
        person_id: None on a blank line.
        person: the name, or which blank line it is.
        screen: what the screen says, '' when it does not say present.
        picture: the cell as photographed, a PNG; ``name_picture`` the name on a blank line, b"" elsewhere.
        doubt: a sentence for why a person has to look, '' where the reader was sure.
        answer: what holds now.
        words: the same in words.
        by_hand: whether a person said so.
    """

    place: Place
    person_id: str | None
    person: str
    structure: str
    screen: str
    picture: bytes
    name_picture: bytes
    doubt: str
    answer: Answer
    words: str
    by_hand: bool

    @property
    def is_walk_in(self) -> bool:
        """Return whether it is a line for people who came without registering."""
        return self.person_id is None

    @property
    def is_asked(self) -> bool:
        """Return whether a person has to look, or had to before they answered."""
        return bool(self.doubt)


def read_again(kit: Kit, meeting_id: str, looked: Sequence[Looked]) -> Sheets:
    """Put together what was read and what is known, as both stand now."""
    signed = gather(kit, meeting_id, looked)
    meeting = kit.meetings.get(meeting_id)
    roster = {entry.person.id: entry for entry in kit.registrations.roster(meeting_id)}
    wanted = {row.person for _, _, row in rows_of(meeting_id, signed) if row.person}
    return Sheets(
        signed,
        {person: _known(kit, person, roster.get(person), meeting) for person in wanted},
        frozenset(person for person, entry in roster.items() if entry.presence.is_present),
    )


def _known(kit: Kit, person_id: str, entry: RosterEntry | None, meeting: Meeting) -> Known:
    if entry is not None:
        return Known(entry.name, entry.structure_name or "", _on_screen(entry, meeting))
    person = kit.people.seen(person_id)
    if person is None:
        return Known(tr("Somebody who is no longer known here"), "", "")
    return Known(display_name(person.family_name, person.given_name), "", "")


def _on_screen(entry: RosterEntry, meeting: Meeting) -> str:
    arrived = entry.presence.arrived_at
    if not entry.presence.is_present:
        return ""
    if arrived is None:
        return tr("On the screen: present")
    return tr(
        "On the screen: present since {time}", time=clock_time(phrases.local(arrived, meeting), current())
    )


def lines_of(meeting_id: str, sheets: Sheets, said: Decided) -> tuple[Line, ...]:
    """Return the rows that say something, in the sheet's order: blank lines nobody used are left out."""
    found = (_line(place, page, row, sheets, said) for place, page, row in rows_of(meeting_id, sheets.signed))
    return tuple(line for line in found if line is not None)


def _line(place: Place, page: SignedPage, row: SignedRow, sheets: Sheets, said: Decided) -> Line | None:
    if row.person is None:
        return _walk_in_line(place, page, row, said)
    known = sheets.people[row.person]
    by_hand = said.cells.get(place)
    answer = _answer(row.cell.state, by_hand)
    doubt = doubt_words(row.cell.doubt) if row.cell.state is CellState.REVIEW else ""
    return Line(
        place=place,
        person_id=row.person,
        person=known.name,
        structure=known.structure,
        screen=known.screen,
        picture=row.cell.crop,
        name_picture=b"",
        doubt=doubt,
        answer=answer,
        words=_words(answer, by_hand=by_hand is not None),
        by_hand=by_hand is not None,
    )


def _walk_in_line(place: Place, page: SignedPage, row: SignedRow, said: Decided) -> Line | None:
    name = next((name for name in page.names if name.row == place.row), None)
    is_signed = row.cell.state is not CellState.EMPTY
    # On a paper of two meetings, whoever signs in the other column was at the other meeting.
    only_column = page.reading.rows.columns == 1
    if not (is_signed or (only_column and name is not None and name.is_written)):
        return None
    guest, nobody = said.walk_ins.get(place), said.cells.get(place) is False
    answer: Answer = "signed" if guest else "empty" if nobody else "open"
    return Line(
        place=place,
        person_id=None,
        person=tr("Blank line {number}", number=place.row),
        structure="",
        screen="",
        picture=row.cell.crop,
        name_picture=name.crop if name else b"",
        doubt=_walk_in_doubt(is_signed=is_signed),
        answer=answer,
        words=guest_name(guest) if guest else tr("Nobody") if nobody else tr("To be looked at"),
        by_hand=answer != "open",
    )


def _answer(state: CellState, by_hand: bool | None) -> Answer:
    if by_hand is not None:
        return "signed" if by_hand else "empty"
    return {CellState.SIGNED: "signed", CellState.EMPTY: "empty", CellState.REVIEW: "open"}[state]  # type: ignore[return-value]


def _words(answer: Answer, *, by_hand: bool) -> str:
    if answer == "open":
        return tr("To be looked at")
    if answer == "signed":
        return tr("Signed, as you said") if by_hand else tr("Signed")
    return tr("Empty, as you said") if by_hand else tr("Empty")


def _walk_in_doubt(*, is_signed: bool) -> str:
    if is_signed:
        return tr("Somebody who had not registered signed here: type the name you read.")
    return tr("A name stands here without a signature: type it if this person was there.")


def guest_name(guest: WalkIn) -> str:
    """Return the name of somebody on a blank line."""
    return guest.known_as or display_name(guest.family_name, guest.given_name)


def doubt_words(doubt: Doubt | None) -> str:
    """Return why a person has to look, as a sentence."""
    if doubt is None:
        return tr("The reader could not decide: look at the picture.")
    return {
        Doubt.SMALL: tr("There is little ink: a tick, initials, or a dot?"),
        Doubt.LINE: tr("There is one straight line: a signature, or a row struck out?"),
        Doubt.SHARED: tr("The ink runs from one row into another: whose is it?"),
        Doubt.FAINT: tr("The ink is very pale: did the pen write?"),
        Doubt.DIFFERS: tr("Two pictures of this page do not say the same."),
    }[doubt]
