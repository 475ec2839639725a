"""From the folder to the open copy: what stands in between, and what to say about it. No Qt here.

Everything heavy is imported inside the jobs: the window shows first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from organiser_kit.errors import DamagedError, InUseError, KitError, NewerSchemaError, WrongKeyError
from organiser_kit.i18n import tr
from ui.pages.opening.first_steps import key_problem
from ui.restored_words import told_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from organiser_kit.storage.restoring import Restored
    from ui.jobs import Runner

    _Back = tuple[Kit, Restored]

VARIABLE = "ORGANISER_KIT_PASSPHRASE"
Ask = Literal["passphrase", "first", "backup"]


@dataclass(frozen=True)
class Trouble:
    """Why the copy cannot be opened, and what to do."""

    title: str
    sentence: str
    advice: str


@dataclass(frozen=True)
class _Needs:
    ask: Ask
    problem: str = ""


class OpeningView(Protocol):
    """The window before the copy is open."""

    def show_passphrase(self, problem: str) -> None:
        """Ask for the passphrase."""
        ...

    def show_first_run(self, problem: str) -> None:
        """Offer to create the copy."""
        ...

    def show_backup_passphrase(self, problem: str) -> None:
        """Ask for the passphrase of a backup."""
        ...

    def show_trouble(self, trouble: Trouble) -> None:
        """Say why it cannot be opened."""
        ...

    def opened(self, kit: Kit) -> None:
        """Go on with the open copy."""
        ...

    def tell_restored(self, sentences: Sequence[str]) -> None:
        """Say where the former copy is; nothing when there was none."""
        ...


class OpeningPresenter:
    """Opens or creates the copy in a folder."""

    def __init__(self, runner: Runner, environment: Environment, folder: Path, view: OpeningView) -> None:
        self._runner = runner
        self._environment = environment
        self._folder = folder
        self._view = view
        self._asking: Ask | None = None
        self._backup: Path | None = None

    def open(self, passphrase: str | None = None) -> None:
        """Open the copy, asking for whatever it takes."""
        folder, environment = self._folder, self._environment
        if passphrase == "":
            self._view.show_passphrase(tr("Type the passphrase."))
            return

        def job() -> Kit | _Needs:
            return _open(folder, environment, passphrase)

        self._runner.submit(self._view, job, self._answered, self._failed, lane="db")

    def create(self, name: str, passphrase: str | None, *, joins: bool = False) -> None:
        """Make a copy and its first group; without a passphrase the system's keyring keeps the key.

        Whoever ``joins`` a server may leave the name empty: their groups come from there.
        """
        folder, environment = self._folder, self._environment
        self._asking = "first"
        problem = _unfit(name, passphrase, joins=joins)
        if problem:
            self._view.show_first_run(problem)
            return

        def job() -> Kit:
            return _create(folder, environment, name, passphrase)

        self._runner.submit(self._view, job, self._view.opened, self._failed, lane="db")

    def restore(self, file: Path, passphrase: str | None = None) -> None:
        """Put a backup in the place of the copy and open it, asking for its passphrase."""
        folder, environment = self._folder, self._environment
        self._asking, self._backup = "backup", file

        def job() -> _Back | _Needs:
            return _restore(folder, file, environment, passphrase)

        def done(answer: _Back | _Needs) -> None:
            if isinstance(answer, _Needs):
                self._view.show_backup_passphrase(answer.problem)
                return
            kit, restored = answer
            self._view.opened(kit)
            self._view.tell_restored(tuple(told_of(restored)))

        self._runner.submit(self._view, job, done, self._failed, lane="db")

    def restore_with(self, passphrase: str) -> None:
        """Try the passphrase of the backup that was chosen."""
        if self._backup is not None:
            self.restore(self._backup, passphrase)

    def _answered(self, answer: Kit | _Needs) -> None:
        if not isinstance(answer, _Needs):
            self._view.opened(answer)
            return
        self._asking = answer.ask
        if answer.ask == "first":
            self._view.show_first_run("")
        else:
            self._view.show_passphrase(answer.problem)

    def _failed(self, error: KitError) -> None:
        if isinstance(error, WrongKeyError) and self._asking == "passphrase":
            self._view.show_passphrase(error.sentence)
        elif isinstance(error, WrongKeyError) and self._asking == "backup":
            self._view.show_backup_passphrase(error.sentence)
        elif self._asking == "first":
            self._view.show_first_run(error.sentence)
        else:
            self._view.show_trouble(trouble_of(error))


def trouble_of(error: KitError) -> Trouble:
    """Return the page that explains ``error``."""
    if isinstance(error, DamagedError):
        advice = tr("The file was left as it is. Put a backup in its place, or start a new folder.")
        return Trouble(tr("The local copy is damaged"), error.sentence, advice)
    if isinstance(error, NewerSchemaError):
        advice = tr("Install the newest version of Organiser Kit, then open it again. Nothing was changed.")
        return Trouble(tr("A newer version wrote this copy"), error.sentence, advice)
    if isinstance(error, InUseError):
        return Trouble(tr("Already open"), error.sentence, tr("Look for the other window in the task bar."))
    return Trouble(
        tr("The local copy cannot be opened"), error.sentence, tr("Nothing was changed. Try again.")
    )


def _unfit(name: str, passphrase: str | None, *, joins: bool) -> str:
    if not name.strip() and not joins:
        return tr("Give the group a name.")
    return key_problem(passphrase or "", passphrase or "", in_keyring=passphrase is None)


def _open(folder: Path, environment: Environment, passphrase: str | None) -> Kit | _Needs:
    from organiser_kit.kit import open_kit
    from organiser_kit.storage import local_copy
    from organiser_kit.storage.keyring_store import SystemKeyring
    from organiser_kit.storage.vault import Protection

    if not local_copy.exists(folder):
        return _Needs("first")
    if passphrase is not None or local_copy.protection(folder) is not Protection.PASSPHRASE:
        return open_kit(folder, environment, passphrase=passphrase, keyring=SystemKeyring())
    known = environment.variables.get(VARIABLE)
    if not known:
        return _Needs("passphrase")
    try:
        return open_kit(folder, environment, passphrase=known, keyring=SystemKeyring())
    except WrongKeyError as error:
        return _Needs("passphrase", error.sentence)


def _restore(folder: Path, file: Path, environment: Environment, passphrase: str | None) -> _Back | _Needs:
    from organiser_kit.kit import restore_kit
    from organiser_kit.storage.keyring_store import SystemKeyring
    from organiser_kit.storage.restoring import needs_passphrase

    secret = passphrase if passphrase is not None else environment.variables.get(VARIABLE)
    if not secret and needs_passphrase(file):
        return _Needs("backup")
    return restore_kit(folder, file, environment, passphrase=secret or None, keyring=SystemKeyring())


def _create(folder: Path, environment: Environment, name: str, passphrase: str | None) -> Kit:
    from organiser_kit.kit import open_kit
    from organiser_kit.storage import local_copy
    from organiser_kit.storage.keyring_store import SystemKeyring

    keyring = SystemKeyring()
    local_copy.create(folder, environment, passphrase=passphrase, keyring=keyring)
    kit = open_kit(folder, environment, passphrase=passphrase, keyring=keyring)
    if name.strip():
        kit.plan.new_group(name.strip())
    return kit
