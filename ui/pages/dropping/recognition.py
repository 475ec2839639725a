"""What a file that somebody hands in is, judged by its content: its name helps where that leaves it open.

No Qt here, and no open copy: any thread may ask. What reads spreadsheets comes with it: load it late.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from organiser_kit.imports.headings import recognise as recognise_headings
from organiser_kit.imports.looks import Kind, StrangeFileError, kind_of
from organiser_kit.imports.tables import open_table
from organiser_kit.storage.backup_file import LIST_NAME
from ui.pages.dropping.kinds import Recognised, What

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


STICK_MARK = b"ORGKITB\n"
"""How a file written for another laptop begins."""
_HEAD_BYTES = 4096
_PDF_WITHIN = 1024
_ZIP, _ZIP_NAME_AT = b"PK\x03\x04", 30
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_BITMAP = re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL)
_WEBP = re.compile(rb"RIFF.{4}WEBP", re.DOTALL)
_PHONE_PHOTO = re.compile(rb".{4}ftyp(?:hei|hev|mif|msf|avif)", re.DOTALL)
_CALENDAR = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.IGNORECASE)
_CARD = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCARD", re.IGNORECASE)
_FOR_PROGRAMS = re.compile(rb"(?:\xef\xbb\xbf)?\s*[{\[]\s*(?:[\"{}\[\]]|\Z)")
_OWN_FORMAT = re.compile(rb'"format"\s*:\s*"organiser-kit/')
_TABLE_ENDINGS = (".csv", ".tsv")


def recognise(path: Path) -> Recognised:
    """Return what ``path`` is."""
    try:
        if path.is_dir():
            return _nothing(path, tr("{file} is a folder: take the files that are in it.", file=path.name))
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
        known = _by_mark(path, head)
        return known if known is not None else _as_table(path)
    except StrangeFileError as error:
        return _nothing(path, _strange(path, error.look))
    except InputFileError as error:
        return _nothing(path, error.sentence)
    except OSError:
        return _nothing(
            path, tr("{file} cannot be read: check that it is still there, and open to you.", file=path.name)
        )


def _by_mark(path: Path, head: bytes) -> Recognised | None:
    """Return what the first bytes say for certain, ``None`` where they leave it open."""
    if head.startswith(STICK_MARK):
        return Recognised(path, What.STICK)
    is_picture = head.startswith(_PICTURES) or _BITMAP.match(head) or _WEBP.match(head)
    if is_picture or b"%PDF-" in head[:_PDF_WITHIN]:
        return Recognised(path, What.SHEET)
    why = next((words(path) for sees, words in _REFUSED if sees(head)), "")
    return _nothing(path, why) if why else None


def _as_table(path: Path) -> Recognised:
    """Return a list of people: a text must say so by its headings, or call itself a table.

    Raises:
        InputFileError: it is no table.
    """
    if kind_of(path) is Kind.WORKBOOK or path.suffix.lower() in _TABLE_ENDINGS:
        return Recognised(path, What.PEOPLE)
    if recognise_headings(open_table(path).headings).has_names:
        return Recognised(path, What.PEOPLE)
    sentence = tr(
        "{file} is a text in which no column is called a name: write “Family name” over one, or save the "
        "list as CSV.",
        file=path.name,
    )
    return _nothing(path, sentence)


def _nothing(path: Path, why: str) -> Recognised:
    return Recognised(path, What.NOTHING, why)


def _strange(path: Path, look: str) -> str:
    return tr(
        "{file} looks like {look}: what is taken here are lists of people (CSV, XLSX), pictures or a PDF of "
        "the signed sheet, and exchange files (.okb).",
        file=path.name,
        look=look,
    )


def _is_backup(head: bytes) -> bool:
    return head.startswith(_ZIP) and head[_ZIP_NAME_AT:].startswith(LIST_NAME.encode())


def _backup_words(path: Path) -> str:
    return tr(
        "{file} is a backup: it takes the place of a whole copy, so it is put back where none is open: at a "
        "first start, or by “organiser-kit restore” once this window is closed.",
        file=path.name,
    )


def _own_words(path: Path) -> str:
    return tr(
        "{file} was written here for other programs: to bring people back in, take the CSV or XLSX file of "
        "the same list.",
        file=path.name,
    )


def _photo_words(path: Path) -> str:
    return tr(
        "{file} is a photo in the phone’s own format (HEIC): save it as JPEG, or have the phone take “most "
        "compatible” photos.",
        file=path.name,
    )


def _calendar_words(path: Path) -> str:
    return tr(
        "{file} is a calendar: meetings are planned here, and leave for calendars; none are read from one.",
        file=path.name,
    )


_REFUSED: tuple[tuple[Callable[[bytes], object], Callable[[Path], str]], ...] = (
    (_is_backup, _backup_words),
    (_PHONE_PHOTO.match, _photo_words),
    (_CALENDAR.match, _calendar_words),
    (_CARD.match, lambda path: _strange(path, tr("an address card"))),
    (_OWN_FORMAT.search, _own_words),
    (_FOR_PROGRAMS.match, lambda path: _strange(path, tr("a file for programs"))),
)
