"""Which files of records still have to go to the server or to come from it.

What decides is the records that name them: a file is known by its digest, wherever it comes from.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from organiser_kit.changes import Changes
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.rules.attached import AUTOMATIC_BYTES, MAX_FILE_BYTES, TRAVELLING
from organiser_kit.storage.kept_files import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState
    from organiser_kit.storage.kept_files import KeptFiles
    from organiser_kit.storage.writer import Writer

_SENT, _SENT_EPOCH, _ASKED = "files_sent", "files_sent_epoch", "files_asked"
_LOST = "?"
"""What no stamp is."""
_ALIVE = " OR ".join(
    f"(about = '{kind}' AND EXISTS "
    f"(SELECT 1 FROM {BY_NAME[kind].table} r WHERE r.id = a.record_id AND r.alive = 1))"
    for kind in TRAVELLING
)
# A record may say anything, and one that names no file must not stop the others.
_NAMES_A_FILE = (
    "length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*' AND typeof(size) = 'integer' AND size > 0"
)
_SINCE = ", ".join(
    f"coalesce((SELECT r.alive_stamp FROM {BY_NAME[kind].table} r WHERE r.id = a.record_id), '')"
    for kind in TRAVELLING
)
_NAMED = f"""SELECT digest, size, scope, max(alive_stamp, {_SINCE}) AS since FROM attachments a
    WHERE alive = 1 AND {_NAMES_A_FILE} AND ({_ALIVE}) ORDER BY since"""


@dataclass(frozen=True, slots=True)
class Errand:
    """A file to be sent or fetched; ``size`` is what its record says, which may be wrong."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Errands:
    """What one exchange has to carry, the small files first.

    Attributes:
        up: files that are here, and that the server is not known to hold.
        down: files that records name and that are not here.
    """

    up: list[Errand] = field(default_factory=list)
    down: list[Errand] = field(default_factory=list)


class FileErrands:
    """The files of a copy, as an exchange sees them. Every method is one transaction."""

    def __init__(self, database: Database, device: DeviceState, writer: Writer, kept: KeptFiles) -> None:
        self._database = database
        self._device = device
        self._writer = writer
        self._kept = kept

    def errands(self, epoch: str, scopes: Sequence[str]) -> Errands:
        """Return what may travel now between this copy and the server of ``epoch``, in its ``scopes``.

        Large files are among it only once a person asked for them.
        """
        named = {row["digest"]: row["size"] for row in self._database.rows(_NAMED) if row["scope"] in scopes}
        self._keep_only(named, epoch)
        sent, meant = self.sent(epoch), self.asked() | self._noted(epoch).keys()
        due = sorted(
            (Errand(digest, size) for digest, size in named.items() if travels(size, asked=digest in meant)),
            key=lambda one: (one.size, one.digest),
        )
        up = [one for one in due if one.digest not in sent and self._kept.holds(one.digest)]
        return Errands(up, [one for one in due if not self._kept.holds(one.digest)])

    def _keep_only(self, named: Iterable[str], epoch: str) -> None:
        """Forget what was noted of files that no record names: one that is named again is sent again."""
        wanted, noted, asked = set(named), self._noted(epoch), self.asked()
        if noted.keys() <= wanted and asked <= wanted:
            return
        with self._database.transaction():
            self._put_noted({one: since for one, since in noted.items() if one in wanted}, epoch)
            self._put_asked(asked & wanted)

    def sent(self, epoch: str | None = None) -> set[str]:
        """Return the files that the server holds, as far as this copy knows; those of ``epoch`` if given.

        A file whose record was hidden and shown again since is none of them: the server may have let go of it
        meanwhile.
        """
        since = self._since()
        return {one for one, then in self._noted(epoch).items() if since.get(one, then) == then}

    def note_sent(self, digests: Iterable[str], epoch: str) -> None:
        """Note that the server of ``epoch`` holds files."""
        fresh = set(digests)
        if not fresh:
            return
        since = self._since()
        with self._database.transaction():
            self._put_noted(self._noted(epoch) | {one: since.get(one, "") for one in fresh}, epoch)
            self._put_asked(self.asked() - fresh)
        self._writer.note(Changes(frozenset({"attachment"}), self._naming(fresh)))

    def _since(self) -> dict[str, str]:
        """Return the stamp with which each file that is named was last hidden or shown, if it ever was."""
        return {row["digest"]: row["since"] for row in self._database.rows(_NAMED)}

    def _naming(self, digests: Iterable[str]) -> frozenset[str]:
        """Return the ids of the records that name files."""
        wanted = "SELECT id FROM attachments WHERE digest = ?"
        return frozenset(row["id"] for one in digests for row in self._database.rows(wanted, (one,)))

    def asked(self) -> set[str]:
        """Return the large files that a person wants to travel with the next exchange."""
        return set(json.loads(self._device.get(_ASKED) or "[]"))

    def ask(self, digest: str) -> None:
        """Let a file travel with the next exchange, however large it is."""
        with self._database.transaction():
            self._put_asked(self.asked() | {digest})

    def read(self, digest: str) -> bytes:
        """Return a file that is here; see :meth:`KeptFiles.read`."""
        return self._kept.read(digest)

    def take(self, digest: str, content: bytes, epoch: str) -> bool:
        """Keep a file that came from the server of ``epoch``, and return whether it is the right one."""
        if digest_of(content) != digest:
            return False
        with self._database.transaction():
            self._kept.keep(content)
        self.note_sent([digest], epoch)
        return True

    def _noted(self, epoch: str | None = None) -> dict[str, str]:
        """Return the files that the server once had, each with its :meth:`_since` of then."""
        noted = json.loads(self._device.get(_SENT) or "{}")
        if epoch is not None and self._device.get(_SENT_EPOCH) != epoch:
            # In another life of the server: what was meant to be there still is.
            return dict.fromkeys(noted, _LOST)
        # Copies of before held the files alone, in a list.
        return noted if isinstance(noted, dict) else dict.fromkeys(noted, "")

    def _put_noted(self, noted: dict[str, str], epoch: str) -> None:
        self._device.put(_SENT, json.dumps(noted, sort_keys=True))
        self._device.put(_SENT_EPOCH, epoch)

    def _put_asked(self, digests: set[str]) -> None:
        self._device.put(_ASKED, json.dumps(sorted(digests)))


def travels(size: int, *, asked: bool) -> bool:
    """Return whether a file of a size goes with the next exchange."""
    return size <= AUTOMATIC_BYTES or (asked and size <= MAX_FILE_BYTES)
