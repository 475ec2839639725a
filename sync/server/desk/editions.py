"""What may be published as an edition of a kit: judged by the very code that laptops read it with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from organiser_kit.meeting_kits.editions import LONGEST, digest_of, pieces
from organiser_kit.meeting_kits.reading import read
from organiser_kit.meeting_kits.shelf import shelf
from organiser_kit.model.kinds import BY_TYPE
from organiser_kit.model.preparation import KitEdition
from organiser_kit.model.record import COMMON_SCOPE
from sync.server import sql
from sync.server.records import load_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from organiser_kit.meeting_kits.content import MeetingKit
    from organiser_kit.meeting_kits.library import Library
    from organiser_kit.oplog.merge import RecordState
    from sync.server.engines.base import Connection

FREE_LICENCES = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0")
"""Those under which everybody may use, change and hand on a kit."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A kit as its file says it."""

    file: str
    text: str
    kit: MeetingKit

    def edition(self, edition_id: str) -> KitEdition:
        """Return the record that brings it to laptops."""
        body = pieces(self.text)
        return KitEdition(
            id=edition_id,
            scope=COMMON_SCOPE,
            name=self.kit.name,
            version=self.kit.version,
            licence=self.kit.licence,
            body=body,
            digest=digest_of(body),
        )


def candidates(path: Path) -> list[Candidate]:
    """Return the kit in a file, or every one of a folder.

    Raises:
        InputFileError: one of them cannot be used, or there is none.
    """
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not files:
        raise InputFileError(tr("The folder “{folder}” holds no kit (*.toml).", folder=path.name))
    # Kits that others extend come first, so that each finds what it names.
    return sorted(map(_candidate, files), key=lambda one: bool(one.kit.extends))


def _candidate(path: Path) -> Candidate:
    kit = read(path)
    text = path.read_text("utf-8")
    if len(text) > LONGEST:
        raise InputFileError(
            tr(
                "The meeting kit “{file}” has {length} characters and at most {most} can be sent: "
                "shorten it.",
                file=path.name,
                length=len(text),
                most=LONGEST,
            )
        )
    if kit.licence not in FREE_LICENCES:
        raise InputFileError(
            tr(
                "The meeting kit “{file}” is under the licence “{licence}”, and only these let everybody "
                "use it: {known}.",
                file=path.name,
                licence=kit.licence,
                known=", ".join(FREE_LICENCES),
            )
        )
    return Candidate(path.name, text, kit)


def editions(connection: Connection) -> list[KitEdition]:
    """Return what was published so far, by name and version."""
    ids = [row[0] for row in connection.execute(sql.LIST_EDITIONS, {"scope": COMMON_SCOPE})]
    found = load_all(connection, BY_TYPE[KitEdition], ids)
    return [_edition(found[edition_id].state) for edition_id in ids]


def _edition(state: RecordState) -> KitEdition:
    names = BY_TYPE[KitEdition].fields
    values = {name: state.registers[name].value for name in names if name in state.registers}
    values["body"] = tuple(values.get("body", ()))
    return KitEdition(id=state.id, scope=COMMON_SCOPE, **values)


def is_whole(edition: KitEdition) -> bool:
    """Return whether the text is the one whose digest it bears."""
    return digest_of(edition.body) == edition.digest


def judged(found: Sequence[Candidate], published: Sequence[KitEdition]) -> list[Candidate]:
    """Return what is new; the others are published already, word for word.

    Raises:
        InputFileError: one of them is no newer than what is known, or names what no kit describes.
    """
    digests = {(one.name, one.version): one.digest for one in published}
    new = [
        one for one in found if digests.get((one.kit.name, one.kit.version)) != digest_of(pieces(one.text))
    ]
    library = _library(published)
    for one in new:
        known = max((kit.version for kit in library.kits if kit.name == one.kit.name), default=0)
        if one.kit.version <= known:
            raise InputFileError(
                tr(
                    "“{file}” is edition {version} of “{kit}”, and laptops have edition {known}: give it a "
                    "higher version.",
                    file=one.file,
                    version=one.kit.version,
                    kit=one.kit.name,
                    known=known,
                )
            )
        library = library.with_kit(one.kit)
    return new


def _library(published: Sequence[KitEdition]) -> Library:
    """Return what a laptop uses that has everything so far; what it would leave aside is left aside here."""
    return shelf(None, {one.id: "".join(one.body) for one in published if is_whole(one)}).library
