"""The server as a process of its own, as the person who runs it starts and stops it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.repository import ROOT

if TYPE_CHECKING:
    from tests.sync.conftest import Store


def test_a_server_that_is_asked_to_stop_leaves_in_order(store: Store) -> None:
    command = [
        sys.executable,
        "-m",
        "sync.server.cli",
        "serve",
        "--lang",
        "fr",
        *store.options,
        "--port",
        "0",
    ]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE) as server:
        try:
            assert server.stdout
            assert server.stdout.readline().startswith("listening on http://127.0.0.1:")
            server.terminate()
            assert server.wait(30) == 0
        finally:
            server.kill()
    # Closed in order, the write-ahead log was folded back into the file.
    files = ["address", "server.sqlite3"] if store.is_sqlite else ["address"]
    assert sorted(file.name for file in store.folder.iterdir()) == files
