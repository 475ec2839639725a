"""A page of records that are new, or come back as they are, leaves what merging them one by one would."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import structs

from organiser_kit.model.kinds import KINDS
from organiser_kit.oplog.hlc import Instant
from organiser_kit.oplog.merge import row_of_state
from organiser_kit.oplog.op import Row

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.storage.database import Database
    from tests.sync.kits import Laptops

EARLY, LATE, LATER = (Instant(ms).stamp(device) for ms, device in ((1_000, "a"), (2_000, "b"), (3_000, "c")))
SCOPE = "g:1"


def row(
    record: str, record_id: str, seq: int, *, alive: tuple[bool, str] | None = None, **fields: Any
) -> Row:
    stamped = {name: value if isinstance(value, tuple) else (value, EARLY) for name, value in fields.items()}
    return Row(record=record, record_id=record_id, seq=seq, fields=stamped, alive=alive)


ROWS = [
    row("person", "p1", 1, family_name="Le Goff", given_name="Zoé", phone="06"),
    row("person", "p2", 2, family_name=("Exemple", LATE), given_name="Łukasz", email=None),
    row("person", "p3", 3, alive=(False, LATE), family_name="Parti", given_name="Jean"),
    row("person", "p4", 4, alive=(True, LATE), family_name="Revenu", given_name="Jean"),
    row("person", "p5", 5, given_name="Sans-Nom", shoe_size=(42, LATE)),
    row("person", "p6", 6),
    row("attendance", "f1", 7, meeting_id=("m", ""), person_id=("p1", ""), kind=("check_in", "")),
    row("attendance", "f2", 8, meeting_id=("m", ""), note=("neuf", "")),
    row("statement", "s1", 9, number="1", roles=["organiser", "timekeeper"], total_minutes=120),
    row("statement", "s2", 10, number="2", roles=None),
    row("meeting", "m", 11, sequence=1, status="held"),
    row("badge", "b1", 12, token="abc", person_id="p1"),
    row("unheard_of", "u1", 13, anything=1),
]
TWICE = [
    row("person", "p1", 14, family_name=("Le Goff-Exemple", LATE), given_name="Zoé"),
    row("person", "p1", 15, phone=("07", LATE)),
    row("person", "new", 16, family_name="Nouvelle"),
    row("person", "new", 17, given_name="Encore"),
]

MOVED = [structs.replace(each, seq=each.seq + 20) for each in ROWS]
"""The same records again at other places, as whatever a copy sent comes back to it."""
CHANGED = [
    row("person", "p1", 41, family_name="Le Goff", given_name="Zoé", phone=("07", LATE)),
    row("person", "p2", 42, email=None, given_name="Łukasz", family_name=("Exemple", LATE)),
    row("person", "p3", 43, alive=(True, LATER), family_name="Parti", given_name="Jean"),
    row("person", "p5", 44, given_name="Sans-Nom", shoe_size=(43, LATER)),
    row("person", "p6", 45, given_name=None),
    row("attendance", "f1", 46, meeting_id=("m", ""), person_id=("p1", ""), kind=("check_in", "")),
    row("statement", "s1", 47, number="1", roles=["organiser"], total_minutes=120),
    row("meeting", "m", 48, sequence=True, status="held"),
]


@pytest.fixture
def copies(laptops: Laptops) -> tuple[Kit, Kit]:
    return laptops.make(), laptops.make()


def content(database: Database) -> dict[str, list[dict[str, Any]]]:
    tables = [kind.table for kind in KINDS] + ["parked", "cursors", "digests"]
    return {table: database.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables}


@pytest.mark.parametrize(
    "pages",
    [
        [ROWS],
        [ROWS, TWICE],
        [TWICE, ROWS],
        [ROWS + TWICE],
        [ROWS, ROWS],
        [ROWS, MOVED],
        [ROWS, CHANGED, MOVED],
        [CHANGED + MOVED, ROWS],
        [ROWS, MOVED + CHANGED + TWICE],
    ],
)
def test_at_once_and_one_by_one_leave_the_same(
    copies: tuple[Kit, Kit], pages: list[list[Row]], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once, one_by_one = copies
    # Nothing is taken at once there: every row goes through the merge.
    records = one_by_one.people._store.records  # noqa: SLF001
    for quick in (records.arrivals, records.returns):
        monkeypatch.setattr(quick, "take", lambda _scope, rows: list(rows))
    for kit in copies:
        # Known from now on, it is kept up to date by every page.
        kit.replica.digest(SCOPE)
    for page in pages:
        last = max(each.seq for each in page)
        at_once.replica.apply_page(SCOPE, "e", page, last)
        for each in page:
            one_by_one.replica.apply_page(SCOPE, "e", [each], last)
    found, expected = (content(kit.people._store.database) for kit in copies)  # noqa: SLF001
    assert readable(found) == readable(expected)
    for words in ("legoff", "luk", "parti", "revenu", "sans", "nouvelle", "encore", "exemple"):
        assert at_once.people.search(words) == one_by_one.people.search(words), words
        indexed = [sorted(kit.people._store.people_index.search(words)) for kit in copies]  # noqa: SLF001
        assert indexed[0] == indexed[1], words


def readable(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """JSON may have spaces or not, and its names stand in any order."""
    return {
        table: [{name: plain(value) for name, value in each.items()} for each in entries]
        for table, entries in tables.items()
    }


def plain(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) and value[:1] in ("{", "[") else value


def test_what_arrived_at_once_is_read_as_it_was_sent(copies: tuple[Kit, Kit]) -> None:
    kit, _ = copies
    changed = kit.replica.apply_page(SCOPE, "e", ROWS, 13)
    assert changed.ids == {each.record_id for each in ROWS if each.record != "unheard_of"}
    zoe = kit.people.get("p1")
    assert (zoe.family_name, zoe.given_name, zoe.phone) == ("Le Goff", "Zoé", "06")
    states = {state.id: state for state in kit.replica.snapshot(SCOPE)}
    assert states["p5"].registers["shoe_size"] == (42, LATE)
    assert states["p3"].alive == (False, LATE)
    assert [person.id for person in kit.people.search("parti")] == []


def test_what_was_written_here_and_comes_back_changes_nothing_but_its_place(copies: tuple[Kit, Kit]) -> None:
    kit, _ = copies
    group = kit.practice.create(people=3)
    person = kit.people.all(group.group_id)[0]
    kit.people.edit(person.id, phone="0600000001")
    kit.check_in.admit(group.meeting_ids[0], person.id)
    before = kit.replica.snapshot(person.scope)
    rows = [row_of_state(state, place) for place, state in enumerate(before, 1)]
    changed = kit.replica.apply_page(person.scope, "e", rows, len(rows))
    assert (changed.kinds, changed.ids) == (frozenset(), frozenset())
    assert kit.replica.snapshot(person.scope) == before
    tables = content(kit.people._store.database).values()  # noqa: SLF001
    seqs = {each["id"]: each["seq"] for table in tables for each in table if "id" in each}
    assert all(seqs[each.record_id] == each.seq for each in rows)


def test_the_clock_follows_what_arrived(copies: tuple[Kit, Kit]) -> None:
    kit, _ = copies
    far = Instant(9_999_999_999_999).stamp("z")
    kit.replica.apply_page(SCOPE, "e", [row("person", "p", 1, family_name=("Futur", far))], 1)
    kit.people.edit("p", family_name="Présent")
    (state,) = kit.replica.snapshot(SCOPE)
    assert state.registers["family_name"].stamp > far
    assert state.registers["family_name"].value == "Présent"


def test_a_page_that_fails_leaves_nothing(copies: tuple[Kit, Kit], monkeypatch: pytest.MonkeyPatch) -> None:
    kit, _ = copies

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(type(kit.replica._feed), "note_clock", fail)  # noqa: SLF001
    with pytest.raises(OSError, match="full"):
        kit.replica.apply_page(SCOPE, "e", ROWS, 13)
    assert kit.replica.snapshot(SCOPE) == []
    assert kit.replica.cursor(SCOPE).seq == 0
    assert kit.people.search("zoe") == []
