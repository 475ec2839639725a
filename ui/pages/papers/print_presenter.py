"""Between the print dialog and the printer: the calibration, the hand-over, what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from organiser_kit.calibration import NONE
from organiser_kit.i18n import tr, trn
from ui.jobs import JobCancelledError

if TYPE_CHECKING:
    from organiser_kit.calibration import Calibration
    from organiser_kit.errors import KitError
    from ui.calibrations import Calibrations
    from ui.jobs import CancelToken, Progress, Step
    from ui.pages.asking import Asker, Notify
    from ui.printing.order import Choices, PrintOutcome


class Chosen(Protocol):
    """A printer as it was set up."""

    @property
    def choices(self) -> Choices:
        """Return what was chosen, in words."""
        ...


class Hands(Protocol):
    """Whoever hands documents to printers."""

    def send(self, pdf: bytes, title: str, chosen: Chosen, progress: Progress) -> PrintOutcome:
        """Print a document, off the GUI thread."""
        ...


class PrintView(Protocol):
    """The step, as its presenter sees it."""

    def show_printing(self, title: str) -> None:
        """Say that a document is on its way to the printer, and offer to stop it."""
        ...

    def show_print_step(self, step: Step) -> None:
        """Show how far it is."""
        ...

    def show_printed(self, remark: str) -> None:
        """Say that nothing is being printed any more; ``remark`` when there is more to know."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


@dataclass(frozen=True)
class PrintOrder:
    """A document to print.

    Attributes:
        title: what the queue shows: never a person's name.
        stock: the sheets whose calibration counts; '' to print without any.
    """

    pdf: bytes
    title: str
    stock: str = ""


class PrintPresenter:
    """Prints one document after another."""

    def __init__(
        self, asker: Asker, view: PrintView, notify: Notify, hands: Hands, calibrations: Calibrations
    ) -> None:
        self._asker = asker
        self._view = view
        self._notify = notify
        self._hands = hands
        self._calibrations = calibrations
        self._printing: CancelToken | None = None

    def print(self, order: PrintOrder, chosen: Chosen) -> None:
        """Print a document as chosen, moved by what is known of the printer."""
        # Nothing is known of a file: it has no printer's name.
        calibration = self._calibrations.of(chosen.choices.printer, order.stock) if order.stock else NONE

        def job(progress: Progress) -> PrintOutcome:
            return self._hands.send(corrected(order.pdf, calibration), order.title, chosen, progress)

        self._view.show_printing(order.title)
        self._printing = self._asker.runner.submit_with_progress(
            self._view, job, self._sent, self._failed, progressed=self._view.show_print_step
        )

    def stop(self) -> None:
        """Print no further page."""
        if self._printing is not None:
            self._printing.cancel()

    def _sent(self, outcome: PrintOutcome) -> None:
        self._printing = None
        if outcome.waits:
            self._view.show_printed(
                tr(
                    "The document waits: the printer “{printer}” is stopped. Start it again in the settings "
                    "of this computer.",
                    printer=outcome.printer,
                )
            )
            return
        self._view.show_printed("")
        sent = trn("{n} page was sent to the printer.", "{n} pages were sent to the printer.", outcome.pages)
        self._notify(sent)

    def _failed(self, error: KitError) -> None:
        self._printing = None
        if isinstance(error, JobCancelledError):
            self._view.show_printed(
                tr("Printing was stopped. Pages that the printer has already may still come out.")
            )
        else:
            self._view.show_printed("")
            self._view.refuse(error)


def corrected(pdf: bytes, calibration: Calibration) -> bytes:
    """Return a document as this printer has to be given it."""
    if calibration == NONE:
        return pdf
    from organiser_kit.documents.moving import moved

    return moved(pdf, calibration)
