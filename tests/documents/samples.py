"""Made-up meetings and people, and eyes for finished PDFs."""

from __future__ import annotations

import ctypes
import gettext
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from PIL import Image

from organiser_kit.documents.data.badges import BadgeData, BadgesData
from organiser_kit.documents.data.meeting import MeetingDetails, PersonName
from organiser_kit.documents.data.poster import PosterData
from organiser_kit.documents.data.sheet import SheetRow, SignInSheetData
from organiser_kit.documents.data.statement import StatementData, StatementMeeting
from organiser_kit.i18n import Catalogue
from organiser_kit.stocks.library import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.documents.toolkit.canvas import RenderedDocument

ENGLISH = Catalogue("en", gettext.NullTranslations())
PARIS = ZoneInfo("Europe/Paris")
SHEET_ID = "01932f3a-7c1e-7abc-8def-0123456789ab"
LONG = "Exemple-Extraordinairement-Long de la Très Grande Famille des Noms Composés von und zu Beispielhausen"
POINTS_PER_MM = 72 / 25.4


class WrittenCatalogue(gettext.NullTranslations):
    """Translations written in a test."""

    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__()
        self._texts = texts

    def gettext(self, message: str) -> str:
        return self._texts.get(message, message)


def meeting(sequence: int = 1, hour: int = 18, day: int = 24, **changes: Any) -> MeetingDetails:
    """Return a meeting of module 3."""
    values: dict[str, Any] = {
        "title": "Class’Code",
        "starts_at": datetime(2026, 11, day, hour, 0, tzinfo=PARIS),
        "structure_name": "Association Exemple",
        "venue_name": "Maison des associations",
        "room": "Salle Ada",
        "address": "12 rue de l’Exemple, 54000 Nancy",
        "module_number": 3,
        "module_title": "Penser l’informatique",
        "sequence": sequence,
        "organisers": (PersonName("Exemple-Martin", "Jeanne"),),
        "facilitators": (PersonName("Échantillon", "Søren", "Université Exemple"),),
    }
    return MeetingDetails(**(values | changes))


def rows(count: int) -> tuple[SheetRow, ...]:
    """Return ``count`` expected people, each with a name of their own."""
    return tuple(
        SheetRow(n, f"Exemple{n:04d}", f"Œlia{n:04d}", "Ville", f"id-{n}") for n in range(1, count + 1)
    )


def sheet(count: int = 25, **changes: Any) -> SignInSheetData:
    """Return the data of a sheet for ``count`` people."""
    values: dict[str, Any] = {
        "meetings": (meeting(),),
        "sheet_id": SHEET_ID,
        "sheet_no": "2026-0042",
        "rows": rows(count),
        "printed_at": datetime(2026, 11, 23, 17, 5, tzinfo=PARIS),
        "revision": 2,
        "privacy_contact": "the data officer",
        "retention_text": "5 years",
    }
    return SignInSheetData(**(values | changes))


def badge(n: int = 1, family: str = "Exemple", given: str = "Zoé") -> BadgeData:
    """Return a badge whose code has the length of real ones."""
    return BadgeData(family, given, "Collège Exemple", "participant", f"OK1{n:032d}")


def badges(*those: BadgeData) -> BadgesData:
    """Return the badges of a meeting."""
    return BadgesData(meeting(), those, shipped().house)


def statement(**changes: Any) -> StatementData:
    """Return a statement over two meetings."""
    values: dict[str, Any] = {
        "number": "2026-0042-07",
        "person": PersonName("Exemple", "Zoé", "Collège Exemple"),
        "meetings": (
            StatementMeeting(meeting(), 120, "2026-0042", ("facilitator",)),
            StatementMeeting(meeting(2, day=28), 90, "2026-0043"),
        ),
        "issued_at": datetime(2026, 12, 10, 9, 0, tzinfo=PARIS),
        "signatory": PersonName("Exemple-Durand", "Claude"),
        "signatory_quality": "organiser",
    }
    return StatementData(**(values | changes))


def poster(**changes: Any) -> PosterData:
    """Return a poster."""
    return PosterData(meeting(**changes))


def png() -> bytes:
    """Return a small picture."""
    buffer = BytesIO()
    Image.new("RGB", (40, 20), "black").save(buffer, "PNG")
    return buffer.getvalue()


def page_texts(document: RenderedDocument) -> list[str]:
    """Return the text of every page, with all runs of white space as one space."""
    pdf = pypdfium2.PdfDocument(document.pdf)
    texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    pdf.close()
    return texts


def text_of(document: RenderedDocument) -> str:
    """Return the text of all pages."""
    return " ".join(page_texts(document))


def rendered(document: RenderedDocument, page: int = 1, dpi: int = 150) -> Image.Image:
    """Return one page as a grey picture."""
    pdf = pypdfium2.PdfDocument(document.pdf)
    image: Image.Image = pdf[page - 1].render(scale=dpi / 72).to_pil().convert("L")
    pdf.close()
    return image


def codes_on(document: RenderedDocument, page: int = 1, dpi: int = 150) -> set[str]:
    """Return what the QR codes of one rendered page say."""
    found = zxingcpp.read_barcodes(rendered(document, page, dpi), zxingcpp.barcode_formats_from_str("QRCode"))
    return {code.text for code in found}


def text_boxes(document: RenderedDocument) -> Iterator[tuple[int, str, tuple[float, float, float, float]]]:
    """Yield page, text and ink (left, top, right, bottom in mm from the top left) of every line written."""
    pdf = pypdfium2.PdfDocument(document.pdf)
    for number, page in enumerate(pdf, start=1):
        height = page.get_height()
        textpage = page.get_textpage()
        for written in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            left, bottom, right, top = written.get_bounds()
            box = tuple(v / POINTS_PER_MM for v in (left, height - top, right, height - bottom))
            text = textpage.get_text_bounded(left, bottom, right, top)
            yield number, text, (box[0], box[1], box[2], box[3])
    pdf.close()


def font_names(document: RenderedDocument) -> dict[str, bool]:
    """Return the fonts that texts use, and whether each is embedded."""
    pdf = pypdfium2.PdfDocument(document.pdf)
    fonts = {
        written.get_font().get_base_name(): bool(pdfium.FPDFFont_GetIsEmbedded(written.get_font().raw))
        for page in pdf
        for written in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    }
    pdf.close()
    return fonts


def sizes(document: RenderedDocument) -> set[float]:
    """Return every size in points that a text is set in."""
    pdf = pypdfium2.PdfDocument(document.pdf)
    found: set[float] = set()
    for page in pdf:
        for written in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            points = ctypes.c_float()
            pdfium.FPDFTextObj_GetFontSize(written.raw, ctypes.byref(points))
            found.add(points.value)
    pdf.close()
    return found
