"""Practice sheets: the list, searching it, and the one that is open. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from organiser_kit.exports.practice_page import facts, parts
from organiser_kit.i18n import current, tr, trn
from organiser_kit.model.sharing import SheetState
from organiser_kit.rules.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.model.sharing import PracticeSheet
    from ui.pages.asking import Asker, Notify

TEXTS = ("title", "audience", "age_range", "objectives", "materials", "steps", "variants", "feedback")


@dataclass(frozen=True)
class SheetLine:
    """One line of the list."""

    id: str
    title: str
    authors: str
    module: str
    state: str
    folded: str


@dataclass(frozen=True)
class OpenSheet:
    """The sheet that is open.

    Attributes:
        fields: what the form holds, by the names of the record's fields; authors as one text.
        pill: tone, icon and words that say where it stands.
        parts: headings and texts, for whoever may only read it.
        returned: why the coordination sent it back, '' when it did not.
    """

    id: str
    fields: dict[str, Any]
    pill: tuple[str, str, str]
    is_draft: bool
    can_take_back: bool
    parts: tuple[tuple[str, str], ...] = ()
    returned: str = ""


class SheetsView(Protocol):
    """The section, as its presenter sees it."""

    def show_list(self, lines: tuple[SheetLine, ...], summary: str, *, searched: bool) -> None:
        """Show the list; ``searched`` tells that it is narrowed."""
        ...

    def show_sheet(self, sheet: OpenSheet) -> None:
        """Show one sheet."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class SheetsPresenter:
    """Lists the sheets and keeps the one that is written."""

    def __init__(self, asker: Asker, view: SheetsView, notify: Notify) -> None:
        self._asker = asker
        self._view = view
        self._notify = notify
        self._text = ""
        self._lines: tuple[SheetLine, ...] = ()
        self._open: OpenSheet | None = None
        self._closings = 0

    @property
    def is_open(self) -> bool:
        """Return whether a sheet is open."""
        return self._open is not None

    def load(self) -> None:
        """Read the list again, and the sheet that is open."""
        self._asker.ask(self._view, _lines, self._show_list, self._view.refuse)
        if self._open is not None:
            self.open(self._open.id)

    def _show_list(self, lines: tuple[SheetLine, ...]) -> None:
        self._lines = lines
        wanted = fold(self._text).split()
        found = tuple(one for one in lines if all(word in one.folded for word in wanted))
        summary = trn("{n} practice sheet", "{n} practice sheets", len(found))
        self._view.show_list(found, summary, searched=bool(wanted))

    def search(self, text: str) -> None:
        """Keep the sheets that have these words, without regard to accents and capitals."""
        self._text = text
        self._show_list(self._lines)

    def open(self, sheet_id: str) -> None:
        """Show one sheet."""
        self._ask(lambda kit: opened(kit, sheet_id))

    def close(self) -> None:
        """Go back to the list."""
        self._open = None
        self._closings += 1
        self.load()

    def begin(self) -> None:
        """Open an empty draft."""

        def question(kit: Kit) -> OpenSheet:
            group = kit.plan.home_group(tr("My group"))
            return opened(kit, kit.practice_sheets.begin(group.id).id)

        self._ask(question)

    def save(self, fields: dict[str, Any]) -> None:
        """Keep what was changed in the form."""
        sheet = self._open
        changes = changed(sheet.fields, fields) if sheet is not None and sheet.is_draft else {}
        if sheet is None or not changes:
            return
        self._open = replace(sheet, fields=fields)

        def failed(error: KitError) -> None:
            if self._open is not None and self._open.id == sheet.id:
                self._open = sheet  # the next pause tries again
            self._view.refuse(error)

        self._asker.ask(
            self._view,
            lambda kit: kit.practice_sheets.edit(sheet.id, **values_of(changes)),
            lambda _: None,
            failed,
        )

    def send(self) -> None:
        """Call the open draft ready."""
        if (sheet := self._open) is not None:
            self._ask(
                lambda kit: opened(kit, kit.practice_sheets.send(sheet.id).id),
                tr("The practice sheet is ready: it leaves with the next exchange."),
            )

    def take_back(self) -> None:
        """Make the open sheet a draft again."""
        if (sheet := self._open) is not None:
            self._ask(lambda kit: opened(kit, kit.practice_sheets.take_back(sheet.id).id))

    def delete(self) -> None:
        """Hide the open draft."""
        if (sheet := self._open) is None:
            return

        def bring_back() -> None:
            self._asker.ask(
                self._view,
                lambda kit: kit.practice_sheets.restore(sheet.id),
                lambda _: self.load(),
                self._view.refuse,
            )

        def done(_: object) -> None:
            self._notify(tr("The draft was deleted."), bring_back)
            self.close()

        self._asker.ask(self._view, lambda kit: kit.practice_sheets.delete(sheet.id), done, self._view.refuse)

    def export(self, path: Path) -> None:
        """Write the open sheet to a file."""
        if (sheet := self._open) is not None:
            self._asker.ask(
                self._view,
                lambda kit: kit.practice_sheets.write(sheet.id, path),
                lambda file: self._notify(tr("Written: {file}", file=file)),
                self._view.refuse,
            )

    def _ask(self, question: Callable[[Kit], OpenSheet], sentence: str = "") -> None:
        closings = self._closings

        def show(sheet: OpenSheet) -> None:
            if sentence:
                self._notify(sentence)
            if closings == self._closings:  # else it was closed meanwhile, and stays so
                self._open = sheet
                self._view.show_sheet(sheet)

        self._asker.ask(self._view, question, show, self._view.refuse)


