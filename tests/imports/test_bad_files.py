from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import InputFileError
from organiser_kit.imports import looks
from organiser_kit.imports import workbook as workbook_module
from organiser_kit.imports.limits import MAX_LINES
from organiser_kit.imports.tables import open_table
from tests.imports.files import SAMPLES, read, workbook, write

if TYPE_CHECKING:
    from pathlib import Path

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refusal(path: Path) -> str:
    with pytest.raises(InputFileError) as caught:
        open_table(path)
    sentence = str(caught.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("content", "look"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture"),
        (b"\x1f\x8b\x08\x00", "a compressed archive"),
        (b"{\\rtf1\\ansi", "a text document"),
        (b"<!DOCTYPE html><html><body>Connexion</body></html>", "a web page"),
        (b"SQLite format 3\x00\x10\x00\x01\x01\x00\x40\x20\x20\x00\x00\x00\x05", "something other than text"),
        (bytes(range(256)) * 20, "something other than text"),
    ],
)
def test_something_else_renamed_csv_is_named(tmp_path: Path, content: bytes, look: str) -> None:
    assert f"looks like {look}:" in refusal(write(tmp_path / "people.csv", content))


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return path


def test_archives_are_told_apart(tmp_path: Path) -> None:
    assert "a compressed archive" in refusal(zipped(tmp_path / "a.xlsx", readme=b"x"))
    assert "a text document" in refusal(zipped(tmp_path / "b.csv", word__document_dot_xml=b"x"))
    ods = b"application/vnd.oasis.opendocument.spreadsheet"
    assert "spreadsheet of another kind" in refusal(zipped(tmp_path / "c.ods", mimetype=ods))


def test_old_and_protected_excel_files_say_what_to_do(tmp_path: Path) -> None:
    assert "(.xls)" in refusal(write(tmp_path / "old.xls", OLE + bytes(600)))
    protected = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refusal(write(tmp_path / "locked.xlsx", protected))


@pytest.mark.parametrize("content", [b"", b"\r\n\r\n", b"\xef\xbb\xbf", b" ; ; \n"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, content: bytes) -> None:
    assert "is empty" in refusal(write(tmp_path / "empty.csv", content))


def test_an_empty_workbook_is_said_to_be_empty(tmp_path: Path) -> None:
    assert "is empty" in refusal(workbook(tmp_path / "empty.xlsx", []))


def test_a_file_of_headings_only_gives_nobody(tmp_path: Path) -> None:
    assert read(write(tmp_path / "none.csv", "Nom;Prénom;Courriel\n")) == ([], [])


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert "There is no file" in refusal(tmp_path / "absent.csv")
    (tmp_path / "folder.csv").mkdir()
    assert "is a folder" in refusal(tmp_path / "folder.csv")


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError

    # Rights do not stop root, as whom tests may run: the refusal is played.
    monkeypatch.setattr("organiser_kit.imports.tables.kind_of", refuse)
    assert "may not be read" in refusal(write(tmp_path / "closed.csv", "Nom\nExemple\n"))


def test_a_200_mb_file_is_refused_before_a_byte_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "huge.csv", "Nom;Prénom\n")
    os.truncate(path, 200 * 1024 * 1024)
    monkeypatch.setattr(looks, "kind_of", None)
    monkeypatch.setattr("organiser_kit.imports.tables.kind_of", None)
    sentence = refusal(path)
    assert "200 MB" in sentence
    assert "64 MB" in sentence
    assert "split" in sentence


def test_too_many_lines_are_refused(tmp_path: Path) -> None:
    sentence = refusal(write(tmp_path / "long.csv", "Nom;Prénom\n" + "Exemple;A\n" * MAX_LINES))
    assert str(MAX_LINES + 1) in sentence
    open_table(write(tmp_path / "just.csv", "Nom;Prénom\n" + "Exemple;A\n" * (MAX_LINES - 1)))


def test_a_long_sheet_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "long.xlsx", [("Nom", "Prénom"), *[("Exemple", "A")] * 20])
    monkeypatch.setattr(workbook_module, "MAX_LINES", 20)
    assert "more than the limit of 20 lines" in refusal(path)
    monkeypatch.setattr(workbook_module, "MAX_LINES", 21)
    assert len(list(open_table(path))) == 20


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(300):
                sheet.write(bytes(1024 * 1024))
    assert path.stat().st_size < 1024 * 1024
    assert "limit" in refusal(path)


def rezipped(source: Path, target: Path, member: str, content: bytes) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == member else old.read(name))
    return target


@pytest.mark.parametrize(
    ("member", "content"),
    [
        ("xl/workbook.xml", b"<workbook"),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/styles.xml", b"\x00\x01"),
        ("xl/sharedStrings.xml", b"not xml"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='1'><c r='A1'"),
        ("xl/worksheets/sheet1.xml", b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
         b"<sheetData><row r='99999999'><c r='A99999999'><v>1</v></c></row></sheetData>"
         b"</worksheet>"),
        ("[Content_Types].xml", b"<Types/>"),
    ],
)  # fmt: skip
def test_a_damaged_workbook_is_one_sentence(tmp_path: Path, member: str, content: bytes) -> None:
    path = rezipped(SAMPLES / "fait-main.xlsx", tmp_path / "damaged.xlsx", member, content)
    assert refusal(path)


def test_a_truncated_workbook_is_damaged(tmp_path: Path) -> None:
    content = (SAMPLES / "pretix.xlsx").read_bytes()
    assert "damaged" in refusal(write(tmp_path / "cut.xlsx", content[: len(content) // 2]))


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&e9;</t></si></sst>'
    path = rezipped(SAMPLES / "pretix.xlsx", tmp_path / "e.xlsx", "xl/sharedStrings.xml", bomb.encode())
    assert "damaged" in refusal(path)


def test_a_file_without_headings_says_so_and_loses_nobody(tmp_path: Path) -> None:
    path = write(tmp_path / "bare.csv", "Exemple;Jeanne;jeanne@example.org\nFictif;Paul;paul@example.org\n")
    assert "has no headings" in refusal(path)


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    assert "columns" in refusal(write(tmp_path / "wide.csv", "Nom;Prénom" + ";x" * 400 + "\n"))


def test_headings_that_say_nothing_of_names_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="holds names"):
        read(write(tmp_path / "odd.csv", "Couleur;Taille\nbleu;12\n"))
