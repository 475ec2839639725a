"""One group: its fields, its openness, its members, and handing it over; every field is kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from organiser_kit.i18n import tr
from organiser_kit.model.meetings import Cadence, Formation, GroupStatus
from organiser_kit.model.people import Origin
from organiser_kit.services.export_tables import Selection
from organiser_kit.services.exports import Thing
from ui import theme
from ui.dialogs.export_file import choose_export, choose_folder
from ui.navigation import Route
from ui.pages.exporting import ExportPresenter, proposed_name
from ui.pages.groups import presenter as words
from ui.pages.groups.going_on_card import GoingOnCard
from ui.pages.groups.hand_over import HandOverCard
from ui.pages.groups.presenter import GroupsPresenter
from ui.pages.meetings.page import new_in
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.widgets.basics import button, keep_narrow, label
from ui.widgets.flow import FlowLayout
from ui.widgets.form import FormField
from ui.widgets.kept_fields import KeptFields
from ui.widgets.list_table import ListTable
from ui.widgets.panels import Card, EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.errors import KitError
    from ui.pages.groups.presenter import GroupState, MemberLine
    from ui.pages.page import Context

_HEIGHT = 240
_KINDS: dict[str, type[Formation | GroupStatus | Cadence]] = {
    "formation": Formation,
    "status": GroupStatus,
    "cadence": Cadence,
}
FIELDS = (
    "name", "formation", "status", "cadence", "session_label", "target_size", "min_size", "open_seats",
    "coordinator", "pad_url",
)  # fmt: skip


class GroupsPage(Page):
    """Shows one group at a time."""

    import_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = GroupsPresenter(context.session, self, context.notify)
        self.exports = ExportPresenter(context.session, self, context.notify)
        self.choose_export: Callable[[QWidget, Thing, str], Path | None] = choose_export
        self._state: GroupState | None = None
        head = FlowLayout(theme.SPACE["m"])
        head.add(label(tr("Groups"), "title"), grow=True)
        self.choice = keep_narrow(QComboBox(), 24)
        self.choice.setAccessibleName(tr("Group"))
        self.choice.activated.connect(lambda _: self._choose())
        head.add(self.choice)
        self.column.addLayout(head)
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self._empty = EmptyState(
            "house",
            tr("No group yet"),
            tr("A group is made with its first pair of meetings: plan one on the page of the meetings."),
        )
        self.column.addWidget(self._empty, 1)
        self.fields = KeptFields(self)
        self.fields.kept.connect(self._keep)
        self.hand_over = HandOverCard()
        self.hand_over.mentored.connect(self.presenter.mentor)
        self.hand_over.handed.connect(self.presenter.hand_over)
        self.hand_over.copied.connect(self._save_pictures)
        self.choose_folder: Callable[[QWidget], Path | None] = choose_folder
        self.going_on = self._going_on_card()
        self._cards = (self._group_card(), self._openness_card(), self._members_card(), self.hand_over)
        for card in (self.going_on, *self._cards):
            self.column.addWidget(card)
        self.column.addStretch(1)
        context.session.bus.on(
            ("group", "person", "membership", "meeting_role", "meeting", "structure", "consent", "resource"),
            self,
            lambda _: self.presenter.load() if self.isVisible() else None,
        )

    def _going_on_card(self) -> GoingOnCard:
        card = GoingOnCard()
        card.exported.connect(self._export_contacts)
        card.people_wanted.connect(lambda: self.context.go(Route("people")))
        card.planned.connect(lambda: self.context.go(Route("meetings", step=new_in(self._group_id))))
        card.library_wanted.connect(lambda: self.context.go(Route("library", step="resources")))
        card.hand_over_wanted.connect(self._go_to_hand_over)
        card.became.connect(lambda: self._keep("status", GroupStatus.COMMUNITY))
        return card

    def _group_card(self) -> Card:
        card = Card(tr("The group"))
        fields = self.fields
        self.name = fields.text("name")
        self.open_seats = fields.number("open_seats", 0, 999, tr("Not known"))
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("Name"), self.name),
            (tr("Formation"), fields.choice("formation", [(words.formation_words(o), o) for o in Formation])),
            (tr("Status"), fields.choice("status", [(words.status_words(o), o) for o in GroupStatus])),
            (tr("Rhythm"), fields.choice("cadence", [(words.cadence_words(o), o) for o in Cadence])),
            (tr("Session, for instance 2026-2"), fields.text("session_label", 40)),
            (tr("Size wanted"), fields.number("target_size", 1, 999, tr("Not known"))),
            (tr("Least size"), fields.number("min_size", 1, 999, tr("Not known"))),
            (tr("Seats open to other structures"), self.open_seats),
            (tr("Coordinator: name and e-mail"), fields.text("coordinator")),
            (tr("Pad on the network"), fields.text("pad_url")),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["l"])
        grid.setVerticalSpacing(theme.SPACE["m"])
        columns = 1 if theme.current().is_large else 2
        for place, (name, widget) in enumerate(rows):
            grid.setColumnStretch(place % columns, 1)
            grid.addWidget(
                FormField(name, widget), place // columns, place % columns, Qt.AlignmentFlag.AlignTop
            )
        card.add(grid)
        return card

    def _openness_card(self) -> Card:
        card = Card(tr("Openness"), tr("The more places people come from, the more they bring each other."))
        self.openness = label("", wrap=True)
        card.add(self.openness)
        return card

    def _members_card(self) -> Card:
        card = Card(tr("Members"), " ")
        self.import_button = button(tr("Import…"), self.import_asked.emit, "plain", "upload")
        self.export_button = button(tr("Export…"), self._export, "plain", "download")
        for made in (self.export_button, self.import_button):
            card.header.add(made)
        self.model = QStandardItemModel(0, 4)
        self.table = ListTable(tr("Members"))
        self.table.setModel(self.model)
        self.table.setMinimumHeight(theme.current().height(_HEIGHT))
        self.table.set_empty_words(tr("Nobody yet: register people at a meeting, or add them under People."))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_origin())
        card.add(self.table)
        self.origin = QComboBox()
        for origin in (None, *Origin):
            self.origin.addItem(words.origin_words(origin), origin)
        self.origin.activated.connect(lambda _: self._note_origin())
        card.add(FormField(tr("How the person selected came to the group"), self.origin))
        self.leaving_button = button(tr("Has left the group"), self._note_leaving)
        line = FlowLayout()
        line.add(self.leaving_button)
        card.add(line)
        return card

    def enter(self, route: Route) -> None:
        """Read the group that the step names, else the one shown last."""
        self.notice.clear()
        if route.step:
            self.presenter.choose(route.step)
        else:
            self.presenter.load()

    def leave(self) -> None:
        """Keep what is being typed."""
        self.fields.finish()

    def group_at_hand(self) -> str:
        """Return the group that is open."""
        return self._state.group.id if self._state is not None else ""

    def show_group(self, state: GroupState | None) -> None:
        """Show a group; what is being typed about the same one stays."""
        anew = self._state is None or state is None or self._state.group.id != state.group.id
        kept = self._selected()
        self._state = state
        self._empty.setVisible(state is None)
        for card in self._cards:
            card.setVisible(state is not None)
        self.going_on.show_state(state.going_on if state else None)
        self.choice.setVisible(state is not None and len(state.groups) > 1)
        if state is None:
            return
        self.choice.clear()
        for name, group_id in state.groups:
            self.choice.addItem(name, group_id)
        self.choice.setCurrentIndex(self.choice.findData(state.group.id))
        self.fields.fill({field: getattr(state.group, field) for field in FIELDS}, anew=anew)
        self.openness.setText(" ".join(state.openness))
        self._show_members(state, kept)
        self.hand_over.show_group(state)

    def _show_members(self, state: GroupState, kept: MemberLine | None) -> None:
        self.model.setRowCount(0)
        self.model.setHorizontalHeaderLabels([tr("Name"), tr("Structure"), tr("Origin"), tr("Since")])
        for row, one in enumerate(state.members):
            texts = (one.name, one.structure, one.origin_words, one.since)
            self.model.appendRow([QStandardItem(text) for text in texts])
            if kept is not None and kept.person_id == one.person_id:
                self.table.selectRow(row)
        self.table.stretch(1)
        self._show_origin()

    def _selected(self) -> MemberLine | None:
        row = self.table.selected_row()
        if self._state is None or row is None or row >= len(self._state.members):
            return None
        return self._state.members[row]

    def _show_origin(self) -> None:
        line = self._selected()
        self.origin.setEnabled(line is not None)
        self.leaving_button.setEnabled(line is not None)
        has_left = line is not None and line.has_left
        self.leaving_button.setText(tr("Is in the group again") if has_left else tr("Has left the group"))
        self.origin.setCurrentIndex(self.origin.findData(line.origin if line else None))

    def _note_origin(self) -> None:
        line = self._selected()
        if line is not None:
            chosen = self.origin.currentData()
            self.presenter.note_origin(line.person_id, Origin(chosen) if chosen else None)

    def _note_leaving(self) -> None:
        line = self._selected()
        if line is not None:
            self.presenter.note_leaving(line, left=not line.has_left)

    def _export(self) -> None:
        if self._state is None:
            return
        now = self.context.session.environment.now()
        path = self.choose_export(self, Thing.PEOPLE, proposed_name(Thing.PEOPLE, now))
        if path is not None:
            self.exports.write(Thing.PEOPLE, path, Selection(group_id=self._state.group.id))

    def _choose(self) -> None:
        self.fields.finish()
        self.presenter.choose(self.choice.currentData())

    def _keep(self, field: str, value: object) -> None:
        if self._state is not None:
            kind = _KINDS.get(field)
            # Qt gives back the words of an enumeration, no longer its member.
            self.presenter.keep(self._state.group.id, field, kind(str(value)) if kind else value)

    @property
    def _group_id(self) -> str:
        return self._state.group.id if self._state is not None else ""

    def _export_contacts(self) -> None:
        now = self.context.session.environment.now()
        path = self.choose_export(self, Thing.CONTACTS, proposed_name(Thing.CONTACTS, now))
        if path is not None:
            self.exports.write(Thing.CONTACTS, path, Selection(group_id=self._group_id))

    def _go_to_hand_over(self) -> None:
        self.ensureWidgetVisible(self.hand_over)
        self.hand_over.person.setFocus()

    def _save_pictures(self) -> None:
        folder = self.choose_folder(self) if self._state is not None else None
        if self._state is not None and folder is not None:
            self.presenter.save_pictures(self._state.group.id, folder)

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        self.notice.say("danger", error.sentence)
