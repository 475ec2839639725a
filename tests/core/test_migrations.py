"""Every step of the schema: what it makes, and that a newer file is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import DiskFullError, NewerSchemaError
from organiser_kit.model.kinds import KINDS
from organiser_kit.storage import migrations
from organiser_kit.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


GIVEN = ("zoe", "lea", "noe")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A file that no step has touched."""
    opened = Database(tmp_path / "test.sqlite", None)
    yield opened
    opened.close()


def test_m001_first_schema(database: Database) -> None:
    migrations.migrate(database)
    tables = {row["name"] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {kind.table for kind in KINDS} <= tables
    assert {"outbox", "cursors", "device_state", "parked", "people_search"} <= tables


def test_m002_conflicts(database: Database) -> None:
    migrations.migrate(database)
    assert database.value("SELECT count(*) FROM conflicts") == 0
    indexes = {row["name"] for row in database.rows("PRAGMA index_list(conflicts)")}
    assert {"conflicts_record_id", "conflicts_state"} <= indexes


def test_m003_exchange(database: Database) -> None:
    migrations.migrate(database)
    tables = {row["name"] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"erased", "carried", "certificates", "digests", "rounds"} <= tables


def test_m004_papers(database: Database) -> None:
    migrations.migrate(database)
    meetings, structures = (
        {row["name"] for row in database.rows(f"PRAGMA table_info({table})")}
        for table in ("meetings", "structures")
    )
    assert {"public_url", "public_text"} <= meetings
    assert {"address", "website", "dpo_contact", "retention_years", "logo"} <= structures
    statements, keys = (
        {row["name"] for row in database.rows(f"PRAGMA table_info({table})")}
        for table in ("participation_statements", "statement_keys")
    )
    assert {"issued_by", "revoked_by", "revoke_reason"} <= statements
    assert {"key", "device_id", "made_at", "retired_at", "revoked_at", "revoke_reason"} <= keys
    refusals = {row["name"] for row in database.rows("PRAGMA table_info(door_refusals)")}
    assert refusals == {"meeting_id", "at", "device_at", "verdict", "method"}, "nobody is named"


def test_m005_journey(database: Database) -> None:
    migrations.migrate(database)
    tables = {row["name"] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {
        *("consents", "memberships", "checklist_items", "equipment_lines", "needs", "notices"),
        *("kit_editions", "reports", "practice_sheets", "attachments", "resources", "help_requests"),
        "kept_files",
    } <= tables
    people = {row["name"]: row["type"] for row in database.rows("PRAGMA table_info(people)")}
    assert people["merged_into"] == "TEXT"
    assert people["is_it_professional"] == "INTEGER"
    indexes = {row["name"] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'index'")}
    assert {"reports_meeting_id", "people_merged_into", "consents_person_id"} <= indexes


def test_m006_longer_beginnings(database: Database) -> None:
    migrations.steps.apply(database.utils, stop_before="m006_longer_beginnings")
    with database.transaction():
        people = [(number, f"{GIVEN[number % 3]} exemplaire{number} fictif") for number in range(1, 100)]
        database.execute_many("INSERT INTO people_search (rowid, folded) VALUES (?, ?)", people)
    with database.transaction():
        database.execute("DELETE FROM people_search WHERE rowid = 7")
        database.execute("DELETE FROM people_search WHERE rowid = 8")
        database.execute("INSERT INTO people_search (rowid, folded) VALUES (8, 'renommee')")
    asked = ('"f"*', '"exemplaire"*', '"exemplaire9"*', '"zoe"* AND "fict"*', '"renommee"', '"exemplaire8"')
    before = [_found(database, query) for query in asked]
    migrations.migrate(database)
    assert [_found(database, query) for query in asked] == before
    assert [len(found) for found in before] == [97, 97, 11, 33, 1, 0]
    made = database.value("SELECT sql FROM sqlite_master WHERE name = 'people_search'")
    assert "10 11 12" in made, "the beginnings of names as long as those that many people share"
    left = database.rows("SELECT name FROM sqlite_master UNION ALL SELECT name FROM sqlite_temp_master")
    assert not [row["name"] for row in left if "before" in row["name"] or "words" in row["name"]]


def _found(database: Database, query: str) -> list[int]:
    rows = database.rows("SELECT rowid FROM people_search WHERE people_search MATCH ?", (query,))
    return [row["rowid"] for row in rows]


def test_every_step_is_listed_and_has_its_test(database: Database) -> None:
    names = tuple(step.name for step in migrations.steps.pending(database.utils))
    assert names == migrations.NAMES
    assert all(f"test_{name}" in globals() for name in names)


def test_the_tables_hold_every_field_of_every_kind(database: Database) -> None:
    migrations.migrate(database)
    for kind in KINDS:
        columns = {row["name"]: row["type"] for row in database.rows(f"PRAGMA table_info({kind.table})")}
        types = {
            field.name: "INTEGER" if field.base in (int, bool) else "TEXT" for field in kind.fields.values()
        }
        assert types.items() <= columns.items(), kind.name


def test_no_synced_table_has_a_unique_column_but_its_key(database: Database) -> None:
    # Two laptops must both be able to write what a third will have to reconcile.
    migrations.migrate(database)
    for kind in KINDS:
        unique = [row for row in database.rows(f"PRAGMA index_list({kind.table})") if row["unique"]]
        assert [row["origin"] for row in unique] == ["pk"], kind.name


def test_migrating_twice_changes_nothing(database: Database) -> None:
    migrations.migrate(database)
    before = database.rows("SELECT sql FROM sqlite_master ORDER BY name")
    migrations.migrate(database)
    assert database.rows("SELECT sql FROM sqlite_master ORDER BY name") == before


def test_a_newer_file_is_refused_and_left_alone(database: Database) -> None:
    database.utils.execute(f"PRAGMA user_version = {migrations.CURRENT + 1}")
    with pytest.raises(NewerSchemaError, match="newer version of the kit"):
        migrations.migrate(database)
    assert database.rows("SELECT name FROM sqlite_master") == []


def test_a_disk_too_full_for_the_schema_is_one_sentence(database: Database) -> None:
    database.value("PRAGMA max_page_count = 3")
    with pytest.raises(DiskFullError, match="full"):
        migrations.migrate(database)
