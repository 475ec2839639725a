"""What opens an encrypted copy: a variable, the keyring, or a person at a terminal; never an argument."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from organiser_kit.errors import StorageError, UserError
from organiser_kit.i18n import tr
from organiser_kit.storage import local_copy
from organiser_kit.storage.vault import Protection

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Environment

PASSPHRASE_VARIABLE = "ORGANISER_KIT_PASSPHRASE"


class SystemKeyringWhenAsked:
    """The system's keyring, whose library is loaded only when a key is really looked for."""

    def __init__(self) -> None:
        self.has_refused = False

    def read(self, name: str) -> str | None:
        """Return the secret kept under ``name``, ``None`` when there is none or no keyring at all."""
        from organiser_kit.storage.keyring_store import SystemKeyring

        return SystemKeyring().read(name)

    def write(self, name: str, secret: str) -> bool:
        """Keep ``secret`` under ``name``; return whether there is a keyring to keep it."""
        from organiser_kit.storage.keyring_store import SystemKeyring

        kept = SystemKeyring().write(name, secret)
        self.has_refused = not kept
        return kept


def passphrase_for(folder: Path, environment: Environment) -> str | None:
    """Return the passphrase of the copy in ``folder``, asked for only where it can help."""
    given = environment.variables.get(PASSPHRASE_VARIABLE)
    if given or not local_copy.exists(folder):
        return given or None
    if local_copy.protection(folder) is Protection.PASSPHRASE and is_terminal():
        return _ask(confirm=False)
    return None


def passphrase_for_backup(folder: Path, environment: Environment) -> str | None:
    """Return what a backup of the copy in ``folder`` is sealed under: asked for where a keyring has the key.

    A backup opens by the passphrase of its copy; only a copy without one needs a new one.
    """
    given = environment.variables.get(PASSPHRASE_VARIABLE)
    if given or not local_copy.exists(folder):
        return given or None
    if local_copy.protection(folder) is Protection.KEYRING and is_terminal():
        return _ask(confirm=True)
    return None


def passphrase_of_backup(file: Path, environment: Environment) -> str | None:
    """Return the passphrase of the backup ``file``, asked for only where it can help.

    Raises:
        InputFileError: it is no backup, or not a whole one.
    """
    from organiser_kit.storage.restoring import needs_passphrase

    given = environment.variables.get(PASSPHRASE_VARIABLE)
    if not given and needs_passphrase(file) and is_terminal():
        return _ask(confirm=False)
    return given or None


def create_copy(folder: Path, environment: Environment, *, practice: bool) -> None:
    """Make a local copy: encrypted, unless it is for practice and no passphrase is given."""
    passphrase = environment.variables.get(PASSPHRASE_VARIABLE) or None
    keyring = SystemKeyringWhenAsked()
    plain = practice and passphrase is None
    try:
        local_copy.create(folder, environment, passphrase=passphrase, keyring=keyring, plain=plain)
    except StorageError:
        if not (keyring.has_refused and is_terminal()):
            raise
        local_copy.create(folder, environment, passphrase=_ask(confirm=True), keyring=keyring)


def is_terminal() -> bool:
    """Return whether a person can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask(*, confirm: bool) -> str:
    answer: str = click.prompt(tr("Passphrase"), hide_input=True, err=True)
    # Not by click's own confirmation, whose words are English.
    if confirm and click.prompt(tr("Passphrase, once more"), hide_input=True, err=True) != answer:
        raise UserError(tr("The two passphrases differ, and nothing was made: try again."))
    return answer
