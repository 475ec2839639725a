"""Makes the golden files of a version: a laptop's copy, a server's database, what they said, a stick.

Run once for each schema, at the latest when a version is released, from the root of the repository::

    python -m tests.sync.golden tests/data/golden/0.1.0-schema-4

The files are never made again: later versions must open them and understand the traffic as it was.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from organiser_kit.codes.statement.knowledge import fingerprint
from organiser_kit.environment import Environment
from organiser_kit.kit import Kit, open_kit
from organiser_kit.model.meetings import RoleState
from organiser_kit.model.people import Origin, Purpose
from organiser_kit.model.preparation import Phase
from organiser_kit.model.record import COMMON_SCOPE, group_scope
from organiser_kit.oplog.op import SCHEMA
from organiser_kit.services.statements import SaidOfMeeting
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring
from sync.facade import embedded_server
from sync.server.database import opened, transaction
from sync.server.desk.author import Author
from sync.server.desk.editions import candidates
from sync.server.desk.kits import send
from sync.server.engines import engine_for
from tests.sync.fakes import Line
from tests.sync.kits import plain, service, sync

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

START = datetime(2026, 11, 24, 17, 25, tzinfo=UTC)
LAPTOP, KEY, SERVER, TRAFFIC, STICK, EXPECTED = (
    "laptop.sqlite.gz",
    "key.json",
    "server.sqlite3.gz",
    "traffic.jsonl",
    "stick.okb",
    "expected.json",
)


def make(target: Path) -> None:
    """Write the golden files to ``target``."""
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        laptop = _laptop(folder / "laptop", 1)
        with embedded_server(folder / "server", environment=Environment.seeded(START)) as server:
            group = _evening(laptop, server, folder, target / STICK)
            laptop.close()
            server.stop()
            _keep_database(folder / "laptop" / local_copy.DATABASE_NAME, target / LAPTOP)
            (target / KEY).write_bytes((folder / "laptop" / local_copy.KEY_NAME).read_bytes())
            _keep_database(folder / "server" / "server.sqlite3", target / SERVER)
            server.start()
            said: list[dict[str, Any]] = []
            with closing(_open(folder / "laptop", 1)) as kit:
                report = service(kit, Line(_recorder(said))).run_once()
                assert report.problem is None
                held = plain(kit.replica.snapshot(group_scope(group)))
                expected = {
                    "schema": SCHEMA,
                    "group": group,
                    "incarnation": kit.replica.identity().incarnation,
                    "pushed": report.pushed,
                    "refused": report.refused,
                    "rows": json.loads(json.dumps(held)),
                    "common": json.loads(json.dumps(plain(kit.replica.snapshot(COMMON_SCOPE)))),
                    "edition": _edition_used(kit),
                    "people": sorted(person.given_name for person in kit.people.all(group)),
                    "stick": service(kit).import_bundle(target / STICK).new,
                }
        lines = [json.dumps(one, ensure_ascii=False, sort_keys=True) for one in said]
        (target / TRAFFIC).write_text("\n".join(lines) + "\n", "utf-8")
        (target / EXPECTED).write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _laptop(folder: Path, seed: int) -> Kit:
    environment = Environment.seeded(START, seed)
    local_copy.create(folder, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    return _open(folder, seed)


def _open(folder: Path, seed: int) -> Kit:
    return open_kit(folder, Environment.seeded(START, seed), passphrase=None, keyring=NoKeyring())


def _evening(kit: Kit, server: Any, folder: Path, stick: Path) -> str:
    """Let everything happen that leaves a trace of its own in the files; some of it waits to be sent.

    Args:
        kit: the laptop that is kept.
        server: the server that is kept.
        folder: where another laptop finds room.
        stick: where that one writes what it did last, which no server knows.
    """
    made = kit.practice.create(people=6)
    group, meeting = made.group_id, made.meeting_ids[0]
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    people = [person.id for person in kit.people.all(group)]
    with closing(_laptop(folder / "other", 2)) as other:
        service(other).enrol(server.url, server.enrol_code(group))
        sync(other)
        other.check_in.admit(meeting, people[1])
        other.people.edit(people[0], phone="06 00 00 00 02")
        other.people.edit(people[2], given_name="Autre Exemple")
        sync(other)
        kit.check_in.admit(meeting, people[0])
        kit.check_in.admit(meeting, people[1])
        kit.people.edit(people[0], phone="06 00 00 00 01")
        kit.people.edit(people[3], commune="x" * 20_001)
        kit.erasure.person(people[5], "Demande écrite")
        kit.people.delete(people[4])
        service(kit).run_once()
        other.check_in.admit(meeting, people[3])
        sync(other)
        sync(kit)
        papers(kit, made.meeting_ids[1], people[1])
        weeks(kit, made.meeting_ids[1], people[1])
        kit.badges.reissue(people[1])
        edition(folder, 2)
        sync(kit)
        other.check_in.walk_in(meeting, family_name="Exemple", given_name="Venu par la Clé")
        other.people.edit(people[3], phone="06 00 00 00 03")
        service(other).export_bundle(stick)
    # What waits when the files are kept, on the laptop and on the server.
    edition(folder, 3)
    kit.check_in.walk_in(meeting, family_name="Exemple", given_name="Venue à Pied")
    kit.check_in.undo(meeting, people[1])
    kit.people.edit(people[2], email="exemple@example.org")
    return group


def edition(folder: Path, version: int) -> None:
    """Let the server send an edition of a kit to every laptop."""
    file = folder / "kit-exemple.toml"
    file.write_text(KIT.replace("VERSION", str(version)), "utf-8")
    environment = Environment.seeded(START, 2 + version)
    with opened(engine_for(folder / "server", None), environment) as connection, transaction(connection):
        send(connection, environment, Author("coordination-1", "Coordination"), candidates(file))


def _edition_used(kit: Kit) -> int:
    return next(one.version for one in kit.meeting_kits().library.kits if one.name == KIT_NAME)


def papers(kit: Kit, meeting: str, person: str) -> None:
    """Write what papers tell, and what they rest on: the latest kinds of record and all of their fields."""
    (structure, *_) = kit.structures.all()
    kit.structures.edit(
        structure.id, address="1 rue de l’Exemple", website="https://example.org", retention_years=3
    )
    kit.plan.edit_meeting(meeting, public_url="https://example.org/rencontre", public_text="Venez !")
    kit.badges.keys.replace(kit.people.get(person).scope.removeprefix("g:"))
    kit.check_in.admit(meeting, person)
    kit.sheets.validate(meeting, headcount=2)
    (statement, *_) = kit.statements.issue(meeting)
    kit.statements.code(statement, SaidOfMeeting(START, 1, 2), START, "Attestation d’exemple")
    kit.statements.reissue(statement.number, "Erreur de saisie")
    (key, *_) = kit.statement_keys.renew()
    kit.statement_keys.revoke(fingerprint(bytes.fromhex(key.key)), "Ordinateur perdu")


def weeks(kit: Kit, meeting: str, person: str) -> None:
    """Write what the weeks around a meeting leave: every kind of record that schema 5 brought."""
    group = kit.meetings.groups()[0].id
    kit.groups.edit(group, open_seats=3, session_label="2026-2")
    kit.groups.note_origin(group, person, Origin.WEBSITE)
    (venue, *_) = kit.venues.all()
    kit.venues.edit(venue.id, step_free_access=True, internet="weak", offline_software=("Scratch",))
    kit.facilitators.join_pool(person, availability="Le soir", travel_km=20)
    kit.facilitators.note(meeting, person, RoleState.ASKED)
    kit.notices.queue(meeting, "moved")
    kit.checklists.add(meeting, "Apporter des gobelets", Phase.BEFORE, -1)
    kit.equipment.add(meeting, "Gobelets", 12)
    kit.needs.choose(kit.needs.add(meeting, "Revoir les boucles").id, chosen=True)
    kit.consents.give(person, Purpose.GROUP_CONTACT)
    kit.reports.save(meeting, what_worked="Le robot", satisfaction=4)
    kit.reports.finish(meeting)
    kit.practice_sheets.edit(kit.practice_sheets.begin(group, meeting).id, title="Le tri", steps="1. Trier")
    kit.resources.add(group, title="Une page", url="https://example.org", tags=("tri",))
    kit.questions.ask(group, "Badges", "Combien en imprimer ?", meeting)
    (sheet, *_) = kit.sheets.papers(meeting).values()
    with tempfile.TemporaryDirectory() as name:
        photo = Path(name) / "photo.jpg"
        photo.write_bytes(b"\xff\xd8\xff" + b"photo d'exemple")
        kit.evidence.keep(sheet.id, 1, photo)


def _keep_database(file: Path, target: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("VACUUM")
    target.write_bytes(gzip.compress(file.read_bytes(), mtime=0))


def _recorder(
    said: list[dict[str, Any]],
) -> Callable[[httpx.Request, Callable[[], httpx.Response]], httpx.Response]:
    def rule(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        asked = {
            "method": request.method,
            "path": request.url.raw_path.decode(),
            "headers": {name: request.headers[name] for name in _KEPT if name in request.headers},
            "body": request.content.hex(),
        }
        answer = send()
        told = {
            "status": answer.status_code,
            "headers": {name: answer.headers[name] for name in _KEPT if name in answer.headers},
            "body": answer.text,
        }
        said.append({"asked": asked, "answered": told})
        return answer

    return rule


KIT_NAME = "kit-exemple"
KIT = """format = 1
name = "kit-exemple"
version = VERSION
licence = "CC-BY-4.0"
authors = ["Camille Exemple"]
module = 9
meeting = 1
title = { fr = "Kit d’exemple", en = "Example kit" }
aim = { fr = "Essayer.", en = "To try." }

[[activities]]
minutes = 120
title = { fr = "Tout", en = "Everything" }
steps = { fr = ["Commencer."], en = ["Begin."] }
say = { fr = "C’est fini.", en = "That is all." }
"""
_KEPT = ("authorization", "content-type", "content-encoding", "if-none-match", "etag", "date")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
