"""Type what a ruler shows on the calibration page; the kit computes by how much the printer misses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QGridLayout

from organiser_kit.calibration import (
    MOST_OFFSET,
    NONE,
    Measured,
    from_measured,
    nominal,
    to_measured,
)
from organiser_kit.errors import KitError
from organiser_kit.i18n import current, tr
from organiser_kit.rules.numbers import decimal
from ui import theme
from ui.dialogs.base import FormDialog
from ui.pages.page import roomy
from ui.widgets.basics import button, label
from ui.widgets.form import FormField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from organiser_kit.calibration import Calibration
    from organiser_kit.stocks.stock import Stock
    from ui.calibrations import Calibrations

LONGEST = 2_000.0


class CalibrateDialog(FormDialog):
    """Four figures for one printer and one kind of sheet."""

    def __init__(
        self,
        printers: Sequence[str],
        stock: Stock,
        calibrations: Calibrations,
        parent: QWidget | None = None,
    ) -> None:
        """Begin with the first of ``printers``; without any there is nothing to keep."""
        super().__init__(
            tr("What the calibration page measures"),
            tr(
                "For {stock}. Measure the printed page with a ruler, in millimetres.",
                stock=stock.words(current()),
            ),
            tr("Use these measures"),
            parent,
        )
        self._stock = stock
        self._calibrations = calibrations
        self.printers = QComboBox()
        self.printers.addItems(list(printers))
        self.printers.currentTextChanged.connect(lambda _: self._show_kept())
        self.result_words = label("", "muted", wrap=True)
        self.fields = [_millimetres() for _ in range(4)]
        self._lay_out()
        self.forget_button = button(tr("Back to nothing"), self._show_nominal)
        self.forget_button.setToolTip(tr("The figures of a printer that misses nothing"))
        self.body.addWidget(self.forget_button)
        self._show_kept()
        if not printers:
            self.show_problem(
                tr("This computer has no printer yet: add one in its settings, then come back.")
            )
            self.act_button.setEnabled(False)

    def _lay_out(self) -> None:
        right = nominal(self._stock.paper)
        expected = (right.left, right.top, right.across, right.down)
        names = (
            tr("A: left edge to cross"),
            tr("B: upper edge to cross"),
            tr("C: cross to cross, across"),
            tr("D: cross to cross, down"),
        )
        self.body.addWidget(FormField(tr("Printer"), self.printers))
        grid = QGridLayout()
        grid.setSpacing(theme.SPACE["m"])
        for place, (name, field, length) in enumerate(zip(names, self.fields, expected, strict=True)):
            help_text = tr("{length} mm on a printer that misses nothing", length=decimal(length, current()))
            grid.addWidget(FormField(name, field, help_text), *divmod(place, 2))
            field.valueChanged.connect(lambda _: self._say_result())
        self.body.addLayout(grid)
        self.body.addWidget(self.result_words)

    @property
    def measured(self) -> Measured:
        """Return the four figures."""
        left, top, across, down = (field.value() for field in self.fields)
        return Measured(left, top, across, down)

    @property
    def calibration(self) -> Calibration:
        """Return by how much the printer misses, if the figures are right."""
        if self.measured == nominal(self._stock.paper):
            return NONE  # not by way of divisions, which leave a trace in the last digits
        return from_measured(self.measured, self._stock.paper)

    def _show_kept(self) -> None:
        kept = self._calibrations.of(self.printers.currentText(), self._stock.name)
        self._show(to_measured(kept, self._stock.paper))

    def _show_nominal(self) -> None:
        self._show(nominal(self._stock.paper))
        self.fields[0].setFocus()

    def _show(self, measured: Measured) -> None:
        figures = (measured.left, measured.top, measured.across, measured.down)
        for field, figure in zip(self.fields, figures, strict=True):
            field.setValue(figure)
        self._say_result()

    def _say_result(self) -> None:
        self.show_problem("")
        self.result_words.setText(calibration_words(self.calibration))
        self.act_button.setEnabled(self.printers.count() > 0)

    def submit(self) -> None:
        """Keep the calibration, if it can be one."""
        calibration = self.calibration
        if not calibration.is_plausible:
            self.show_problem(
                tr(
                    "These figures cannot be right: they would put this printer out by more than {most} mm, "
                    "or stretch by more than 3 %. Was the page printed at 100 % on the right paper? Measure "
                    "again.",
                    most=decimal(MOST_OFFSET, current()),
                )
            )
            return
        try:
            self._calibrations.keep(self.printers.currentText(), self._stock.name, calibration)
        except KitError as error:
            self.show_problem(error.sentence)
            return
        self.accept()


def calibration_words(calibration: Calibration) -> str:
    """Return what a printer does, as a sentence."""
    if calibration == NONE:
        return tr("This printer misses nothing: papers are printed as they are.")
    texts = current()
    return tr(
        "This printer moves by {x} mm across and {y} mm down, and prints at {sx} % across and {sy} % down. "
        "The kit makes up for it.",
        x=_signed(calibration.offset_x),
        y=_signed(calibration.offset_y),
        sx=decimal(calibration.scale_x * 100, texts),
        sy=decimal(calibration.scale_y * 100, texts),
    )


def _signed(figure: float) -> str:
    shown = decimal(figure, current(), 1)
    return f"+{shown}" if figure > 0 and shown != "0" else shown.replace("-", "\N{MINUS SIGN}")


def _millimetres() -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setRange(0.0, LONGEST)
    made.setDecimals(1)
    made.setSingleStep(0.5)
    made.setSuffix(tr(" mm"))
    roomy(made)
    return made
