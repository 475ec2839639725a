"""The same data gives the same bytes, and every document says what it is."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from organiser_kit.documents import badges, poster, sign_in_sheet, statements
from organiser_kit.documents.toolkit.box import A4_PORTRAIT
from organiser_kit.documents.toolkit.canvas import drafting
from organiser_kit.i18n import Catalogue
from tests.documents import samples
from tests.documents.samples import ENGLISH, WrittenCatalogue, badge, meeting, png, sheet, statement
from tests.repository import ROOT

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument

_PRINT_DIGESTS = "from tests.documents.test_reproducible import digests; print('\\n'.join(digests()))"


def _all() -> list[RenderedDocument]:
    with_logo = (meeting(logo=png()),)
    return [
        sign_in_sheet.render(sheet(25, meetings=with_logo), ENGLISH),
        sign_in_sheet.render(sheet(25), ENGLISH, large_print=True),
        badges.render(samples.badges(*(badge(n) for n in range(9))), ENGLISH),
        statements.render(statement(verify_code="OKA1ABC"), ENGLISH),
        poster.render(samples.poster(), ENGLISH),
    ]


def digests() -> list[str]:
    """Return one digest a document; also called in processes of their own."""
    return [hashlib.sha256(document.pdf).hexdigest() for document in _all()]


def test_the_same_bytes_come_out_of_every_process() -> None:
    def elsewhere(seed: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", _PRINT_DIGESTS],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.split()

    assert elsewhere("1") == elsewhere("2") == digests()


def test_different_data_gives_different_bytes() -> None:
    assert len(set(digests())) == 5
    assert sign_in_sheet.render(sheet(2), ENGLISH).pdf != sign_in_sheet.render(sheet(3), ENGLISH).pdf


def test_documents_drawn_at_the_same_time_do_not_mix() -> None:
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda _: digests(), range(4)))

    assert together == [digests()] * 4


def test_a_second_document_waits_until_the_first_is_finished() -> None:
    """Fonts remember the glyphs of the document being drawn: two at once would share them."""
    with ThreadPoolExecutor(1) as pool:
        with drafting("First", "Association Exemple", A4_PORTRAIT, ENGLISH) as first:
            first.paper.next_page()
            second = pool.submit(digests)
            with pytest.raises(TimeoutError):
                second.result(timeout=0.5)
        assert second.result() == digests()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_document_names_itself_its_language_and_its_author(language: str) -> None:
    catalogue = Catalogue(language, WrittenCatalogue({}))

    for document, title in (
        (sign_in_sheet.render(sheet(1), catalogue), "Sign-in sheet 2026-0042"),
        (badges.render(samples.badges(badge()), catalogue), "Badges — Class’Code — Module 3"),
        (statements.render(statement(), catalogue), "Statement of participation no. 2026-0042-07"),
        (poster.render(samples.poster(), catalogue), "Poster — Class’Code — Module 3"),
    ):
        pdf = pypdfium2.PdfDocument(document.pdf)
        about = pdf.get_metadata_dict()
        pdf.close()
        assert about["Title"].startswith(title)
        assert about["Author"] == "Association Exemple"
        assert f"/Lang ({language})".encode() in document.pdf


def test_metadata_and_names_of_people_stay_apart() -> None:
    pdf = pypdfium2.PdfDocument(statements.render(statement(), ENGLISH).pdf)
    about = " ".join(pdf.get_metadata_dict().values())
    pdf.close()

    assert "Zoé" not in about
