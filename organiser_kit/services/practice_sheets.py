"""Fiches pratiques: activities told so that others can do them, from a draft to the published sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.exports.practice_page import FORMS
from organiser_kit.files import write_bytes
from organiser_kit.i18n import current, tr
from organiser_kit.model.record import group_scope
from organiser_kit.model.sharing import HelpRequest, PracticeSheet, SheetState, about_sheet, shared_copy_id
from organiser_kit.services.sending import tidied, waits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from organiser_kit.services.attached_files import AttachedFiles
    from organiser_kit.services.store import Store

EDITABLE = frozenset(
    {
        "title",
        "authors",
        "module_number",
        "audience",
        "age_range",
        "duration_minutes",
        "objectives",
        "materials",
        "steps",
        "variants",
        "feedback",
    }
)


class PracticeSheets:
    """Journey J8, for the group's own sheets and those that come from others."""

    def __init__(self, store: Store, attached: AttachedFiles) -> None:
        self._store = store
        self._attached = attached

    def all(self) -> list[PracticeSheet]:
        """Return every sheet, drafts first, then those sent, then those published, by title.

        What everybody reads of a sheet that is here itself is left out.
        """
        found = self._store.records.find(PracticeSheet, order="title, id")
        copies = {shared_copy_id(sheet.id) for sheet in found}
        found = [sheet for sheet in found if sheet.id not in copies]
        order = list(SheetState)
        return sorted(found, key=lambda sheet: order.index(sheet.state))

    def get(self, sheet_id: str) -> PracticeSheet:
        """Return one sheet.

        Raises:
            NotFoundError: there is none with this id.
        """
        return self._store.records.get(PracticeSheet, sheet_id)

    def waits(self, sheet_id: str) -> bool:
        """Return whether something of a sheet still waits for an exchange."""
        return waits(self._store, sheet_id)

    def why_returned(self, sheet_id: str) -> str | None:
        """Return why a sheet was last sent back, ``None`` unless it is a draft that came back."""
        if self.get(sheet_id).state is not SheetState.DRAFT:
            return None
        said = self._store.records.first(
            HelpRequest, "context = ?", (about_sheet(sheet_id),), order="answered_at DESC, id DESC"
        )
        return said.answer if said else None

    def begin(self, group_id: str, meeting_id: str | None = None) -> PracticeSheet:
        """Add an empty draft."""
        sheet = PracticeSheet(
            id=self._store.environment.new_id(), scope=group_scope(group_id), meeting_id=meeting_id
        )
        with self._store.writer.action() as action:
            action.add(sheet)
        return self.get(sheet.id)

    def edit(self, sheet_id: str, **values: object) -> PracticeSheet:
        """Change some fields of a draft.

        Raises:
            UserError: the sheet is sent or published, or a value makes no sense.
            TypeError: a field is none of :data:`EDITABLE`.
        """
        unknown = sorted(set(values) - EDITABLE)
        if unknown:
            raise TypeError(unknown[0])
        kept = tidied(values)
        kept |= {"title": kept["title"] or ""} if "title" in kept else {}
        with self._store.writer.action() as action:
            action.change(self._draft(sheet_id), **kept)
        return self.get(sheet_id)

    def _draft(self, sheet_id: str) -> PracticeSheet:
        sheet = self.get(sheet_id)
        if sheet.state is not SheetState.DRAFT:
            raise UserError(tr("This practice sheet is sent: take it back before you change it."))
        return sheet

    def send(self, sheet_id: str) -> PracticeSheet:
        """Call a draft ready: it leaves with the next exchange.

        Raises:
            UserError: it is no draft, or something that readers need is missing.
        """
        sheet = self._draft(sheet_id)
        if not (sheet.title and sheet.steps and sheet.authors):
            raise UserError(
                tr(
                    "Before you send it, give the sheet a title, its steps, and at least one author who "
                    "agreed to be named."
                )
            )
        with self._store.writer.action() as action:
            action.change(sheet, state=SheetState.SENT, sent_at=self._store.clock.now())
        return self.get(sheet_id)

    def take_back(self, sheet_id: str) -> PracticeSheet:
        """Make a sheet that was sent a draft again.

        Raises:
            UserError: it is published, so that others may use it already.
        """
        sheet = self.get(sheet_id)
        if sheet.state is SheetState.PUBLISHED:
            raise UserError(tr("This practice sheet is published: write to the coordination to change it."))
        with self._store.writer.action() as action:
            action.change(sheet, state=SheetState.DRAFT, sent_at=None)
        return self.get(sheet_id)

    def attach(self, sheet_id: str, files: Sequence[Path]) -> None:
        """Let files go with a draft; its licence is theirs.

        Raises:
            UserError: the sheet is sent or published, or a file is not taken.
        """
        self._attached.add(self._draft(sheet_id), files)

    def detach(self, sheet_id: str, attachment_id: str) -> None:
        """Let a file go with a draft no longer.

        Raises:
            UserError: the sheet is sent or published.
        """
        self._draft(sheet_id)
        self._attached.remove(attachment_id)

    def delete(self, sheet_id: str) -> None:
        """Hide a draft.

        Raises:
            UserError: it is sent or published.
        """
        with self._store.writer.action() as action:
            action.delete(self._draft(sheet_id))

    def restore(self, sheet_id: str) -> None:
        """Bring a deleted draft back."""
        with self._store.writer.action() as action:
            action.restore(self.get(sheet_id))

    def write(self, sheet_id: str, path: Path) -> Path:
        """Write a sheet to a file, as Markdown or as a page to read, by the ending of its name.

        Its files that are here go into a folder beside it, of nearly the same name.

        Raises:
            UserError: the ending is another one, or the file cannot be written.
        """
        make = FORMS.get(path.suffix.lower())
        if make is None:
            raise UserError(
                tr(
                    "The name of the file says the format: let it end with one of {known}.",
                    known=", ".join(FORMS),
                )
            )
        sheet = self.get(sheet_id)
        folder = path.with_name(tr("{name} - files", name=path.stem))
        names = self._attached.write_beside(sheet.id, folder)
        paths = [f"{folder.name}/{name}" for name in names]
        return write_bytes(path, make(sheet, current(), paths).encode())
