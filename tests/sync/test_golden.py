"""What earlier versions wrote is opened, and what they said is understood, by today's code.

``tests/sync/golden.py`` made the files, once a version.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest

from organiser_kit.model.kinds import BY_NAME
from organiser_kit.model.record import COMMON_SCOPE, group_scope
from organiser_kit.oplog.op import SCHEMA
from organiser_kit.storage import local_copy
from organiser_kit.storage.incarnation import vouch
from sync.facade import embedded_server
from sync.server.database import opened
from sync.server.engines.sqlite import SqliteEngine
from tests.repository import ROOT
from tests.sync import golden
from tests.sync.kits import Laptops, plain, same, service, sync

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from sync.server.embed import EmbeddedServer

FOLDER = ROOT / "tests" / "data" / "golden"


@dataclass(frozen=True)
class Version:
    """The files of one version."""

    folder: Path

    @property
    def expected(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / golden.EXPECTED).read_text("utf-8"))
        return found

    @property
    def traffic(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.folder / golden.TRAFFIC).read_text("utf-8").splitlines()]

    @property
    def schema(self) -> int:
        """Return the schema that the version wrote; the first files do not say it."""
        found: int = self.expected.get("schema", 3)
        return found

    def unpack(self, name: str, target: Path) -> None:
        target.parent.mkdir(parents=True)
        target.write_bytes(gzip.decompress((self.folder / name).read_bytes()))


VERSIONS = [Version(path) for path in sorted(FOLDER.iterdir()) if path.is_dir()]


@pytest.fixture(params=VERSIONS, ids=lambda version: version.folder.name)
def version(request: pytest.FixtureRequest) -> Version:
    found: Version = request.param
    return found


@pytest.fixture
def laptop(version: Version, laptops: Laptops, tmp_path: Path, environment: Environment) -> Kit:
    """The laptop of that version, opened by today's."""
    folder = tmp_path / "golden"
    version.unpack(golden.LAPTOP, folder / local_copy.DATABASE_NAME)
    (folder / local_copy.KEY_NAME).write_bytes((version.folder / golden.KEY).read_bytes())
    # It stands where it always stood: a copy elsewhere would read everything again.
    vouch(folder / local_copy.DATABASE_NAME, version.expected["incarnation"], environment)
    return laptops.open(folder)


@pytest.fixture
def their_server(version: Version, tmp_path: Path, environment: Environment) -> Iterator[EmbeddedServer]:
    """The server's database of that version, served by today's."""
    version.unpack(golden.SERVER, tmp_path / "golden-server" / "server.sqlite3")
    with embedded_server(tmp_path / "golden-server", environment=environment) as server:
        yield server


def _shown(kit: Kit, group: str) -> list[Any]:
    found: list[Any] = json.loads(json.dumps(plain(kit.replica.snapshot(group_scope(group)))))
    return found


def test_what_this_version_writes_is_kept_for_the_next() -> None:
    assert max(version.schema for version in VERSIONS) == SCHEMA, "see tests/sync/golden.py"


def test_a_laptop_opens_and_exchanges_with_its_server(
    version: Version, laptop: Kit, their_server: EmbeddedServer
) -> None:
    expected = version.expected
    pairing = laptop.replica.pairing()
    assert pairing is not None
    laptop.replica.save_pairing(replace(pairing, url=their_server.url), laptop.replica.scopes())
    report = sync(laptop)
    assert (report.pushed, report.pending, report.refused) == (expected["pushed"], 0, expected["refused"])
    assert _shown(laptop, expected["group"]) == expected["rows"]
    assert same(their_server, laptop, expected["group"])
    assert sorted(person.given_name for person in laptop.people.all(expected["group"])) == expected["people"]


def test_a_server_of_that_version_gets_the_tables_and_indexes_of_a_new_one(
    version: Version, tmp_path: Path, environment: Environment
) -> None:
    old, new = (SqliteEngine(tmp_path / name / "server.sqlite3") for name in ("old", "new"))
    version.unpack(golden.SERVER, old.path)
    made = []
    for engine in (old, new):
        with opened(engine, environment) as connection:
            found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'").fetchall()
            made.append((connection.tables().keys(), dict(found)))
    assert made[0] == made[1]


