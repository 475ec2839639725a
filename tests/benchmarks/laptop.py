"""A laptop in a process of its own, so that its time and its memory can be told from those of the tests.

``python -m tests.benchmarks.laptop FOLDER URL CODE`` downloads everything the code lets it see;
with ``floor`` or ``bare`` in the place of the code it takes the floor's lines into the same tables, or into
one plain table. Prints one line of JSON.
"""

from __future__ import annotations

import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import msgspec

from organiser_kit.environment import Environment
from organiser_kit.kit import open_kit
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.storage import local_copy
from organiser_kit.storage.database import Database
from organiser_kit.storage.keyring_store import NoKeyring
from organiser_kit.storage.migrations import migrate
from sync.facade import SyncService
from tests.benchmarks.floor import bare_file, rows_of

PASSPHRASE = "une phrase d’essai"
_KEY = bytes(32)


class Outcome(msgspec.Struct):
    """What a download cost.

    Attributes:
        seconds: from the first request to the last row durable.
        cpu: seconds of this process; the server's are not in it.
        received: bytes of answers' bodies.
        memory: bytes by which the process grew at most.
    """

    rows: int
    seconds: float
    cpu: float
    requests: int
    received: int
    memory: int


def main(folder: Path, url: str, code: str) -> Outcome:
    """Download, and return what it cost."""
    if code == "bare":
        return measured(lambda: _bare(folder, url))
    if code == "floor":
        return measured(lambda: _floor(folder, url))
    environment = Environment()
    local_copy.create(folder, environment, passphrase=PASSPHRASE, keyring=NoKeyring())
    with closing(open_kit(folder, environment, passphrase=PASSPHRASE, keyring=NoKeyring())) as kit:
        service = SyncService(lambda job: job(kit.replica), environment)
        service.enrol(url, code)

        def download() -> tuple[int, int, int]:
            report = service.run_once()
            assert report.problem is None, report.problem
            return report.pulled, report.requests, report.bytes_received

        return measured(download)


def measured(download: Any) -> Outcome:
    """Return what ``download`` cost."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before, start, cpu = _memory("VmRSS"), time.perf_counter(), time.process_time()
    rows, requests, received = download()
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    return Outcome(rows, seconds, cpu, requests, received, _memory("VmHWM") - before)


def _memory(name: str) -> int:
    """Return a figure of ``/proc/self/status``, in bytes."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (line,) = (line for line in lines if line.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024


def _bare(folder: Path, url: str) -> tuple[int, int, int]:
    """Take lines into one table of a plain file."""
    with closing(bare_file(folder / "bare.sqlite")) as database, httpx.stream("GET", url) as answer:
        database.execute(
            "CREATE TABLE row (kind TEXT, id TEXT, seq INTEGER, body TEXT, PRIMARY KEY (kind, id))"
        )
        database.execute("BEGIN")
        database.executemany(
            "INSERT INTO row VALUES (?, ?, ?, ?)",
            (
                (row.record, row.record_id, row.seq, msgspec.json.encode(row.fields).decode())
                for row in rows_of(answer)
            ),
        )
        database.execute("COMMIT")
        (count,) = database.execute("SELECT count(*) FROM row").fetchone()
        return count, 1, answer.num_bytes_downloaded


def _floor(folder: Path, url: str) -> tuple[int, int, int]:
    """Take lines into the kit's own tables: encrypted, with their indexes; no merge, search or cursor."""
    with closing(Database(folder / "floor.sqlite", _KEY)) as database, httpx.stream("GET", url) as answer:
        migrate(database)
        rows: dict[str, list[tuple[Any, ...]]] = {}
        for row in rows_of(answer):
            names, none = BY_NAME[row.record].fields, (None, "")
            stamps = msgspec.json.encode({name: stamp for name, (_, stamp) in row.fields.items()}).decode()
            values = (row.fields.get(name, none)[0] for name in names)
            rows.setdefault(row.record, []).append((row.record_id, "r:", row.seq, stamps, *values))
        with database.transaction():
            for name, found in rows.items():
                columns = ", ".join(("id", "scope", "seq", "stamps", *BY_NAME[name].fields))
                places = ", ".join("?" * len(found[0]))
                database.execute_many(
                    f"INSERT INTO {BY_NAME[name].table} ({columns}) VALUES ({places})", found
                )
        return sum(map(len, rows.values())), 1, answer.num_bytes_downloaded


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(main(Path(sys.argv[1]), *sys.argv[2:])).decode() + "\n")
