"""A practice sheet as a file for others: Markdown to edit, or a page to read and print."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from organiser_kit.i18n import Catalogue
    from organiser_kit.model.sharing import PracticeSheet

LICENCES = {"CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")}

_STYLE = """
body { font: 16px/1.5 "Noto Sans", sans-serif; color: #1b1f2a; max-width: 44em;
  margin: 2em auto; padding: 0 1em; }
h1 { line-height: 1.2; } h2 { margin-top: 1.6em; } p { white-space: pre-wrap; }
footer { margin-top: 3em; color: #555; }
"""


def facts(sheet: PracticeSheet, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return what is known of a sheet in short: labels and values."""
    tr = catalogue.tr
    minutes = sheet.duration_minutes
    known = [
        (tr("Module"), str(sheet.module_number) if sheet.module_number else ""),
        (tr("For whom"), sheet.audience or ""),
        (tr("Age"), sheet.age_range or ""),
        (tr("Lasts"), catalogue.trn("{n} minute", "{n} minutes", minutes) if minutes else ""),
    ]
    return [(label, value) for label, value in known if value]


def parts(sheet: PracticeSheet, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return the parts of a sheet that are written: headings and texts."""
    tr = catalogue.tr
    known = [
        (tr("Objectives"), sheet.objectives),
        (tr("Material"), sheet.materials),
        (tr("Steps"), sheet.steps),
        (tr("Variants"), sheet.variants),
        (tr("What we learnt from it"), sheet.feedback),
    ]
    return [(heading, text) for heading, text in known if text]


def markdown(sheet: PracticeSheet, catalogue: Catalogue, files: Sequence[str] = ()) -> str:
    """Return the sheet as Markdown; what people wrote is kept as they wrote it.

    ``files`` are the paths, from the page, of those that go with it.
    """
    tr = catalogue.tr
    lines = [f"# {sheet.title or tr('Untitled practice sheet')}", ""]
    lines += [f"- **{label}** {value}" for label, value in facts(sheet, catalogue)]
    for heading, text in parts(sheet, catalogue):
        lines += ["", f"## {heading}", "", text]
    if files:
        lines += ["", f"## {tr('Attached files')}", ""]
        lines += [f"- [{_bare(path)}](<{quote(path)}>)" for path in files]
    name, address = LICENCES.get(sheet.licence, (sheet.licence, ""))
    lines += ["", "---", "", _signed(sheet, catalogue, f"[{name}]({address})" if address else name)]
    return "\n".join(lines) + "\n"


def page(sheet: PracticeSheet, catalogue: Catalogue, files: Sequence[str] = ()) -> str:
    """Return the sheet as a page of HTML that needs nothing else but its ``files``."""
    title = escape(sheet.title or catalogue.tr("Untitled practice sheet"))
    items = "".join(f"<li><b>{escape(a)}</b> {escape(b)}</li>" for a, b in facts(sheet, catalogue))
    body = "".join(f"<h2>{escape(a)}</h2><p>{escape(b)}</p>" for a, b in parts(sheet, catalogue))
    if files:
        links = "".join(f'<li><a href="{quote(path)}">{escape(_bare(path))}</a></li>' for path in files)
        body += f"<h2>{escape(catalogue.tr('Attached files'))}</h2><ul>{links}</ul>"
    name, address = LICENCES.get(sheet.licence, (sheet.licence, ""))
    signed = escape(_signed(sheet, catalogue, "\0"))
    licence = f'<a rel="license" href="{address}">{escape(name)}</a>' if address else escape(name)
    return (
        f'<!DOCTYPE html><html lang="{catalogue.language}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main><h1>{title}</h1><ul>{items}</ul>"
        f"{body}</main><footer><p>{signed.replace(chr(0), licence)}</p></footer></body></html>\n"
    )


def _bare(path: str) -> str:
    return path.rpartition("/")[2]


def _signed(sheet: PracticeSheet, catalogue: Catalogue, licence: str) -> str:
    authors = ", ".join(sheet.authors)
    if not authors:
        return catalogue.tr("Licence: {licence}", licence=licence)
    return catalogue.tr("{authors} · Licence: {licence}", authors=authors, licence=licence)


FORMS: Mapping[str, Callable[[PracticeSheet, Catalogue, Sequence[str]], str]] = {
    ".md": markdown,
    ".html": page,
}
