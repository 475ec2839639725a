"""The pictures of signed sheets that presences were read from, kept with the sheet they show."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.files import write_bytes
from organiser_kit.i18n import tr
from organiser_kit.model.paper import SignInSheet
from organiser_kit.model.places import DEFAULT_RETENTION_YEARS
from organiser_kit.model.sharing import Attachment
from organiser_kit.services.outliving import Outliving

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.store import Store
    from organiser_kit.storage.kept_files import KeptFiles, SealedFile

ABOUT = "sign_in_sheet"
_YEAR = timedelta(days=365.25)
_TYPES = {
    b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
    b"\x89PNG": ("image/png", ".png"),
    b"%PDF": ("application/pdf", ".pdf"),
    b"II*\x00": ("image/tiff", ".tif"),
    b"MM\x00*": ("image/tiff", ".tif"),
}
_OTHER = ("application/octet-stream", ".bin")


class Evidence:
    """Journey J7: the photo goes with the sheet."""

    def __init__(self, store: Store, meetings: Meetings, files: KeptFiles) -> None:
        self._store = store
        self._meetings = meetings
        self._files = files
        self.outliving = Outliving(store, files)

    def keep(self, sheet_id: str, page: int, file: Path) -> Attachment:
        """Keep the picture ``file`` of a page of a sheet; the same picture again is the one that is there.

        Raises:
            NotFoundError: there is no such sheet.
            UserError: the file can no longer be read, or nothing can be written.
        """
        try:
            content = file.read_bytes()
        except OSError as error:
            raise UserError(
                tr(
                    "{file} is no longer there: the presences are recorded, its picture is not kept.",
                    file=file.name,
                )
            ) from error
        sheet = self._store.records.get(SignInSheet, sheet_id)
        with self._store.writer.action(together=True) as action:
            digest = self._files.keep(content)
            known = [one for one in self._of_sheet(sheet_id) if (one.digest, one.page) == (digest, page)]
            if known:
                return known[0]
            made = self._described(sheet, page, content, digest)
            action.add(made)
        return made

    def _described(self, sheet: SignInSheet, page: int, content: bytes, digest: str) -> Attachment:
        now = self._store.clock.now()
        structure = self._meetings.detail(sheet.meeting_id).structure
        years = (structure and structure.retention_years) or DEFAULT_RETENTION_YEARS
        media_type, suffix = next(
            (kind for start, kind in _TYPES.items() if content.startswith(start)), _OTHER
        )
        return Attachment(
            id=self._store.environment.new_id(),
            scope=sheet.scope,
            about=ABOUT,
            record_id=sheet.id,
            # The file's own name may name somebody.
            name=f"{sheet.sheet_no}-{page}{suffix}",
            media_type=media_type,
            digest=digest,
            size=len(content),
            page=page,
            added_at=now,
            device_id=self._store.device.identity().device_id,
            keep_until=now + years * _YEAR,
        )

    def of_meeting(self, meeting_id: str) -> tuple[Attachment, ...]:
        """Return what is kept of a meeting's sheets, page by page."""
        sheets = self._store.records.find(SignInSheet, "meeting_id = ?", (meeting_id,))
        found = [one for sheet in sheets for one in self._of_sheet(sheet.id)]
        return tuple(
            sorted(found, key=lambda one: (one.name, one.added_at or self._store.clock.now(), one.id))
        )

    def _of_sheet(self, sheet_id: str) -> list[Attachment]:
        return self._store.records.find(Attachment, "about = ? AND record_id = ?", (ABOUT, sheet_id))

    def is_here(self, one: Attachment) -> bool:
        """Return whether this laptop holds the file itself."""
        return self._files.holds(one.digest)

    def sealed(self, one: Attachment) -> SealedFile:
        """Return the file still encrypted: a large one takes long to open, and needs no database for it.

        Raises:
            NotFoundError: this laptop does not hold it.
        """
        return self._files.sealed(one.digest)

    def read(self, one: Attachment) -> bytes:
        """Return the file.

        Raises:
            NotFoundError: this laptop does not hold it.
            UserError: it is damaged.
        """
        return self._files.read(one.digest)

    def only_here(self, scope: str) -> int:
        """Return how many pictures of a group's sheets this laptop holds, and nobody else does."""
        return len(self._here(scope))

    def save_copies(self, scope: str, folder: Path) -> tuple[Path, ...]:
        """Write the pictures of a group's sheets that this laptop holds to ``folder``, not encrypted.

        Raises:
            UserError: one is damaged, or nothing can be written there.
        """
        return tuple(write_bytes(folder / one.name, self.read(one)) for one in self._here(scope))

    def _here(self, scope: str) -> list[Attachment]:
        found = self._store.records.find(Attachment, "scope = ? AND about = ?", (scope, ABOUT), order="name")
        return [one for one in found if self.is_here(one)]

    def outlive(self, scope: str) -> None:
        """Have the pictures of a group stay until their own time is over, before its records leave."""
        self.outliving.note(scope, ABOUT)

    def sweep(self) -> int:
        """Forget the files whose time is over, or whose record is here no longer; return how many.

        Pictures that outlive their group stay until their own time is over.

        Only this laptop's files: the records say what there was, and are nobody's alone to delete.
        """
        now = self._store.clock.now()
        known = self._store.records.find(Attachment)
        wanted = {one.digest for one in known if one.keep_until is None or one.keep_until > now}
        with self._store.database.transaction():
            self.outliving.prune()
            wanted |= {one.digest for one in self.outliving.standing()}
            return self._files.forget_all_but(wanted)
