"""Which files of records still have to go to the server or to come from it.

What decides is the records that name them: a file is known by its digest, wherever it comes from.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from organiser_kit.changes import Changes
from organiser_kit.rules.attached import AUTOMATIC_BYTES, MAX_FILE_BYTES, TRAVELLING
from organiser_kit.storage.kept_files import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState
    from organiser_kit.storage.kept_files import KeptFiles
    from organiser_kit.storage.writer import Writer

_SENT, _SENT_EPOCH, _ASKED = "files_sent", "files_sent_epoch", "files_asked"
_ALIVE = " OR ".join(
    f"(about = '{kind}' AND EXISTS (SELECT 1 FROM {kind}s r WHERE r.id = a.record_id AND r.alive = 1))"
    for kind in TRAVELLING
)
# A record may say anything, and one that names no file must not stop the others.
_NAMES_A_FILE = (
    "length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*' AND typeof(size) = 'integer' AND size > 0"
)
_NAMED = f"SELECT digest, size, scope FROM attachments a WHERE alive = 1 AND {_NAMES_A_FILE} AND ({_ALIVE})"


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
        sent, asked = self.sent(epoch), self.asked()
        self._keep_only(named, sent, asked, epoch)
        due = sorted(
            (Errand(digest, size) for digest, size in named.items() if travels(size, asked=digest in asked)),
            key=lambda one: (one.size, one.digest),
        )
        up = [one for one in due if one.digest not in sent and self._kept.holds(one.digest)]
        return Errands(up, [one for one in due if not self._kept.holds(one.digest)])

    def _keep_only(self, named: Iterable[str], sent: set[str], asked: set[str], epoch: str) -> None:
        """Forget what was noted of files that no record names: one that is named again is sent again."""
        wanted = set(named)
        if sent <= wanted and asked <= wanted:
            return
        with self._database.transaction():
            self._put(_SENT, sent & wanted)
            self._put(_ASKED, asked & wanted)
            self._device.put(_SENT_EPOCH, epoch)

    def sent(self, epoch: str | None = None) -> set[str]:
        """Return the files that the server holds, as far as this copy knows; those of ``epoch`` if given."""
        if epoch is not None and self._device.get(_SENT_EPOCH) != epoch:
            return set()
        return self._read(_SENT)

    def note_sent(self, digests: Iterable[str], epoch: str) -> None:
        """Note that the server of ``epoch`` holds files."""
        fresh = set(digests)
        if not fresh:
            return
        with self._database.transaction():
            self._put(_SENT, self.sent(epoch) | fresh)
            self._put(_ASKED, self.asked() - fresh)
            self._device.put(_SENT_EPOCH, epoch)
        self._writer.note(Changes(frozenset({"attachment"}), self._naming(fresh)))

    def _naming(self, digests: Iterable[str]) -> frozenset[str]:
        """Return the ids of the records that name files."""
        wanted = "SELECT id FROM attachments WHERE digest = ?"
        return frozenset(row["id"] for one in digests for row in self._database.rows(wanted, (one,)))

    def asked(self) -> set[str]:
        """Return the large files that a person wants to travel with the next exchange."""
        return self._read(_ASKED)

    def ask(self, digest: str) -> None:
        """Let a file travel with the next exchange, however large it is."""
        with self._database.transaction():
            self._put(_ASKED, self.asked() | {digest})

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

    def _read(self, key: str) -> set[str]:
        return set(json.loads(self._device.get(key) or "[]"))

    def _put(self, key: str, digests: set[str]) -> None:
        self._device.put(key, json.dumps(sorted(digests)))


def travels(size: int, *, asked: bool) -> bool:
    """Return whether a file of a size goes with the next exchange."""
    return size <= AUTOMATIC_BYTES or (asked and size <= MAX_FILE_BYTES)
