"""What laptops and a region write, as operations: the same rows for the kit and for the floor beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from organiser_kit.environment import Environment, FakeClock, SeededChance
from organiser_kit.services import made_up
from tests.sync.fakes import Author

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.oplog.op import Op

REGION = "0199bbbb-0000-7000-8000-000000000001"
REGION_SCOPE = f"r:{REGION}"
PEOPLE, MEETINGS, FACTS = 25_000, 2_000, 50_000


def region(people: int = PEOPLE, meetings: int = MEETINGS, facts: int = FACTS) -> Iterator[Op]:
    """Return what a region wrote in half a year, oldest first: people, then meetings, then presences."""
    clock = FakeClock(datetime(2026, 3, 2, 8, tzinfo=UTC))
    environment = Environment(clock=clock, chance=SeededChance(1))
    author = Author(environment)
    hosts = [environment.new_id() for _ in range(200)]
    some: list[str] = []
    for number, name in enumerate(islice(made_up.names(environment.chance), people)):
        clock.advance(seconds=7)
        some.append(environment.new_id())
        values = person(number, name, hosts[number % 200])
        yield author.set("person", some[-1], values, scope=REGION_SCOPE)
    held: list[str] = []
    for number in range(meetings):
        clock.advance(minutes=40)
        held.append(environment.new_id())
        yield author.set("meeting", held[-1], meeting(environment, hosts[number % 200]), scope=REGION_SCOPE)
    for number in range(facts):
        clock.advance(seconds=20)
        values = presence(environment, held[number // 25 % meetings], some[number % people], author.device)
        yield author.fact(environment.new_id(), values=values, scope=REGION_SCOPE)


def evening(author: Author, scope: str, facts: int, edits: int) -> list[Op]:
    """Return what one laptop writes at one meeting: presences, then corrections of phone numbers."""
    environment = author.environment
    held = environment.new_id()
    seen = [
        author.fact(
            environment.new_id(),
            values=presence(environment, held, environment.new_id(), author.device),
            scope=scope,
        )
        for _ in range(facts)
    ]
    return seen + [_correction(author, scope, number) for number in range(edits)]


def _correction(author: Author, scope: str, number: int) -> Op:
    somebody = author.environment.new_id()
    # Made upon a value that another laptop wrote, as most corrections are.
    author.seen["person", somebody, "phone"] = Author(author.environment).stamp()
    return author.set("person", somebody, {"phone": f"+3360000{number:04d}"}, scope=scope)


def person(number: int, name: tuple[str, str, str], host: str) -> dict[str, str]:
    """Return what is kept about somebody."""
    family, given, commune = name
    return {
        "family_name": family,
        "given_name": given,
        "email": f"personne{number}@example.org",
        "phone": f"+336{number:08d}",
        "structure_id": host,
        "commune": commune,
        "profession_kind": "mediation",
    }


def meeting(environment: Environment, host: str) -> dict[str, str | int]:
    """Return a meeting that was held."""
    return {
        "pair_id": environment.new_id(),
        "sequence": 1,
        "status": "held",
        "starts_at": environment.now().isoformat(),
        "timezone": "Europe/Paris",
        "duration_minutes": 120,
        "venue_id": host,
    }


def presence(environment: Environment, meeting_id: str, person_id: str, device: str) -> dict[str, str]:
    """Return one check-in."""
    return {
        "meeting_id": meeting_id,
        "person_id": person_id,
        "kind": "check_in",
        "at": environment.now().isoformat(),
        "method": "qr",
        "device_id": device,
    }
