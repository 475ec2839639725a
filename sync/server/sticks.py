"""``import``: what laptops wrote, brought to the server on a stick by the person who runs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr, trn
from organiser_kit.oplog.op import SCHEMA, decode_op
from organiser_kit.terminal.building import Command
from sync.peers.bundle_file import BundleReport, damaged, read_file, stranger
from sync.peers.content import Content, read_content
from sync.peers.sealing import SealError, open_for_server
from sync.protocol import MAX_BATCH_OPS, RelayRequest, Verdict
from sync.server.authority import sealing_seed
from sync.server.database import transaction
from sync.server.erasure_log import ErasureLog
from sync.server.frame import Frame, framed
from sync.server.migrations import epoch
from sync.server.relay import key_of_author, relay

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from organiser_kit.environment import Environment
    from sync.protocol import Result, SignedOp
    from sync.server.engines.base import Connection
    from sync.server.push import NoteErased

_KNOWN = frozenset({Verdict.KNOWN, Verdict.GONE})
_REFUSED = frozenset({Verdict.REFUSED, Verdict.NEEDS_UPGRADE})


def take() -> click.Command:
    """Return the command."""
    explanation = tr("Take in what laptops wrote, from a file that one of them made for a stick.")

    @click.command("import", cls=Command, help=explanation)
    @click.argument("file", metavar=tr("FILE"), type=click.Path(path_type=Path, dir_okay=False))
    @framed
    def take_file(frame: Frame, file: Path) -> None:
        with frame.open() as connection:
            log = ErasureLog(frame.engine.folder)
            report = import_file(connection, file, frame.environment, log.add)
        sentence = trn("{n} change is new.", "{n} changes are new.", report.new)
        frame.say(sentence, report)

    return take_file


def import_file(
    connection: Connection, file: Path, environment: Environment, note_erased: NoteErased
) -> BundleReport:
    """Judge and merge every operation of a file; all of it is checked before any of it is taken.

    Raises:
        UserError: it is damaged, not sealed for this server, or from nobody it knows; nothing was taken.
        StorageError: it cannot be read.
    """
    container = read_file(file)
    with transaction(connection):
        try:
            opened = [read_content(text) for text in open_for_server(container, sealing_seed(connection))]
        except SealError as error:
            raise damaged(file) from error
        if not opened:
            raise InputFileError(
                tr("The file {file} is not sealed for this server: nothing was taken from it.", file=file)
            )
        if not all(_is_proved(connection, content, environment) for content in opened):
            raise stranger(file)
    results = [
        result
        for content in opened
        for batch in _batches(content.parcel.ops)
        for result in _bring(connection, content, batch, environment, note_erased)
    ]
    known = sum(result.verdict in _KNOWN for result in results)
    refused = sum(result.verdict in _REFUSED for result in results)
    return BundleReport(len(results), len(results) - known - refused, known, refused)


def _is_proved(connection: Connection, content: Content, environment: Environment) -> bool:
    manifest, words = content.manifest, content.parcel.certificates
    key = key_of_author(connection, manifest.author, manifest.scope, words, environment.now())
    return key is not None and content.is_signed_by(key)


def _bring(
    connection: Connection,
    content: Content,
    batch: list[SignedOp],
    environment: Environment,
    note_erased: NoteErased,
) -> list[Result]:
    with transaction(connection):
        request = RelayRequest(
            epoch=epoch(connection), schema=SCHEMA, ops=batch, certificates=content.parcel.certificates
        )
        return relay(connection, None, request, environment.now(), note_erased)


def _batches(ops: Sequence[SignedOp]) -> Iterator[list[SignedOp]]:
    """Cut into what one request may hold; the operations of one action stand together and stay so."""
    batch: list[SignedOp] = []
    action: str | None = None
    for signed in ops:
        op = decode_op(signed.body)
        is_new = op.tx is None or op.tx != action
        if is_new and len(batch) >= MAX_BATCH_OPS // 2:
            yield batch
            batch = []
        action = op.tx
        batch.append(signed)
    if batch:
        yield batch
