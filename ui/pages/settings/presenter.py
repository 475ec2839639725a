"""The backup of this laptop's copy. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from ui.pages.asking import Asker, Notify

SUFFIX = ".okbackup"


class BackupView(Protocol):
    """The page, as its presenter sees it."""

    def backup_busy(self, busy: bool) -> None:
        """Say whether a backup is being written."""
        ...

    def ask_backup_passphrase(self, path: Path) -> None:
        """Ask for a passphrase for the backup, for the copy itself has none."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class BackupPresenter:
    """Writes the copy to one file."""

    def __init__(self, asker: Asker, view: BackupView, notify: Notify) -> None:
        self._asker = asker
        self._view = view
        self._notify = notify

    def write(self, path: Path, passphrase: str | None = None) -> None:
        """Write a backup to ``path``; without a passphrase, by that of the copy."""
        file = path if path.suffix else path.with_suffix(SUFFIX)
        if passphrase is None and self._is_kept_by_the_keyring():
            self._view.ask_backup_passphrase(file)
            return
        self._view.backup_busy(True)

        def done(encrypted: bool) -> None:
            self._view.backup_busy(False)
            self._notify(written_words(file, encrypted))

        def failed(error: KitError) -> None:
            self._view.backup_busy(False)
            self._view.refuse(error)

        self._asker.ask(self._view, lambda kit: _write(kit, file, passphrase), done, failed)

    def _is_kept_by_the_keyring(self) -> bool:
        from organiser_kit.storage import local_copy
        from organiser_kit.storage.vault import Protection

        return local_copy.protection(self._asker.folder) is Protection.KEYRING


def _write(kit: Kit, file: Path, passphrase: str | None) -> bool:
    from organiser_kit.storage.keyring_store import SystemKeyring

    return kit.back_up(file, passphrase=passphrase, keyring=SystemKeyring())


def written_words(file: Path, encrypted: bool) -> str:
    """Return what was written."""
    if encrypted:
        return tr("{file} was written, read back and found whole. Its passphrase opens it.", file=file)
    return tr("{file} was written, read back and found whole.", file=file)


def proposed_name(now: datetime) -> str:
    """Return a name for the file: the day, and nobody's name."""
    return f"organiser-kit-{now:%Y-%m-%d}{SUFFIX}"
