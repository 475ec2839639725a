"""Test data at the scale of the mission: made-up people of a whole country, written in seconds.

The rows look as if a server had sent them: nothing of them waits to be sent. Every family name begins with a
word that says that it is made up.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from organiser_kit.environment import SeededChance
from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.kinds import BY_TYPE
from organiser_kit.model.meetings import Group, Meeting, MeetingPair, MeetingRole, Module, Registration
from organiser_kit.model.people import Person
from organiser_kit.model.places import Region, Structure, Venue
from organiser_kit.model.record import group_scope, region_scope
from organiser_kit.rules.text import fold
from organiser_kit.services import made_up
from organiser_kit.services.plan_meetings import WEEKS_BETWEEN
from organiser_kit.storage.writer import read_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from organiser_kit.model.record import Record
    from organiser_kit.services.store import Store

_CHUNK = 20_000
_PARIS = ZoneInfo("Europe/Paris")

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to make; ``seed`` chooses the names."""

    regions: int
    venues: int
    people: int
    group_size: int = 25
    seed: int = 1


@dataclass(frozen=True, slots=True)
class _GroupPlan:
    """One group to come: the range of its people's numbers and where it meets."""

    id: str
    number: int
    first: int
    size: int
    region_id: str
    venue_id: str
    meetings: tuple[tuple[str, datetime], ...]
    pair_id: str

    @property
    def scope(self) -> str:
        return group_scope(self.id)


