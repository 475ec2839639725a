"""What is known of one venue: where, who holds the key, access, equipment, connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.form import FormField
from ui.widgets.kept_fields import KeptFields
from ui.widgets.panels import Card
from ui.widgets.status_pill import StatusPill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.venues.presenter import VenueState

FIELDS = (
    "name", "room", "address", "postcode", "commune", "structure_id", "capacity", "computers",
    "power_sockets", "projectors", "printers", "internet", "step_free_access", "hearing_loop", "transport",
    "opening", "onsite_contact", "host_list_required", "notes",
)  # fmt: skip


class VenueForm(QWidget):
    """Emits ``kept`` with the venue's id, a field and its value; ``verified`` with the venue's id."""

    kept = Signal(str, str, object)
    verified = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.fields = KeptFields(self)
        self.fields.kept.connect(self._keep)
        self._venue_id = ""
        self._structures: tuple[tuple[str, str], ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["l"])
        for card in (self._place(), self._reaching(), self._equipment(), self._keys()):
            column.addWidget(card)
        column.addStretch(1)

    def _place(self) -> Card:
        card = Card()
        head = FlowLayout()
        self.title = label("", "heading", wrap=True)
        self.uses = label("", "muted")
        self.checked = StatusPill()
        self.verify_button = button(
            tr("Checked today"), lambda: self.verified.emit(self._venue_id), "plain", "check"
        )
        head.add(self.title, grow=True)
        head.add(self.uses)
        head.add(self.checked)
        head.add(self.verify_button)
        card.add(head)
        fields = self.fields
        self.name = fields.text("name")
        self.structure = fields.choice("structure_id", ())
        _grid(
            card,
            (
                (tr("Name"), self.name, 2),
                (tr("Room"), fields.text("room"), 1),
                (tr("Number and street"), fields.text("address"), 2),
                (tr("Postcode"), fields.text("postcode", 20), 1),
                (tr("Town"), fields.text("commune"), 1),
                (tr("Structure that hosts"), self.structure, 2),
            ),
        )
        return card

    def _reaching(self) -> Card:
        card = Card(tr("Access"))
        fields = self.fields
        _grid(
            card,
            (
                (tr("Access without a step"), fields.choice("step_free_access", _yes_or_no()), 1),
                (tr("Hearing loop"), fields.choice("hearing_loop", _yes_or_no()), 1),
                (tr("How to come"), fields.lines("transport"), 3),
            ),
        )
        return card

    def _equipment(self) -> Card:
        card = Card(tr("Equipment and connection"), tr("Count what a meeting may use."))
        fields = self.fields
        unknown = tr("Not known")
        self.capacity = fields.number("capacity", 1, 999, unknown)
        self.internet = fields.choice("internet", _internet())
        _grid(
            card,
            (
                (tr("Seats"), self.capacity, 1),
                (tr("Computers"), fields.number("computers", 0, 999, unknown), 1),
                (tr("Power sockets"), fields.number("power_sockets", 0, 999, unknown), 1),
                (tr("Projectors"), fields.number("projectors", 0, 99, unknown), 1),
                (tr("Printers"), fields.number("printers", 0, 99, unknown), 1),
                (tr("Internet"), self.internet, 1),
            ),
        )
        self.software = fields.text("offline_software", 1_000)
        card.add(
            FormField(tr("Software installed there"), self.software, tr("Separate the names with commas."))
        )
        return card

    def _keys(self) -> Card:
        card = Card(tr("Keys and reception"))
        fields = self.fields
        self.opening = fields.lines("opening")
        self.contact = fields.text("onsite_contact")
        _grid(
            card,
            (
                (tr("When it opens, who holds the key"), self.opening, 3),
                (tr("Whom to call on the spot"), self.contact, 3),
            ),
        )
        self.host_list = fields.tick("host_list_required", tr("The reception wants the names beforehand"))
        card.add(self.host_list)
        notes = fields.lines("notes")
        card.add(FormField(tr("Notes"), notes, tr("About the place only, never about people.")))
        return card

    def show_venue(self, state: VenueState) -> None:
        """Show a venue; what is being typed about the same one stays."""
        venue = state.venue
        anew = venue.id != self._venue_id
        self._venue_id = venue.id
        self.title.setText(venue.name)
        self.uses.setText(state.uses)
        icon = "circle-check" if state.tone == "success" else "triangle-alert"
        self.checked.show_status(state.tone, icon, state.checked)
        self._offer_structures(state.structures)
        values = {field: getattr(venue, field) for field in FIELDS}
        values["offline_software"] = ", ".join(venue.offline_software) or None
        self.fields.fill(values, anew=anew)

    def _offer_structures(self, structures: Sequence[tuple[str, str]]) -> None:
        chosen = self.structure.currentData()
        self.structure.clear()
        self.structure.addItem(tr("None"), None)
        for name, structure_id in structures:
            self.structure.addItem(name, structure_id)
        self.structure.setCurrentIndex(max(0, self.structure.findData(chosen)))
        self.structure.setToolTip(self.structure.currentText())

    def _keep(self, field: str, value: object) -> None:
        if field == "offline_software":
            value = tuple(part.strip() for part in str(value or "").split(",") if part.strip())
        if self._venue_id:
            self.kept.emit(self._venue_id, field, value)


def _grid(card: Card, fields: Sequence[tuple[str, QWidget, int]]) -> None:
    """Lay fields on three columns, or under each other where text is large."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.SPACE["l"])
    grid.setVerticalSpacing(theme.SPACE["m"])
    columns = 1 if theme.current().is_large else 3
    for place in range(columns):
        grid.setColumnStretch(place, 1)
    row, place = 0, 0
    for words, widget, width in fields:
        taken = min(width, columns)
        if place + taken > columns:
            row, place = row + 1, 0
        grid.addWidget(FormField(words, widget), row, place, 1, taken, Qt.AlignmentFlag.AlignTop)
        place += taken
    card.add(grid)


def _yes_or_no() -> tuple[tuple[str, bool | None], ...]:
    return ((tr("Not known"), None), (tr("Yes"), True), (tr("No"), False))


def _internet() -> tuple[tuple[str, str | None], ...]:
    return (
        (tr("Not known"), None),
        (tr("None"), "none"),
        (tr("Weak"), "weak"),
        (tr("Good"), "good"),
    )
