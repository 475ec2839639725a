"""Files that go with records: each encrypted by a key of its own, which stands in the local copy.

To forget a key is to forget its file, be the file found again on some disk.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.files import write_bytes
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.storage.database import Database

FOLDER = "kept"
_SUFFIX = ".sealed"
_KEY_BYTES, _NONCE_BYTES = 32, 12


def digest_of(content: bytes) -> str:
    """Return what a file is recognised by: its SHA-256, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True)
class SealedFile:
    """A kept file with what opens it: any thread may, without the local copy."""

    path: Path
    digest: str
    key: bytes = field(repr=False)
    nonce: bytes = field(repr=False)

    def open(self) -> bytes:
        """Return what was kept.

        Raises:
            UserError: the file is gone, damaged, or was replaced by another.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(self.key).decrypt(self.nonce, self.path.read_bytes(), self.digest.encode())
        except (InvalidTag, OSError) as error:
            raise UserError(
                tr("The file kept here is damaged, or was replaced: it is no longer the one that was kept.")
            ) from error


class KeptFiles:
    """The folder ``kept/`` beside a local copy."""

    def __init__(self, database: Database, folder: Path, environment: Environment) -> None:
        self._database = database
        self._folder = folder / FOLDER
        self._environment = environment

    def keep(self, content: bytes) -> str:
        """Keep ``content``, in the transaction that is open, and return its digest; it is then on the disk.

        Raises:
            UserError: it cannot be written.
        """
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        digest = digest_of(content)
        if self.holds(digest):
            return digest
        # A file that is gone is written as it was: its key may outlive a transaction that is undone.
        row = self._row(digest) or {
            "key": self._environment.chance.token_bytes(_KEY_BYTES),
            "nonce": self._environment.chance.token_bytes(_NONCE_BYTES),
        }
        key, nonce = row["key"], row["nonce"]
        write_bytes(self._path(digest), AESGCM(key).encrypt(nonce, content, digest.encode()))
        self._database.execute(
            "INSERT OR REPLACE INTO kept_files (digest, nonce, key, size, kept_at) VALUES (?, ?, ?, ?, ?)",
            (digest, nonce, key, len(content), self._environment.now().isoformat()),
        )
        return digest

    def holds(self, digest: str) -> bool:
        """Return whether the file is on this laptop, and its key too."""
        return self._row(digest) is not None and self._path(digest).exists()

    def sealed(self, digest: str) -> SealedFile:
        """Return the file as it lies there, to be opened by whoever has the time.

        Raises:
            NotFoundError: this laptop does not hold it.
        """
        row = self._row(digest)
        if row is None or not self._path(digest).exists():
            raise NotFoundError(tr("This file is not on this computer: ask the laptop that kept it."))
        return SealedFile(self._path(digest), digest, row["key"], row["nonce"])

    def read(self, digest: str) -> bytes:
        """Return what was kept.

        Raises:
            NotFoundError: this laptop does not hold it.
            UserError: the file is damaged, or was replaced by another.
        """
        return self.sealed(digest).open()

    def forget_all_but(self, wanted: Collection[str]) -> int:
        """Forget, in the transaction that is open, each file that no digest names; return how many."""
        rows = self._database.rows("SELECT digest FROM kept_files")
        gone = [row["digest"] for row in rows if row["digest"] not in wanted]
        for digest in gone:
            self._database.execute("DELETE FROM kept_files WHERE digest = ?", (digest,))
            with suppress(OSError):  # without its key, what stays on the disk says nothing
                self._path(digest).unlink()
        return len(gone)

    def _row(self, digest: str) -> dict[str, bytes] | None:
        return self._database.row("SELECT key, nonce FROM kept_files WHERE digest = ?", (digest,))

    def _path(self, digest: str) -> Path:
        return self._folder / f"{digest}{_SUFFIX}"