class Generate:
    """Fills an empty copy."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._new_id = store.environment.new_id

    def run(self, plan: Plan) -> dict[str, int]:
        """Write the data, all or nothing, and return how many rows went into each table.

        Raises:
            UserError: there are people in this copy already, or it belongs to a server.
        """
        if self._store.records.first(Person, "1") or self._store.device.get("server_url"):
            raise UserError(tr("Test data goes into a new copy only: make one with “organiser-kit init”."))
        with self._store.database.transaction():
            bulk = _Bulk(self._store)
            regions = self._write_regions(bulk, plan)
            groups = self._groups(plan, regions, self._write_venues(bulk, plan, regions))
            self._write_groups(bulk, groups)
            self._write_people(bulk, plan, groups)
            return bulk.finish()

    def _write_regions(self, bulk: _Bulk, plan: Plan) -> list[str]:
        ids = [self._new_id() for _ in range(plan.regions)]
        bulk.put(
            Region,
            ("name", "insee_code"),
            [(id_, region_scope(id_), *made_up.region(number)) for number, id_ in enumerate(ids)],
        )
        modules = [
            (self._new_id(), region_scope(id_), number, title)
            for id_ in ids
            for number, title in enumerate(made_up.MODULES, start=1)
        ]
        bulk.put(Module, ("number", "title"), modules)
        return ids

    def _write_venues(self, bulk: _Bulk, plan: Plan, regions: Sequence[str]) -> list[str]:
        """Write the venues and return their ids; venue ``n`` lies in region ``n`` modulo the regions."""
        ids = [self._new_id() for _ in range(plan.venues)]
        hosts = [self._new_id() for _ in ids]
        scopes = [region_scope(regions[number % len(regions)]) for number in range(plan.venues)]
        bulk.put(
            Structure,
            ("name", "kind"),
            [
                (host, scope, *made_up.structure(n))
                for n, (host, scope) in enumerate(zip(hosts, scopes, strict=True))
            ],
        )
        bulk.put(
            Venue,
            ("structure_id", "name", "commune", "postcode", "capacity"),
            [
                (id_, scope, host, *made_up.venue(n))
                for n, (id_, host, scope) in enumerate(zip(ids, hosts, scopes, strict=True))
            ],
        )
        return ids

    def _groups(self, plan: Plan, regions: Sequence[str], venues: Sequence[str]) -> list[_GroupPlan]:
        today = self._store.environment.now().astimezone(_PARIS).date()
        groups = []
        for number, first in enumerate(range(0, plan.people, plan.group_size)):
            # Half a year around today, each group on its own evening.
            day = today + timedelta(days=number % 180 - 90)
            start = datetime.combine(day, time(18, 30), _PARIS)
            meetings = ((self._new_id(), start), (self._new_id(), start + WEEKS_BETWEEN))
            size = min(plan.group_size, plan.people - first)
            place = number % len(venues)
            region = regions[place % len(regions)]
            groups.append(
                _GroupPlan(
                    self._new_id(), number, first, size, region, venues[place], meetings, self._new_id()
                )
            )
        return groups

    def _write_groups(self, bulk: _Bulk, groups: Sequence[_GroupPlan]) -> None:
        chance = self._store.environment.chance
        bulk.put(
            Group,
            ("name", "region_id", "formation", "badge_key"),
            (
                (
                    g.id,
                    g.scope,
                    made_up.group(g.number),
                    g.region_id,
                    "contamination",
                    chance.token_bytes(32).hex(),
                )
                for g in groups
            ),
        )
        bulk.put(
            MeetingPair,
            ("group_id", "module_number"),
            ((g.pair_id, g.scope, g.id, g.number % len(made_up.MODULES) + 1) for g in groups),
        )
        bulk.put(
            Meeting,
            ("pair_id", "sequence", "status", "starts_at", "venue_id", "capacity"),
            (
                (id_, g.scope, g.pair_id, rank, "confirmed", start.isoformat(), g.venue_id, g.size + 5)
                for g in groups
                for rank, (id_, start) in enumerate(g.meetings, start=1)
            ),
        )

    def _write_people(self, bulk: _Bulk, plan: Plan, groups: Sequence[_GroupPlan]) -> None:
        names = made_up.names(SeededChance(plan.seed))
        requested = self._store.environment.now().isoformat()
        for batch in _batches(groups, max(1, _CHUNK // plan.group_size)):
            crowd = [
                (self._new_id(), group, first)
                for group in batch
                for first in range(group.first, group.first + group.size)
            ]
            people = [
                (id_, group.scope, *next(names), f"personne{number + 1}@example.org")
                for id_, group, number in crowd
            ]
            bulk.put(Person, ("family_name", "given_name", "commune", "email"), people)
            bulk.index([(row[0], row[3], row[2]) for row in people])
            bulk.put(
                Registration,
                ("meeting_id", "person_id", "state", "source", "requested_at"),
                (
                    (self._new_id(), group.scope, meeting, id_, "registered", "import", requested)
                    for id_, group, _ in crowd
                    for meeting, _start in group.meetings
                ),
            )
            organisers = {group.id: id_ for id_, group, _ in reversed(crowd)}
            bulk.put(
                MeetingRole,
                ("meeting_id", "person_id", "role"),
                (
                    (self._new_id(), group.scope, meeting, organisers[group.id], "organiser")
                    for group in batch
                    for meeting, _start in group.meetings
                ),
            )


class _Bulk:
    """Writes rows by the thousand, in the open transaction, all with one stamp of this device."""

    def __init__(self, store: Store) -> None:
        self._store = store
        wall_ms = int(store.environment.now().timestamp() * 1000)
        self._instant = read_instant(store.device.get("clock")).next(wall_ms)
        self._stamp = self._instant.stamp(store.device.identity().incarnation)
        self._counts: dict[str, int] = {}
        self._folded: dict[str, str] = {}

    def put(self, kind: type[Record], fields: Sequence[str], rows: Iterable[Row]) -> None:
        """Write ``rows``: id, scope, then the values of ``fields``."""
        table = BY_TYPE[kind].table
        columns = ("id", "scope", *fields, "stamps", "alive_stamp")
        stamps = json.dumps(dict.fromkeys(fields, self._stamp))
        places = ", ".join("?" * (len(fields) + 2))
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places}, '{stamps}', '')"
        for chunk in _batches(rows, _CHUNK):
            self._store.database.execute_many(sql, chunk)
            self._counts[table] = self._counts.get(table, 0) + len(chunk)

    def index(self, people: Sequence[tuple[str, str, str]]) -> None:
        """Make people searchable: their id, given name and family name."""
        self._store.people_index.put_new(
            [(id_, f"{self._fold(given)} {self._fold(family)}") for id_, given, family in people]
        )

    def finish(self) -> dict[str, int]:
        """Move this device's clock past what was written, and return the number of rows by table."""
        self._store.device.put("clock", f"{self._instant.ms}:{self._instant.counter}")
        return self._counts

    def _fold(self, name: str) -> str:
        if name not in self._folded:
            self._folded[name] = fold(name)
        return self._folded[name]


def _batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch
