"""``backup`` and ``restore``: the local copy as one file, and back."""

from __future__ import annotations

from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from organiser_kit.i18n import tr
from ui.cli.building import Command, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it
from ui.restored_words import told_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def backup() -> click.Command:
    """Return the command."""

    @click.command("backup", cls=Command, help=tr("Write the whole local copy to one encrypted file."))
    @click.argument("file", metavar=tr("FILE"), type=click.Path(path_type=Path, dir_okay=False))
    @pass_workspace
    def command(workspace: Workspace, file: Path) -> None:
        from ui.cli.keys import SystemKeyringWhenAsked, passphrase_for_backup

        passphrase = passphrase_for_backup(workspace.folder, workspace.environment)
        with workspace.open() as kit:
            encrypted = kit.back_up(file, passphrase=passphrase, keyring=SystemKeyringWhenAsked())
        workspace.console.answer(
            {"ok": True, "file": file, "bytes": file.stat().st_size, "encrypted": encrypted},
            tr("{file} was written, read back and found whole.", file=file),
            tr("Keep it elsewhere than this laptop: only the passphrase of the copy opens it.")
            if encrypted
            else tr("It is not encrypted, as the practice copy is not."),
        )

    return command


def restore() -> click.Command:
    """Return the command."""

    @click.command(
        "restore", cls=Command, help=tr("Put a backup in the place of the local copy, which is put aside.")
    )
    @click.argument("file", metavar=tr("FILE"), type=click.Path(path_type=Path, dir_okay=False))
    @pass_workspace
    def command(workspace: Workspace, file: Path) -> None:
        from organiser_kit.kit import restore_kit
        from ui.cli.keys import SystemKeyringWhenAsked, passphrase_of_backup

        passphrase = passphrase_of_backup(file, workspace.environment)
        keyring = SystemKeyringWhenAsked()
        with _nobody_else(workspace.folder):
            kit, restored = restore_kit(
                workspace.folder, file, workspace.environment, passphrase=passphrase, keyring=keyring
            )
        kit.close()
        workspace.console.answer(
            {"ok": True, "data": workspace.folder, "aside": restored.aside, "unsent": restored.unsent},
            tr("The backup is in place."),
        )
        for sentence in told_of(restored):
            workspace.console.tell(sentence)

    return command


@contextmanager
def _nobody_else(folder: Path) -> Iterator[None]:
    """Keep the desktop from opening the copy meanwhile, and find out if it is open.

    Raises:
        InUseError: it is.
    """
    if find_spec("PySide6") is None:
        # No desktop is installed here that might have it open.
        yield
        return
    from ui.single_instance import take

    lock = take(folder)
    try:
        yield
    finally:
        lock.unlock()
