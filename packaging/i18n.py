"""Gathers the texts of the code, and builds the catalogues.

``python packaging/i18n.py extract|update|compile|check``; ``make i18n`` does the four in this order.
Everything written is the same on every machine and on every day: no dates, no line numbers.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "assets" / "locale"
TEMPLATE = LOCALE / "organiser_kit.pot"
LANGUAGES = ("fr",)
PACKAGES = ("organiser_kit", "sync", "ui")
KEYWORDS: dict[str, tuple[int, ...] | None] = {"tr": None, "trn": (1, 2)}
_FIXED = datetime(2026, 1, 1, tzinfo=UTC)


def po_path(language: str) -> Path:
    """Return where the translations of ``language`` are written."""
    return LOCALE / language / "LC_MESSAGES" / "organiser_kit.po"


def mo_path(language: str) -> Path:
    """Return where the compiled translations of ``language`` are."""
    return po_path(language).with_suffix(".mo")


def _empty(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        project="organiser-kit",
        copyright_holder="the Organiser Kit authors",
        header_comment="# Texts of Organiser Kit. Written by `make i18n`; only msgstr lines are for people.",
        creation_date=_FIXED,
        revision_date=_FIXED,
        last_translator="the Organiser Kit authors",
        language_team="none",
        msgid_bugs_address="none",
        fuzzy=False,
    )


def extract(root: Path = ROOT) -> Catalog:
    """Return every text that the code of the packages under ``root`` can show."""
    template = _empty(None)
    for package in PACKAGES:
        found = extract_from_dir(
            root / package,
            method_map=[("**.py", "python")],
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        )
        for file, _line, message, comments, _context in sorted(found, key=lambda row: (row[0], row[1])):
            location = (f"{package}/{Path(file).as_posix()}", 0)
            template.add(message, locations=[location], auto_comments=comments)
    return template


def read(path: Path, language: str | None) -> Catalog:
    """Return the catalogue of a file, or an empty one when there is none yet."""
    if not path.exists():
        return _empty(language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language, domain="organiser_kit")


def updated(language: str, template: Catalog) -> Catalog:
    """Return the translations of ``language`` with exactly the messages of ``template``."""
    old = read(po_path(language), language)
    new = _empty(language)
    for message in template:
        if not message.id:
            continue
        known = old.get(message.id, message.context)
        translation = (
            known.string if known and not known.fuzzy and known.pluralizable == message.pluralizable else None
        )
        new.add(
            message.id,
            translation,
            locations=message.locations,
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known else (),
        )
    return new


def as_po(catalog: Catalog) -> bytes:
    """Return the text form of a catalogue."""
    stream = io.BytesIO()
    write_po(stream, catalog, width=100, include_lineno=False, sort_by_file=True)
    # The version of the tool would change the file without changing one text.
    return b"".join(line for line in stream.getvalue().splitlines(True) if b"Generated-By" not in line)


def as_mo(catalog: Catalog) -> bytes:
    """Return the compiled form of a catalogue, without what is not translated yet."""
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """Return the messages that have no complete translation, or a doubtful one."""
    missing = []
    for message in catalog:
        strings = message.string if isinstance(message.string, (tuple, list)) else [message.string]
        if message.id and (message.fuzzy or not all(strings)):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)
        print(f"{path.relative_to(ROOT)} written")


def stale() -> list[str]:
    """Return what `make i18n` would change, in words."""
    template = extract()
    found = (
        []
        if TEMPLATE.exists() and TEMPLATE.read_bytes() == as_po(template)
        else [f"{TEMPLATE.name} is stale"]
    )
    for language in LANGUAGES:
        po, mo = po_path(language), mo_path(language)
        catalog = read(po, language)
        if not po.exists() or po.read_bytes() != as_po(updated(language, template)):
            found.append(f"{language}: {po.name} does not hold the texts of the code")
        if not mo.exists() or mo.read_bytes() != as_mo(catalog):
            found.append(f"{language}: {mo.name} is not compiled from {po.name}")
        found += [f"{language}: not translated: {text!r}" for text in untranslated(catalog)]
    return found


def main(arguments: list[str]) -> int:
    """Do one step; return 1 when a check fails."""
    step = arguments[0] if len(arguments) == 1 else ""
    if step == "extract":
        _write(TEMPLATE, as_po(extract()))
    elif step == "update":
        for language in LANGUAGES:
            _write(po_path(language), as_po(updated(language, read(TEMPLATE, None))))
    elif step == "compile":
        for language in LANGUAGES:
            _write(mo_path(language), as_mo(read(po_path(language), language)))
    elif step == "check":
        problems = stale()
        print("\n".join(problems) if problems else "The catalogues are complete.")
        return int(bool(problems))
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
