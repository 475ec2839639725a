"""What every command works with: the outside world, the way to answer, and the local copy."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ui.cli.console import Console
from ui.cli.folders import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit


class Workspace:
    """One call of the command line."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.console = Console()
        self.given_folder: Path | None = None

    @property
    def folder(self) -> Path:
        """Return the folder of the local copy."""
        return data_folder(self.given_folder, self.environment.variables)

    @contextmanager
    def open(self) -> Iterator[Kit]:
        """Open the local copy for the length of a command."""
        from organiser_kit.kit import open_kit
        from ui.cli.keys import SystemKeyringWhenAsked, passphrase_for

        passphrase = passphrase_for(self.folder, self.environment)
        kit = open_kit(self.folder, self.environment, passphrase=passphrase, keyring=SystemKeyringWhenAsked())
        try:
            yield kit
        finally:
            kit.close()
