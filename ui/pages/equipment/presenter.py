"""The equipment of a meeting in words, and what people write about it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import current, tr, trn
from organiser_kit.rules.bringing import source_words
from organiser_kit.rules.wording import display_name
from ui.pages.one_meeting import MeetingEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.model.preparation import EquipmentSource
    from organiser_kit.services.equipment import Equipment, Piece


@dataclass(frozen=True)
class PieceLine:
    """One thing in words.

    Attributes:
        amount: how many are needed.
        standing: how many are there and who brings the rest.
        tone: ``success`` where it is settled, ``warning`` where some is missing, ``neutral`` to ask.
        piece: what a dialog begins with.
    """

    key: str
    name: str
    amount: str
    standing: str
    note: str
    tone: str
    icon: str
    piece: Piece


@dataclass(frozen=True)
class Bringer:
    """Somebody who may bring a thing."""

    person_id: str
    name: str


@dataclass(frozen=True)
class EquipmentState:
    """The whole list."""

    meeting_id: str
    counted: str
    progress: str
    tone: str
    icon: str
    lines: tuple[PieceLine, ...]
    bringers: tuple[Bringer, ...]
    removed: tuple[PieceLine, ...]


@dataclass(frozen=True)
class PieceFields:
    """What the dialog of one thing says; ``needed`` is ``None`` for what the kit counts."""

    needed: int | None
    available: int | None
    source: EquipmentSource | None
    brought_by: str | None


class EquipmentView(Protocol):
    """The card, as its presenter sees it."""

    def show_equipment(self, state: EquipmentState) -> None:
        """Show the list."""
        ...

    def show_kept(self, part: str) -> None:
        """Say quietly in the form that a field is saved."""
        ...

    def show_wrong(self, part: str, error: KitError) -> None:
        """Say beside its field why it is not saved."""
        ...

    def added(self) -> None:
        """Make room for the next thing."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class EquipmentPresenter(MeetingEditor[EquipmentView, EquipmentState]):
    """Reads and writes the equipment of one meeting."""

    def _question(self, meeting_id: str) -> Callable[[Kit], EquipmentState]:
        return lambda kit: read(kit, meeting_id)

    def _show(self, state: EquipmentState) -> None:
        self._view.show_equipment(state)

    def keep(self, key: str, part: str, fields: PieceFields) -> None:
        """Keep one field of what is known of a thing."""
        meeting_id, value = self.meeting_id, getattr(fields, part)
        self._do(
            lambda kit: kit.equipment.note(meeting_id, key, **{part: value}),
            lambda _: self._view.show_kept(part),
            lambda error: self._view.show_wrong(part, error),
        )

    def add(self, text: str, needed: int) -> None:
        """Add a thing of the meeting's own."""
        meeting_id = self.meeting_id
        self._do(lambda kit: kit.equipment.add(meeting_id, text, needed), lambda _: self._view.added())

    def remove(self, line: PieceLine) -> None:
        """Take a thing off the list, with a way back."""
        meeting_id = self.meeting_id
        self._tell(
            lambda kit: kit.equipment.remove(meeting_id, line.key),
            tr("Taken off the list: {text}", text=line.name),
            lambda: self.bring_back(line.key),
        )

    def bring_back(self, *keys: str) -> None:
        """Put things back on the list."""
        meeting_id = self.meeting_id

        def all_of_them(kit: Kit) -> None:
            for key in keys:
                kit.equipment.bring_back(meeting_id, key)

        self._do(all_of_them)


def read(kit: Kit, meeting_id: str) -> EquipmentState:
    """Return the list in words."""
    equipment = kit.equipment.of(meeting_id, current().language)
    roster = kit.registrations.roster(meeting_id)
    names = {entry.person.id: entry.name for entry in roster}
    for piece in equipment.pieces:
        person = kit.people.seen(piece.brought_by) if piece.brought_by else None
        if person is not None:
            names.setdefault(person.id, display_name(person.family_name, person.given_name))
    return describe(meeting_id, equipment, names)


def describe(meeting_id: str, equipment: Equipment, names: dict[str, str]) -> EquipmentState:
    """Return the list in words; ``names`` are those of everybody who may bring something."""
    lines = tuple(_line(piece, names) for piece in equipment.pieces)
    open_ones = sum(not piece.is_settled for piece in equipment.pieces)
    return EquipmentState(
        meeting_id=meeting_id,
        counted=trn(
            "Counted for {n} person, registered or with a role. A group begun counts as one.",
            "Counted for {n} people, registered or with a role. A group begun counts as one.",
            equipment.people,
        ),
        progress=_progress(open_ones),
        tone="neutral" if open_ones else "success",
        icon="hard-drive" if open_ones else "circle-check",
        lines=lines,
        bringers=tuple(Bringer(person_id, name) for person_id, name in names.items()),
        removed=tuple(_line(piece, names) for piece in equipment.removed),
    )


def _progress(open_ones: int) -> str:
    if not open_ones:
        return tr("Everything is there, or somebody brings it.")
    return trn("{n} thing to settle", "{n} things to settle", open_ones)


def _line(piece: Piece, names: dict[str, str]) -> PieceLine:
    note = piece.material.note if piece.material else None
    lacks = bool(piece.missing) and not piece.is_settled
    return PieceLine(
        key=piece.key,
        name=piece.name,
        amount=tr("{n} needed", n=piece.needed),
        standing=_standing(piece, names),
        note=note.text(current().language) if note else "",
        tone="success" if piece.is_settled else "warning" if lacks else "neutral",
        icon="circle-check" if piece.is_settled else "triangle-alert" if lacks else "circle",
        piece=piece,
    )


def _standing(piece: Piece, names: dict[str, str]) -> str:
    parts = [_there(piece)]
    who = names.get(piece.brought_by or "")
    if piece.source is not None:
        source = source_words(piece.source, current())
        who = tr("{name} ({source})", name=who, source=source) if who else source
    if who:
        parts.append(tr("Brought by: {who}", who=who))
    return " · ".join(part for part in parts if part)


def _there(piece: Piece) -> str:
    if piece.missing is None:
        return "" if piece.is_settled else _way(piece)
    if piece.missing == 0:
        return tr("{n} there: enough", n=piece.there)
    return tr("{there} there, {missing} missing", there=piece.there, missing=piece.missing)


def _way(piece: Piece) -> str:
    """Return what is to be done about a thing of which nobody knows anything yet."""
    material = piece.material
    if material is not None and material.handout:
        return tr("To print")
    if material is not None and material.at_venue:
        return tr("To ask the venue for")
    return tr("To bring: nobody has said yet that they will")