def test_a_server_answers_what_laptops_of_that_version_ask(
    version: Version, their_server: EmbeddedServer
) -> None:
    for said in version.traffic:
        asked, told = said["asked"], said["answered"]
        answer = httpx.request(
            asked["method"],
            their_server.url + asked["path"],
            headers=asked["headers"],
            content=bytes.fromhex(asked["body"]),
        )
        assert answer.status_code == told["status"], asked["path"]
        assert _contents(answer.text) == _contents(told["body"])


def test_a_laptop_understands_what_servers_of_that_version_answer(version: Version, laptop: Kit) -> None:
    answers = defaultdict(list)
    for said in version.traffic:
        answers[said["asked"]["method"], urlsplit(said["asked"]["path"]).path].append(said["answered"])

    def answer(request: httpx.Request) -> httpx.Response:
        told = answers[request.method, request.url.path].pop(0)
        body = httpx.ByteStream(told["body"].encode())
        return httpx.Response(told["status"], headers=told["headers"], stream=body)

    report = service(laptop, httpx.MockTransport(answer)).run_once()
    assert (report.problem, report.pending) == (None, 0)
    assert report.pushed == version.expected["pushed"]
    assert _shown(laptop, version.expected["group"]) == version.expected["rows"]


@pytest.mark.parametrize(
    "version", [one for one in VERSIONS if "edition" in one.expected], ids=lambda one: one.folder.name
)
def test_a_laptop_uses_the_kits_that_servers_of_that_version_sent(
    version: Version, laptop: Kit, their_server: EmbeddedServer
) -> None:
    assert _edition_used(laptop) == version.expected["edition"] - 1, "the newest one waits on the server"
    pairing = laptop.replica.pairing()
    assert pairing is not None
    laptop.replica.save_pairing(replace(pairing, url=their_server.url), laptop.replica.scopes())
    sync(laptop)
    assert json.loads(json.dumps(plain(laptop.replica.snapshot(COMMON_SCOPE)))) == version.expected["common"]
    assert plain(their_server.snapshot(COMMON_SCOPE)) == plain(laptop.replica.snapshot(COMMON_SCOPE))
    assert _edition_used(laptop) == version.expected["edition"]
    assert laptop.meeting_kits().refused == ()


def _edition_used(kit: Kit) -> int:
    return next(one.version for one in kit.meeting_kits().library.kits if one.name == golden.KIT_NAME)


def test_what_is_kept_holds_every_kind_of_record() -> None:
    kinds = {
        row[0]
        for version in VERSIONS
        for name in ("rows", "common")
        for row in version.expected.get(name, ())
    }
    assert kinds == BY_NAME.keys()


@pytest.mark.parametrize(
    "version", [one for one in VERSIONS if "stick" in one.expected], ids=lambda one: one.folder.name
)
def test_a_laptop_takes_a_stick_that_another_one_of_that_version_wrote(version: Version, laptop: Kit) -> None:
    stick, new = version.folder / golden.STICK, version.expected["stick"]
    taken = service(laptop).import_bundle(stick)
    assert (taken.new, taken.refused) == (new, 0)
    assert "Venu par la Clé" in {person.given_name for person in laptop.people.all(version.expected["group"])}
    again = service(laptop).import_bundle(stick)
    assert (again.new, again.known) == (0, taken.ops)


def _contents(body: str) -> list[Any]:
    """Return what an answer says of operations and rows; later versions may add to the rest."""
    lines = [json.loads(line) for line in body.splitlines()]
    results = [
        (result["op"], result["verdict"]) for line in lines if "results" in line for result in line["results"]
    ]
    return [
        *results,
        *((line["t"], line["id"], line["seq"], line.get("f")) for line in lines if "seq" in line),
    ]
