"""What the processes do that are killed: the real laptop, and the real server's command."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

from organiser_kit.environment import Environment
from organiser_kit.kit import open_kit
from organiser_kit.storage.keyring_store import NoKeyring
from sync.server import app  # noqa: F401 - loaded once, before the processes are born
from sync.server.cli import main
from tests.sync.kits import service

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

WRITES = 60
"""After so many a laptop waits for its end, so that a slow machine does not gather ever more."""


def serve(arguments: list[str], said: Connection) -> None:
    """Answer as ``organiser-kit-server serve`` does; what it prints goes to ``said``."""
    os.dup2(said.fileno(), 1)
    sys.argv = ["organiser-kit-server", "serve", *arguments]
    main()


def use(folder: Path, meeting: str, promises: Path, said: Connection) -> None:
    """Welcome people and exchange, again and again.

    What a person was told is done is written to ``promises`` at once: the identifier of whom was welcomed.
    """
    kit = open_kit(folder, Environment(), passphrase=None, keyring=NoKeyring())
    exchange = service(kit)
    known = ""
    with promises.open("ab", buffering=0) as told:
        os.write(said.fileno(), b"open\n")
        for number in range(WRITES):
            if number % 4 == 3:
                exchange.run_once()
            elif number % 4 == 2:
                kit.people.edit(known, phone=f"{number}")
            else:
                welcomed = kit.check_in.walk_in(meeting, family_name="Exemple", given_name=f"{number}")
                assert welcomed.person_id
                known = welcomed.person_id
                told.write(f"{known}\n".encode())
        signal.pause()