def opened(kit: Kit, sheet_id: str) -> OpenSheet:
    """Return a sheet as its form shows it."""
    sheet = kit.practice_sheets.get(sheet_id)
    fields: dict[str, Any] = {name: getattr(sheet, name) or "" for name in TEXTS}
    fields |= {
        "authors": ", ".join(sheet.authors),
        "module_number": sheet.module_number or 0,
        "duration_minutes": sheet.duration_minutes or 0,
    }
    return OpenSheet(
        sheet.id,
        fields,
        _pill(sheet, waits=kit.practice_sheets.waits(sheet.id)),
        is_draft=sheet.state is SheetState.DRAFT,
        can_take_back=sheet.state is SheetState.SENT,
        parts=((tr("Authors"), fields["authors"]), *facts(sheet, current()), *parts(sheet, current())),
        returned=_returned(kit.practice_sheets.why_returned(sheet.id)),
    )


def _returned(reason: str | None) -> str:
    if reason is None:
        return ""
    return tr(
        "The coordination sent this sheet back: change it, then send it up again. They say: “{reason}”",
        reason=reason,
    )


def changed(known: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Return what differs from what is kept."""
    return {name: value for name, value in now.items() if value != known[name]}


def values_of(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields of the form as the record has them."""
    values = dict(fields)
    if "authors" in values:
        values["authors"] = tuple(filter(None, (name.strip() for name in values["authors"].split(","))))
    for name in ("module_number", "duration_minutes"):
        if name in values:
            values[name] = values[name] or None
    return values


def _pill(sheet: PracticeSheet, *, waits: bool) -> tuple[str, str, str]:
    match sheet.state:
        case SheetState.DRAFT:
            return "neutral", "pencil", tr("Draft, kept as you write")
        case SheetState.SENT if waits:
            return "info", "clock", tr("Ready, leaves with the next exchange")
        case SheetState.SENT:
            return "info", "check", tr("Sent up, not published yet")
    return "success", "badge-check", tr("Published")


def _lines(kit: Kit) -> tuple[SheetLine, ...]:
    sheets = kit.practice_sheets
    return tuple(_line(sheet, is_back=sheets.why_returned(sheet.id) is not None) for sheet in sheets.all())


def _line(sheet: PracticeSheet, *, is_back: bool) -> SheetLine:
    state = {
        SheetState.DRAFT: tr("Sent back to change") if is_back else tr("Draft"),
        SheetState.SENT: tr("Sent up"),
        SheetState.PUBLISHED: tr("Published"),
    }[sheet.state]
    authors = ", ".join(sheet.authors)
    searched = " ".join(filter(None, (sheet.title, authors, sheet.audience, sheet.objectives, sheet.steps)))
    title = sheet.title or tr("Untitled practice sheet")
    module = str(sheet.module_number) if sheet.module_number else ""
    return SheetLine(sheet.id, title, authors, module, state, fold(searched))
