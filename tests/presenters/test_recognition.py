"""What a file that is handed in is taken for, whatever it is called."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from PIL import Image

from organiser_kit.exports.calendar import ics_bytes
from organiser_kit.exports.plain import json_bytes
from organiser_kit.exports.tables import Column, Table
from organiser_kit.storage.backup_file import pack
from sync.peers.sealing import MAGIC
from ui.pages.dropping.kinds import PICTURE_ENDINGS, What
from ui.pages.dropping.recognition import STICK_MARK, recognise

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 11, 24, tzinfo=UTC)


def picture(form: str) -> bytes:
    held = io.BytesIO()
    Image.new("L", (9, 7), 200).save(held, form)
    return held.getvalue()


def workbook() -> bytes:
    held = io.BytesIO()
    Workbook().save(held)
    return held.getvalue()


def archive(name: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr(name, b"x")
    return held.getvalue()


USED = {
    "people as CSV": ("liste.csv", "Nom;Prénom\nExemple;Zoé\n".encode(), What.PEOPLE),
    "people as text": ("liste.txt", "Nom\tPrénom\nExemple\tZoé\n".encode("cp1252"), What.PEOPLE),
    "people without an ending": (
        "liste",
        "Family name,Given name\nFictif,Noé\n".encode("utf-16"),
        What.PEOPLE,
    ),
    "a table whose headings say nothing": ("table.CSV", b"a;b\n1;2\n", What.PEOPLE),
    "a workbook called otherwise": ("liste.dat", workbook(), What.PEOPLE),
    "a PDF called otherwise": ("scan.csv", b"%PDF-1.7\n", What.SHEET),
    "a PDF after some bytes": ("scan.pdf", b"\n\n%PDF-1.4\n", What.SHEET),
    "a stick": ("copie.bin", MAGIC + b"\0\1", What.STICK),
    **{
        f"a picture as {form}": ("photo", picture(form), What.SHEET)
        for form in ("PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP")
    },
}


@pytest.mark.parametrize(("name", "content", "what"), USED.values(), ids=USED)
def test_what_can_be_used(tmp_path: Path, name: str, content: bytes, what: What) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    seen = recognise(path)
    assert (seen.what, seen.why) == (what, "")
    assert seen.path == path


TABLE = Table("people", "People", (Column("family_name", "Family name"),), (("Exemple",),))
REFUSED = {
    "nothing": (b"", "is empty"),
    "prose": ("Bonjour,\nrendez-vous demain, à 18 h.\n".encode(), "no column is called a name"),
    "our own JSON": (json_bytes(TABLE, AT), "was written here for other programs"),
    "any JSON": (b'[{"a": 1}]', "looks like a file for programs"),
    "our own calendar": (ics_bytes((), "Meetings", AT), "is a calendar"),
    "a marked calendar": (b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n", "is a calendar"),
    "an address card": (b"BEGIN:VCARD\r\nVERSION:4.0\r\n", "an address card"),
    "a phone's own photo": (b"\0\0\0\x18ftypheic\0\0\0\0", "save it as JPEG"),
    "an archive": (archive("a.txt"), "a compressed archive"),
    "a text document": (archive("word/document.xml"), "a text document"),
    "a web page": (b"<!doctype html><html></html>", "a web page"),
    "old Excel": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "save it as XLSX or CSV"),
    "a program": (b"\x7fELF" + bytes(300), "something other than text"),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_used_says_why(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "chose.txt"
    path.write_bytes(content)
    seen = recognise(path)
    assert seen.what is What.NOTHING
    assert words in seen.why
    assert seen.why.startswith("chose.txt ")
    assert seen.why.count("\n") == 0


def test_a_backup_is_known_and_never_unpacked_over_an_open_copy(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.write_bytes(b"encrypted")
    backup = tmp_path / "sauvegarde.zip"
    pack(backup, {"kit.db": inside}, AT)
    assert "is a backup" in recognise(backup).why
    cut = tmp_path / "coupe.okbackup"
    cut.write_bytes(backup.read_bytes()[:90])
    assert "is a backup" in recognise(cut).why, "what was cut short is still known for what it was"


def test_a_folder_and_a_file_that_is_gone_are_said(tmp_path: Path) -> None:
    assert "is a folder" in recognise(tmp_path).why
    assert "cannot be read" in recognise(tmp_path / "parti.csv").why


def test_the_mark_of_a_stick_is_the_one_that_is_written() -> None:
    assert STICK_MARK == MAGIC


def test_what_is_offered_is_what_is_read() -> None:
    assert set(PICTURE_ENDINGS) == {"jpg", "jpeg", "png", "tif", "tiff", "webp", "gif", "bmp", "pdf"}
