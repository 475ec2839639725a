"""Files that go with practice sheets and resources: chosen, kept sealed, and told how far they have come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.files import write_bytes
from organiser_kit.i18n import tr, trn
from organiser_kit.model.kinds import BY_TYPE
from organiser_kit.model.sharing import Attachment
from organiser_kit.rules.attached import (
    MAX_FILE_BYTES,
    MOST_FILES,
    check_size,
    clean_name,
    distinct,
    media_type_of,
)
from organiser_kit.storage.file_errands import travels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from organiser_kit.model.sharing import PracticeSheet, Resource
    from organiser_kit.services.store import Store
    from organiser_kit.storage.file_errands import FileErrands
    from organiser_kit.storage.kept_files import KeptFiles


class Whereabouts(StrEnum):
    """Where a file is, as far as this laptop knows.

    ``HELD`` and ``AWAITED`` travel with the next exchange; the large ones only once somebody asks.
    """

    SHARED = "shared"
    HELD = "held"
    HELD_LARGE = "held-large"
    AWAITED = "awaited"
    AWAITED_LARGE = "awaited-large"

    @property
    def is_here(self) -> bool:
        """Return whether the file can be opened."""
        return self in (Whereabouts.SHARED, Whereabouts.HELD, Whereabouts.HELD_LARGE)

    @property
    def must_be_asked_for(self) -> bool:
        """Return whether it travels only once somebody asks."""
        return self in (Whereabouts.HELD_LARGE, Whereabouts.AWAITED_LARGE)


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """What is known of a file, and where it is."""

    record: Attachment
    whereabouts: Whereabouts


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A file as it was found on the disk."""

    name: str
    media_type: str
    content: bytes


class AttachedFiles:
    """Adding, removing and reading the files of one record after another."""

    def __init__(self, store: Store, kept: KeptFiles, errands: FileErrands) -> None:
        self._store = store
        self._kept = kept
        self._errands = errands

    def of(self, record_id: str) -> tuple[AttachedFile, ...]:
        """Return the files of a record, in the order in which they were added."""
        sent, asked = self._errands.sent(), self._errands.asked()
        return tuple(
            AttachedFile(one, self._whereabouts(one, sent, asked)) for one in self._records_of(record_id)
        )

    def _records_of(self, record_id: str) -> list[Attachment]:
        return self._store.records.find(Attachment, "record_id = ?", (record_id,), order="added_at, id")

    def _whereabouts(self, one: Attachment, sent: set[str], asked: set[str]) -> Whereabouts:
        goes = travels(one.size, asked=one.digest in asked)
        if self._kept.holds(one.digest):
            if one.digest in sent:
                return Whereabouts.SHARED
            return Whereabouts.HELD if goes else Whereabouts.HELD_LARGE
        return Whereabouts.AWAITED if goes else Whereabouts.AWAITED_LARGE

    def add(self, about: PracticeSheet | Resource, files: Sequence[Path]) -> tuple[Attachment, ...]:
        """Let files go with a record, all of them or none; one that is there already is not doubled.

        Raises:
            UserError: a file cannot be read or is not taken, or the record has as many as it may.
        """
        chosen = [_chosen(file) for file in files]
        with self._store.writer.action(together=True) as action:
            there = self._records_of(about.id)
            known, names = {one.digest for one in there}, {one.name for one in there}
            made: list[Attachment] = []
            for one in chosen:
                digest = self._kept.keep(one.content)
                if digest in known:
                    continue
                attachment = self._described(about, one, digest, distinct(one.name, names))
                known.add(digest)
                names.add(attachment.name)
                made.append(attachment)
            _check_count(len(there) + len(made))
            for attachment in made:
                action.add(attachment)
        return tuple(made)

    def put_in_place(self, about: PracticeSheet | Resource, file: Path) -> Attachment:
        """Let a file be the only one of a record; the one before it leaves.

        Raises:
            UserError: the file cannot be read or is not taken.
        """
        chosen = _chosen(file)
        with self._store.writer.action(together=True) as action:
            made = self._described(about, chosen, self._kept.keep(chosen.content), chosen.name)
            for before in self._records_of(about.id):
                action.delete(before)
            action.add(made)
        return made

    def _described(
        self, about: PracticeSheet | Resource, chosen: _Chosen, digest: str, name: str
    ) -> Attachment:
        return Attachment(
            id=self._store.environment.new_id(),
            scope=about.scope,
            about=BY_TYPE[type(about)].name,
            record_id=about.id,
            name=name,
            media_type=chosen.media_type,
            digest=digest,
            size=len(chosen.content),
            licence=about.licence,
            added_at=self._store.clock.now(),
            device_id=self._store.device.identity().device_id,
        )

    def remove(self, attachment_id: str) -> None:
        """Let a file go with its record no longer; it leaves this laptop when the program starts next."""
        with self._store.writer.action() as action:
            action.delete(self._get(attachment_id))

    def restore(self, attachment_id: str) -> None:
        """Let a removed file go with its record again."""
        with self._store.writer.action() as action:
            action.restore(self._get(attachment_id))

    def ask(self, attachment_id: str) -> None:
        """Let a large file travel with the next exchange."""
        self._errands.ask(self._get(attachment_id).digest)

    def read(self, attachment_id: str) -> bytes:
        """Return a file.

        Raises:
            NotFoundError: it is not on this laptop yet, or there is no such file.
            UserError: it is damaged.
        """
        one = self._get(attachment_id)
        if not self._kept.holds(one.digest):
            raise NotFoundError(
                tr(
                    "“{name}” is not on this computer yet: it arrives with an exchange, once the laptop "
                    "that added it has sent it.",
                    name=one.name,
                )
            )
        return self._kept.read(one.digest)

    def save_as(self, attachment_id: str, path: Path) -> Path:
        """Write a copy of a file for a person; see :meth:`read` and :func:`write_bytes` for what can fail."""
        return write_bytes(path, self.read(attachment_id))

    def write_beside(self, record_id: str, folder: Path) -> tuple[str, ...]:
        """Write the files of a record that are here into a folder, and return their names."""
        here = [one.record for one in self.of(record_id) if one.whereabouts.is_here]
        names: list[str] = []
        for one in here:
            # Two laptops may each have added a file of one name.
            names.append(distinct(clean_name(one.name), set(names)))
            write_bytes(folder / names[-1], self.read(one.id))
        return tuple(names)

    def _get(self, attachment_id: str) -> Attachment:
        return self._store.records.get(Attachment, attachment_id)


def _chosen(file: Path) -> _Chosen:
    """Return a file of the disk, if it may go with a record."""
    name = clean_name(file.name)
    media_type = media_type_of(name)
    try:
        with file.open("rb") as opened:
            # One byte more than may be: what is larger need not be read to the end to know it.
            size = file.stat().st_size
            check_size(name, size)
            content = opened.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UserError(
            tr("{file} cannot be read: check that it is still there, and your rights.", file=name)
        ) from error
    check_size(name, len(content))
    return _Chosen(name, media_type, content)


def _check_count(count: int) -> None:
    if count > MOST_FILES:
        raise UserError(
            trn(
                "At most {n} file can go with one sheet: put several into a ZIP archive.",
                "At most {n} files can go with one sheet: put several into a ZIP archive.",
                MOST_FILES,
            )
        )
