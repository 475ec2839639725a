"""The least that an exchange can cost: the rows as zstd JSON lines, one request, SQLite, one transaction.

Run as a program, it is the floor's server: the same web server as the kit's, without rights, merge, sequence
or verdicts. It keeps and gives back lines, durably.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import uvicorn

from organiser_kit.oplog.op import Row
from sync.packing import ZSTD, Packer, pack, unpack, unpacked
from sync.server.running import address_of, bind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import httpx

_MOST = 1 << 30
_PIECE = 1 << 18
_lines = msgspec.json.Decoder(dict[str, Any])


class Floor:
    """The floor's server: an ASGI application over one file."""

    def __init__(self, path: Path) -> None:
        self._database = bare_file(path)
        self._database.execute("CREATE TABLE IF NOT EXISTS line (id TEXT PRIMARY KEY, text BLOB)")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer ``POST`` by keeping lines, ``GET`` by giving them all back."""
        if scope["type"] != "http":
            return
        if scope["method"] == "POST":
            self._keep(await _body(receive))
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        packer = Packer(ZSTD)
        for piece in self._pieces():
            await send({"type": "http.response.body", "body": packer.pack(piece), "more_body": True})
        await send({"type": "http.response.body", "body": packer.end()})

    def _keep(self, body: bytes) -> None:
        rows = [(_lines.decode(line)["op"], line) for line in unpack(body, ZSTD, _MOST).splitlines()]
        self._database.execute("BEGIN IMMEDIATE")
        self._database.executemany("INSERT OR IGNORE INTO line VALUES (?, ?)", rows)
        self._database.execute("COMMIT")

    def _pieces(self) -> Iterator[bytes]:
        found = bytearray()
        for (text,) in self._database.execute("SELECT text FROM line ORDER BY rowid"):
            found += text + b"\n"
            if len(found) > _PIECE:
                yield bytes(found)
                found.clear()
        yield bytes(found)


async def _body(receive: Any) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message["body"]
        more = message["more_body"]
    return body


def bare_file(path: Path) -> sqlite3.Connection:
    """Open a plain file, as durable as the kit's."""
    database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        database.execute(f"PRAGMA {pragma}")
    return database


def fill(path: Path, lines: Iterable[tuple[str, bytes]]) -> None:
    """Put lines where the floor's server will find them."""
    with closing(bare_file(path)) as database:
        database.execute("CREATE TABLE line (id TEXT PRIMARY KEY, text BLOB)")
        database.execute("BEGIN")
        database.executemany("INSERT INTO line VALUES (?, ?)", lines)
        database.execute("COMMIT")


def send(web: httpx.Client, bodies: Iterable[bytes]) -> int:
    """Push lines in one request and return how many bytes went up."""
    packed = pack(b"\n".join(bodies), ZSTD)
    assert web.post("/", content=packed).status_code == 204
    return len(packed)


def rows_of(answer: httpx.Response) -> Iterator[Row]:
    """Yield the rows of the floor's answer as they arrive."""
    decoder, begun = msgspec.json.Decoder(Row), b""
    for piece in unpacked(answer.iter_raw(), ZSTD):
        *lines, begun = (begun + piece).split(b"\n")
        yield from map(decoder.decode, lines)


def main() -> None:
    """Serve the file that the first argument names."""
    listening = bind("127.0.0.1", 0)
    config = uvicorn.Config(Floor(Path(sys.argv[1])), log_config=None, lifespan="off", access_log=False)
    sys.stdout.write(f"listening on {address_of(listening)}\n")
    sys.stdout.flush()
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
