"""The file on a stick (``*.okb``): what a laptop knows of its groups, sealed for them and for the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.errors import InputFileError, UserError
from organiser_kit.i18n import tr
from sync.peers.bundle_file import BundleReport, damaged, read_file, stranger
from sync.peers.content import Content, read_content, write_content
from sync.peers.message import Parcel
from sync.peers.parcel import Taken, make_parcel, signed, take_parcel
from sync.peers.safe_file import write_verified
from sync.peers.sealing import (
    MAX_FILE_BYTES,
    SERVER,
    Container,
    Recipients,
    SealError,
    open_for_group,
    read_container,
    seal,
)
from sync.peers.standing import standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.storage.parcels import ParcelStore
    from sync.client.local import CallDb
    from sync.peers.standing import Standing


def export_bundle(call_db: CallDb, environment: Environment, path: Path) -> BundleReport:
    """Write everything this copy may share; when this returns, the stick may be removed.

    The report is the one that this copy would give of the file: it knows all of it.

    Raises:
        UserError: there is no group to share, or nobody to seal it for.
        StorageError: the file could not be written, or did not come back as it was written.
    """
    mine = call_db(standing)
    keys = call_db(lambda local: local.parcels.group_keys())
    parcels = [make_parcel(call_db, scope, environment) for scope in mine.scopes()]
    if not parcels:
        raise UserError(tr("This laptop may not share any group yet: exchange once with a server first."))
    sections = [_section(parcel, mine, keys.get(parcel.scope)) for parcel in parcels]

    def is_good(written: bytes) -> bool:
        opened = open_for_group(read_container(written), keys)
        found = {scope: read_content(content).parcel for scope, content in opened.items()}
        return found == {parcel.scope: parcel for parcel in parcels if parcel.scope in keys}

    _write(path, seal(sections, environment.chance), is_good)
    count = sum(len(parcel.ops) for parcel in parcels)
    return BundleReport(count, 0, count, 0)


def import_bundle(call_db: CallDb, path: Path) -> BundleReport:
    """Take what a file holds for the groups of this copy; all of it is checked before any of it is taken.

    Raises:
        UserError: the file is damaged, for others, or from a stranger or a newer version.
        StorageError: it cannot be read.
    """
    container = read_file(path)
    keys = call_db(lambda local: local.parcels.group_keys())
    try:
        opened = {scope: read_content(content) for scope, content in open_for_group(container, keys).items()}
    except SealError as error:
        raise damaged(path) from error
    if not opened:
        raise _for_others(path, container)
    mine = call_db(standing)
    for scope, content in opened.items():
        _check_author(path, scope, content, mine)
    return _report([take_parcel(call_db, content.parcel) for content in opened.values()])


def seal_unsent(call_db: CallDb, environment: Environment, path: Path) -> int:
    """Write what this copy never sent, for its server alone, and return how many operations that is.

    It needs no right to share: whoever is put out keeps the duty to hand in what was recorded.

    Raises:
        UserError: this copy never met a server.
        StorageError: the file could not be written, or did not come back as it was written.
    """
    mine = call_db(standing)
    if mine.sealing_key is None:
        raise UserError(tr("This laptop has not met a server yet: there is nobody to seal the file for."))
    call_db(lambda local: local.note_numbers())
    parcels = call_db(lambda local: _unsent(local.parcels, mine, environment))
    recipients = Recipients(server=bytes.fromhex(mine.sealing_key))
    sections = [(write_content(parcel, mine.identity.device_id, mine.seed), recipients) for parcel in parcels]
    _write(path, seal(sections, environment.chance), lambda _: True)
    return sum(len(parcel.ops) for parcel in parcels)


def _section(parcel: Parcel, mine: Standing, secret: bytes | None) -> tuple[bytes, Recipients]:
    server = None if mine.sealing_key is None else bytes.fromhex(mine.sealing_key)
    if server is None and secret is None:
        raise UserError(tr("There is nobody to seal the file for: exchange once with a server first."))
    return write_content(parcel, mine.identity.device_id, mine.seed), Recipients(server, secret)


def _unsent(store: ParcelStore, mine: Standing, environment: Environment) -> list[Parcel]:
    waiting = store.unanswered()
    return [
        Parcel(
            scope=scope,
            epoch=store.epoch(),
            now=environment.now().isoformat(),
            rows=[],
            ops=signed([item for item in waiting if item.scope == scope], mine.seed),
            certificates=mine.trust().certificates,
        )
        for scope in sorted({item.scope for item in waiting})
    ]


def _write(path: Path, data: bytes, is_good: Callable[[bytes], bool]) -> None:
    if len(data) > MAX_FILE_BYTES:
        raise UserError(tr("There is too much for one file: exchange with the server or in a room instead."))
    write_verified(path, data, is_good)


def _check_author(path: Path, scope: str, content: Content, mine: Standing) -> None:
    trust = mine.trust(content.parcel.certificates)
    author = content.manifest.author
    key = trust.key_of(author)
    known = key is not None and scope in trust.scopes_of(author) and scope == content.manifest.scope
    if key is None or not known or not content.is_signed_by(key):
        raise stranger(path)


def _for_others(path: Path, container: Container) -> InputFileError:
    if all(slot.to == SERVER for section in container.header.sections for slot in section.slots):
        return InputFileError(
            tr(
                "Only the server can open the file {file}: give it to the person who runs the server.",
                file=path,
            )
        )
    return InputFileError(
        tr(
            "The file {file} is for another group than those of this laptop: nothing was taken from it.",
            file=path,
        )
    )


def _report(taken: Sequence[Taken]) -> BundleReport:
    return BundleReport(
        ops=sum(one.ops for one in taken),
        new=sum(one.new for one in taken),
        known=sum(one.known for one in taken),
        refused=sum(one.refused for one in taken),
    )
