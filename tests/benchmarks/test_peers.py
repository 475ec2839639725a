"""The same works by another program that anybody can install, when it is there.

``npm install --prefix out/peers pouchdb pouchdb-server`` installs PouchDB; without it this says so.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import msgspec
import pytest

from organiser_kit.environment import Environment
from tests.benchmarks.bars import say, shown
from tests.benchmarks.relay import relayed
from tests.benchmarks.workload import region
from tests.repository import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.oplog.op import Op

pytestmark = pytest.mark.benchmark

SCRIPT = Path(__file__).parent / "peers" / "pouchdb.js"
DOCUMENTS = 77_000
_PATIENCE = 600


def installed() -> Path | None:
    """Return the folder that PouchDB was installed in, ``None`` without it."""
    modules = ROOT / "out" / "peers" / "node_modules"
    found = shutil.which("node") and (modules / "pouchdb").exists() and (modules / "pouchdb-server").exists()
    return modules if found else None


def document(op: Op) -> dict[str, Any]:
    """Return a record as PouchDB keeps it: the values, without stamps, which it has its own of."""
    values = op.values or {name: edit[0] for name, edit in (op.fields or {}).items()}
    return {"_id": op.record_id, "t": op.record, **values}


@contextmanager
def pouchdb_server(modules: Path, folder: Path) -> Iterator[str]:
    """Run its server, with its data in ``folder``."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder.mkdir()
    command = ["node", str(modules / ".bin" / "pouchdb-server"), "--port", str(port), "--no-stdout-logs"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as web:
                web.get(url)
            yield url
        finally:
            process.terminate()


def test_pouchdb(tmp_path: Path) -> None:
    modules = installed()
    if modules is None:
        say("PouchDB is not installed: npm install --prefix out/peers pouchdb pouchdb-server")
        return
    lines = (msgspec.json.encode(document(op)) for op in islice(region(), DOCUMENTS))
    (tmp_path / "region.ndjson").write_bytes(b"\n".join(lines))
    (tmp_path / "laptop").mkdir()
    with pouchdb_server(modules, tmp_path / "server") as url, relayed(url) as relay:
        command = ["node", str(SCRIPT), str(tmp_path / "laptop"), relay.url, str(tmp_path / "region.ndjson")]
        environment = {**Environment().variables, "NODE_PATH": str(modules)}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            relay.reset()
            for line in process.stdout:
                done = msgspec.json.decode(line)
                say(
                    f"PouchDB, {done['work']}: {shown(done['seconds'])}, {done['moved']} documents, "
                    f"{relay.requests} requests, {relay.up:,} bytes up, {relay.down:,} down, "
                    f"{done['memory'] / 1e6:.0f} MB more"
                )
                relay.reset()
        assert process.wait(_PATIENCE) == 0
