"""What a person says of cells left open, what is then recorded, and how paper and screen compare."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from organiser_kit.errors import NotFoundError
from organiser_kit.model.attendance import Method
from organiser_kit.papers.signed_sheets import record
from organiser_kit.reading.sheet.results import CellState
from organiser_kit.services.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from organiser_kit.kit import Kit
    from organiser_kit.papers.signed_sheets import Recorded, SignedPage, SignedRow, SignedSheets
    from organiser_kit.services.views import RosterEntry


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a cell stands: on which paper and page, and its row as the sheet counts them."""

    paper: str
    page: int
    row: int


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Whose name is written on a blank line: somebody new by their names, or somebody known here.

    Attributes:
        person_id, known_as: who it is and how their name is shown, of somebody known.
    """

    person_id: str | None = None
    known_as: str = ""
    family_name: str = ""
    given_name: str = ""
    structure: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person said.

    Attributes:
        cells: whether a cell counts as signed, whatever the reader saw in it.
        walk_ins: whose names stand on blank lines.
    """

    cells: Mapping[Place, bool] = field(default_factory=dict)
    walk_ins: Mapping[Place, WalkIn] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """Who signed and who did not, by id.

    Attributes:
        signed: who signed, people on blank lines included.
        unsigned: whose cell is empty on every page that names them.
        open: whose cell nobody has decided.
        whole: whether every page was read, so that whoever is nowhere did not sign at all.
    """

    signed: frozenset[str] = frozenset()
    unsigned: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    whole: bool = False


class Differs(StrEnum):
    """How paper and screen differ about somebody."""

    NOT_ON_SCREEN = "not_on_screen"
    NOT_SIGNED = "not_signed"
    ON_NO_ROW = "on_no_row"


@dataclass(frozen=True, slots=True)
class Difference:
    """Somebody about whom paper and screen differ."""

    person_id: str
    kind: Differs


def rows_of(meeting_id: str, signed: SignedSheets) -> list[tuple[Place, SignedPage, SignedRow]]:
    """Return every cell that is signed for a meeting, from the first page's top; other columns left out."""
    return [
        (Place(page.paper.id, page.page, row.cell.row), page, row)
        for page in signed.pages
        for row in page.rows
        if row.cell.column == page.paper.column_of(meeting_id)
    ]


def decided(meeting_id: str, signed: SignedSheets, cells: Mapping[Place, bool]) -> SignedSheets:
    """Return what was read, with what a person said instead where they said something."""
    return replace(
        signed,
        pages=tuple(
            replace(page, rows=tuple(_decided(meeting_id, page, row, cells) for row in page.rows))
            for page in signed.pages
        ),
    )


def _decided(meeting_id: str, page: SignedPage, row: SignedRow, cells: Mapping[Place, bool]) -> SignedRow:
    said = cells.get(Place(page.paper.id, page.page, row.cell.row))
    if said is None or row.cell.column != page.paper.column_of(meeting_id):
        return row
    state = CellState.SIGNED if said else CellState.EMPTY
    return replace(row, cell=replace(row.cell, state=state, confidence=1.0, doubt=None))


def record_decided(
    kit: Kit, meeting_id: str, signed: SignedSheets, said: Decided
) -> tuple[Recorded, PaperSeen]:
    """Record who signed, as read and as a person said; return also what the paper says of everybody.

    Raises:
        UserError: the attendance of this meeting can no longer change.
    """
    final = decided(meeting_id, signed, said.cells)
    done = record(kit, meeting_id, final)
    guests = [_record_walk_in(kit, meeting_id, said.walk_ins[place], done) for place in sorted(said.walk_ins)]
    return done, paper_seen(meeting_id, final, [guest for guest in guests if guest])


def _record_walk_in(kit: Kit, meeting_id: str, walk_in: WalkIn, done: Recorded) -> str | None:
    """Record somebody of a blank line and return their id, None if they are known here no longer."""
    if walk_in.person_id is None:
        result = kit.check_in.walk_in(
            meeting_id,
            family_name=walk_in.family_name,
            given_name=walk_in.given_name,
            structure=walk_in.structure or None,
            method=Method.SIGNED_PAPER,
        )
    else:
        try:
            result = kit.check_in.admit(meeting_id, walk_in.person_id, method=Method.SIGNED_PAPER)
        except NotFoundError:
            done.problems.append(walk_in.person_id)
            return None
    person = result.person_id or ""
    (done.recorded if result.verdict is Verdict.CHECKED_IN else done.known).append(person)
    return person


def paper_seen(meeting_id: str, signed: SignedSheets, guests: Iterable[str] = ()) -> PaperSeen:
    """Return who signed; ``guests`` are people named on blank lines. One signature on any page is enough."""
    by_state: dict[CellState, set[str]] = {state: set() for state in CellState}
    for _, _, row in rows_of(meeting_id, signed):
        if row.person:
            by_state[row.cell.state].add(row.person)
    came = by_state[CellState.SIGNED] | set(guests)
    doubtful = by_state[CellState.REVIEW] - came
    return PaperSeen(
        signed=frozenset(came),
        unsigned=frozenset(by_state[CellState.EMPTY] - came - doubtful),
        open=frozenset(doubtful),
        whole=bool(signed.pages) and not signed.missing,
    )


def differences(paper: PaperSeen, entries: Iterable[RosterEntry]) -> tuple[Difference, ...]:
    """Return about whom paper and screen differ, in the order of ``entries``."""
    found = ((entry.person.id, _differs(paper, entry)) for entry in entries)
    return tuple(Difference(person, kind) for person, kind in found if kind)


def _differs(paper: PaperSeen, entry: RosterEntry) -> Differs | None:
    person = entry.person.id
    if not entry.presence.is_present:
        return Differs.NOT_ON_SCREEN if person in paper.signed else None
    if person in paper.unsigned:
        return Differs.NOT_SIGNED
    if paper.whole and person not in paper.signed | paper.open:
        return Differs.ON_NO_ROW
    return None
