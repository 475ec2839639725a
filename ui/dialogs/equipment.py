"""What is known of one piece of equipment: how many are needed, how many are there, who brings the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from organiser_kit.i18n import current, tr
from organiser_kit.model.preparation import EquipmentSource
from organiser_kit.rules.bringing import source_words
from organiser_kit.services.equipment import MOST
from ui import theme
from ui.dialogs.kept import KeptDialog
from ui.pages.equipment.presenter import PieceFields
from ui.widgets.basics import spin_box
from ui.widgets.form import FormField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.equipment.presenter import Bringer, PieceLine
    from ui.widgets.scheduler import Scheduler

_UNKNOWN = -1


class EquipmentDialog(KeptDialog):
    """Emits ``filled`` with the field to keep and what all fields say."""

    filled = Signal(str, object)

    def __init__(
        self,
        line: PieceLine,
        bringers: Sequence[Bringer],
        scheduler: Scheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(line.name, line.note, scheduler, parent)
        piece = line.piece
        self._counted = piece.counted
        self.needed = spin_box(0, MOST)
        self.needed.setValue(piece.needed)
        self.available = spin_box(_UNKNOWN, MOST)
        self.available.setSpecialValueText(tr("Not known"))
        self.available.setValue(_UNKNOWN if piece.there is None else piece.there)
        self.source = QComboBox()
        self.source.addItem(tr("Nobody yet"), "")
        for source in EquipmentSource:
            self.source.addItem(source_words(source, current()), source.value)
        self.source.setCurrentIndex(max(0, self.source.findData(piece.source.value if piece.source else "")))
        self.person = QComboBox()
        self.person.addItem(tr("Nobody in particular"), "")
        for one in bringers:
            self.person.addItem(one.name, one.person_id)
        self.person.setCurrentIndex(max(0, self.person.findData(piece.brought_by or "")))
        for combo in (self.source, self.person):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(12)
        help_text = "" if piece.is_own else tr("The kit counts {n}.", n=piece.counted)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["l"])
        grid.setVerticalSpacing(theme.SPACE["m"])
        for place, (name, field) in enumerate(
            (
                ("needed", FormField(tr("How many are needed"), self.needed, help_text)),
                ("available", FormField(tr("How many are there"), self.available)),
                ("source", FormField(tr("Who brings it"), self.source)),
                ("brought_by", FormField(tr("Person"), self.person)),
            )
        ):
            self.watch(name, field)
            grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place % 2, 1)
        self.body.addLayout(grid)
        self.add_foot()
        self.needed.setFocus()

    def keep(self, name: str) -> None:
        """Give what the fields say; a number that is the kit's own stays the kit's."""
        needed, available = self.needed.value(), self.available.value()
        source = self.source.currentData()
        self.filled.emit(
            name,
            PieceFields(
                needed=None if needed == self._counted else needed,
                available=None if available == _UNKNOWN else available,
                source=EquipmentSource(source) if source else None,
                brought_by=self.person.currentData() or None,
            ),
        )
