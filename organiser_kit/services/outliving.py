"""Pictures of signed sheets that stay when their group leaves this laptop: nobody else has them.

A server keeps a group's records for longer, and of a picture only its digest. What is needed to find the
picture again, without a name, is noted before its record goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - read at run time by msgspec
from typing import TYPE_CHECKING

import msgspec

from organiser_kit.files import write_bytes
from organiser_kit.model.sharing import Attachment

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.services.store import Store
    from organiser_kit.storage.kept_files import KeptFiles

_KEY = "outliving pictures"


@dataclass(frozen=True, slots=True)
class Outlived:
    """A picture whose group is no longer here.

    Attributes:
        digest: its SHA-256, as hexadecimal digits.
        name: the number of its sheet and its page; it names nobody.
        keep_until: when it goes by itself.
    """

    digest: str
    name: str
    media_type: str
    keep_until: datetime


class Outliving:
    """Notes and finds them."""

    def __init__(self, store: Store, files: KeptFiles) -> None:
        self._store = store
        self._files = files

    def note(self, scope: str, about: str) -> None:
        """Note the pictures of a group that this laptop alone holds, before their records go."""
        known = {one.digest: one for one in self._noted()}
        for one in self._store.records.find(Attachment, "scope = ? AND about = ?", (scope, about)):
            if one.keep_until is not None and self._files.holds(one.digest):
                known[one.digest] = Outlived(one.digest, one.name, one.media_type, one.keep_until)
        with self._store.database.transaction():
            self._keep(list(known.values()))

    def all(self) -> tuple[Outlived, ...]:
        """Return what is here and stays for now, by name; what came back with its group is left out."""
        back = {one.digest for one in self._store.records.find(Attachment)}
        return tuple(
            sorted(
                (one for one in self.standing() if one.digest not in back and self._files.holds(one.digest)),
                key=lambda one: one.name,
            )
        )

    def standing(self) -> list[Outlived]:
        """Return what was noted and whose time is not over."""
        now = self._store.clock.now()
        return [one for one in self._noted() if one.keep_until > now]

    def save_copies(self, folder: Path) -> tuple[Path, ...]:
        """Write them to ``folder``, not encrypted.

        Raises:
            UserError: one is damaged, or nothing can be written there.
        """
        return tuple(write_bytes(folder / one.name, self._files.read(one.digest)) for one in self.all())

    def prune(self) -> None:
        """Forget, in the transaction that is open, what was noted of pictures whose time is over."""
        standing = self.standing()
        if len(standing) < len(self._noted()):
            self._keep(standing)

    def _noted(self) -> list[Outlived]:
        return msgspec.json.decode(self._store.device.get(_KEY) or "[]", type=list[Outlived])

    def _keep(self, pictures: list[Outlived]) -> None:
        self._store.device.put(_KEY, msgspec.json.encode(pictures).decode())
