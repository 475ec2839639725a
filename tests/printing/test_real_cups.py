"""Through a real CUPS onto paper that is a PDF file: run by ``make print-test``, with the rights of root."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from organiser_kit.calibration import NONE, Calibration
from organiser_kit.documents.badges import render
from organiser_kit.documents.data.badges import BadgesData
from organiser_kit.environment import FakeClock
from organiser_kit.errors import UserError
from organiser_kit.stocks.library import shipped
from tests.documents.samples import ENGLISH, badge, meeting
from tests.gui.infrastructure.paper import page_sizes
from tests.papers.pages import pictures
from tests.printing.queue import Queue, open_queue, told
from ui.jobs import CancelToken, Progress
from ui.pages.papers.print_presenter import corrected
from ui.printing.cups import Cups
from ui.printing.dialog import choose_printer
from ui.printing.hands import Hands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from ui.printing.order import PrintOutcome

pytestmark = pytest.mark.cups

STOCK = shipped().called("L7165")
CODES = [badge(n).code for n in range(20)]
OFF = Calibration(2.0, -3.0)
_NO_CUPS = Cups(find=lambda _: None)


@pytest.fixture
def queue(qtbot: QtBot) -> Iterator[Queue]:
    with open_queue(getpass.getuser(), qtbot) as made:
        yield made


@pytest.fixture(scope="module")
def pdf() -> bytes:
    people = tuple(badge(n) for n in range(20))
    return render(BadgesData(meeting(), people, STOCK), ENGLISH).pdf


def send(
    pdf: bytes, queue: Queue, cups: Cups | None = None, change: Callable[[QPrinter], None] = lambda _: None
) -> PrintOutcome:
    """Print as the step of papers does, with a person who presses Print at once."""

    def ask(printer: QPrinter, _parent: QWidget | None) -> bool:
        printer.setPrinterName(queue.name)
        change(printer)
        return True

    chosen = choose_printer(pdf, "Badges", one_sided=True, ask=ask)
    assert chosen is not None
    assert chosen.choices.printer == queue.name
    progress = Progress(CancelToken(), lambda _: None, FakeClock(datetime(2026, 11, 23, tzinfo=UTC)))
    return Hands(cups).send(pdf, "Badges", chosen, progress)


def codes(pdf: bytes) -> dict[str, tuple[float, float]]:
    """Return where the codes of all pages lie: their upper left corners, in millimetres."""
    found = {}
    for _, picture in pictures(pdf, 300):
        for code in zxingcpp.read_barcodes(picture, zxingcpp.barcode_formats_from_str("QRCode")):
            corner = code.position.top_left
            found[code.text] = (corner.x * 25.4 / 300, corner.y * 25.4 / 300)
    return found


@pytest.mark.parametrize("way", ["cups", "qt"])
@pytest.mark.parametrize("calibration", [NONE, OFF], ids=["plain", "moved"])
def test_badges_come_out_where_they_belong(
    queue: Queue, pdf: bytes, qtbot: QtBot, way: str, calibration: Calibration
) -> None:
    outcome = send(corrected(pdf, calibration), queue, _NO_CUPS if way == "qt" else None)
    printed = queue.taken(qtbot)

    assert (outcome.pages, outcome.printer, outcome.waits) == (3, queue.name, False)
    assert page_sizes(printed) == [pytest.approx(STOCK.paper, abs=0.5)] * 3
    wanted, found = codes(pdf), codes(printed)
    assert sorted(found) == sorted(wanted) == sorted(CODES)
    for code, (x, y) in wanted.items():
        assert found[code] == pytest.approx((x - calibration.offset_x, y - calibration.offset_y), abs=0.4)


def test_the_drawing_stays_a_drawing(queue: Queue, pdf: bytes, qtbot: QtBot) -> None:
    send(pdf, queue)
    printed = queue.taken(qtbot)

    assert "EXEMPLE" in PdfReader(BytesIO(printed)).pages[0].extract_text()
    assert len(printed) < 2 * len(pdf)


def test_only_the_pages_asked_for_as_often_as_asked(queue: Queue, pdf: bytes, qtbot: QtBot) -> None:
    def change(printer: QPrinter) -> None:
        printer.setFromTo(2, 3)
        printer.setCopyCount(2)

    assert send(pdf, queue, change=change).pages == 2
    printed = queue.taken(qtbot)
    assert len(page_sizes(printed)) == 4
    assert sorted(codes(printed)) == sorted(CODES[8:])


def test_a_queue_that_is_held_is_said_at_once(queue: Queue, pdf: bytes) -> None:
    queue.stop()
    try:
        assert send(pdf, queue).waits
    finally:
        queue.go_on()


def test_a_printer_that_goes_while_its_dialog_is_open_is_said_at_once(queue: Queue, pdf: bytes) -> None:
    def vanish(_printer: QPrinter) -> None:
        told("lpadmin", "-x", queue.name)

    try:
        with pytest.raises(UserError, match="no longer there"):
            send(pdf, queue, change=vanish)
        assert QPrinterInfo.printerInfo(queue.name).isNull()
    finally:
        told("lpadmin", "-p", queue.name, "-E", "-v", "cups-pdf:/", "-m", "lsb/usr/cups-pdf/CUPS-PDF_opt.ppd")
