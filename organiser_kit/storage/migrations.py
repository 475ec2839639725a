"""The steps from an empty file to today's schema, each applied once and never edited afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from organiser_kit.errors import NewerSchemaError
from organiser_kit.i18n import tr
from organiser_kit.storage.database import translated

if TYPE_CHECKING:
    from sqlite_utils import Database as UtilsDatabase

    from organiser_kit.storage.database import Database

steps = Migrations("organiser_kit")

_SHARED = """
    id TEXT PRIMARY KEY,
    scope TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    alive INTEGER NOT NULL DEFAULT 1,
    alive_stamp TEXT NOT NULL DEFAULT '',
    stamps TEXT NOT NULL DEFAULT '{}',
    extra TEXT NOT NULL DEFAULT '{}',
"""

_RECORDS = {
    "regions": "name TEXT, insee_code TEXT",
    "structures": "name TEXT, kind TEXT, activity_declaration_no TEXT, privacy_contact TEXT",
    "venues": "name TEXT, structure_id TEXT, room TEXT, address TEXT, postcode TEXT, commune TEXT, "
    "capacity INTEGER",
    "modules": "number INTEGER, title TEXT",
    "meeting_groups": "name TEXT, region_id TEXT, formation TEXT, host_structure_id TEXT, "
    "target_size INTEGER, badge_key TEXT",
    "people": "family_name TEXT, given_name TEXT, email TEXT, phone TEXT, structure_id TEXT, commune TEXT, "
    "profession_kind TEXT, external_ref TEXT, twin_of TEXT",
    "badges": "person_id TEXT, token TEXT, revoked_at TEXT",
    "meeting_pairs": "group_id TEXT, module_number INTEGER, note TEXT",
    "meetings": "pair_id TEXT, sequence INTEGER, status TEXT, starts_at TEXT, timezone TEXT, "
    "duration_minutes INTEGER, venue_id TEXT, room TEXT, capacity INTEGER, headcount INTEGER, "
    "cancel_reason TEXT",
    "meeting_roles": "meeting_id TEXT, person_id TEXT, role TEXT",
    "registrations": "meeting_id TEXT, person_id TEXT, state TEXT, source TEXT, requested_at TEXT",
    "attendance_facts": "meeting_id TEXT, person_id TEXT, kind TEXT, at TEXT, method TEXT, device_id TEXT, "
    "voids TEXT, reason TEXT",
    "sign_in_sheets": "meeting_id TEXT, sheet_no TEXT, printed_at TEXT, people TEXT, revision INTEGER, "
    "validated_at TEXT, present TEXT, headcount INTEGER, amends TEXT, amend_reason TEXT",
    "participation_statements": "number TEXT, person_id TEXT, meeting_id TEXT, sheet_no TEXT, roles TEXT, "
    "total_minutes INTEGER, issued_at TEXT, revoked_at TEXT, supersedes TEXT",
}

_INDEXES = {
    "venues": ("structure_id",),
    "modules": ("number",),
    "meeting_groups": ("region_id",),
    "people": ("structure_id", "twin_of", "scope"),
    "badges": ("person_id", "token"),
    "meeting_pairs": ("group_id",),
    "meetings": ("pair_id", "venue_id"),
    "meeting_roles": ("meeting_id", "person_id"),
    "registrations": ("meeting_id", "person_id"),
    "attendance_facts": ("meeting_id, person_id", "person_id", "voids"),
    "sign_in_sheets": ("meeting_id", "sheet_no"),
    "participation_statements": ("number", "person_id", "meeting_id"),
}

_BOOKKEEPING = (
    "CREATE TABLE device_state (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE outbox (
        incarnation TEXT NOT NULL, n INTEGER NOT NULL, op_id TEXT NOT NULL UNIQUE, scope TEXT NOT NULL,
        record TEXT NOT NULL, record_id TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL,
        verdict TEXT, problem TEXT, recorded_at TEXT NOT NULL, PRIMARY KEY (incarnation, n))""",
    # Few people are ever deleted, and every count leaves them out.
    "CREATE INDEX people_deleted ON people (id) WHERE alive = 0",
    "CREATE INDEX outbox_state ON outbox (state, incarnation, n)",
    "CREATE INDEX outbox_record ON outbox (record_id, state)",
    "CREATE TABLE cursors (scope TEXT PRIMARY KEY, epoch TEXT NOT NULL, seq INTEGER NOT NULL)",
    "CREATE TABLE parked (scope TEXT NOT NULL, record TEXT NOT NULL, record_id TEXT NOT NULL, "
    "seq INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (record, record_id))",
    # The full-text index knows people by number; a table's own row numbers may change when a file is packed.
    "CREATE TABLE people_numbers (no INTEGER PRIMARY KEY, person_id TEXT NOT NULL UNIQUE)",
    # Folded in Python first, for SQLite's own folding leaves ł, ø and œ as they are.
    "CREATE VIRTUAL TABLE people_search USING fts5 (folded, content='', contentless_delete=1, "
    "prefix='1 2 3', detail=none)",
)


@steps()
def m001_first_schema(db: UtilsDatabase) -> None:
    """Create every record table and the bookkeeping of the sync."""
    for table, columns in _RECORDS.items():
        db.execute(f"CREATE TABLE {table} ({_SHARED} {columns})")
        for index in _INDEXES.get(table, ()):
            name = index.replace(", ", "_")
            db.execute(f"CREATE INDEX {table}_{name} ON {table} ({index})")
    for statement in _BOOKKEEPING:
        db.execute(statement)


@steps()
def m002_conflicts(db: UtilsDatabase) -> None:
    """Create the table of fields with two versions."""
    db.execute(
        f"CREATE TABLE conflicts ({_SHARED} record TEXT, record_id TEXT, field TEXT, winner TEXT, "
        "winner_stamp TEXT, loser TEXT, loser_stamp TEXT, state TEXT)"
    )
    db.execute("CREATE INDEX conflicts_record_id ON conflicts (record_id, state)")
    db.execute("CREATE INDEX conflicts_state ON conflicts (state)")


_EXCHANGE = (
    "ALTER TABLE attendance_facts ADD COLUMN device_at TEXT",
    # Ids alone, for ever: what was erased must not come back with an old file.
    "CREATE TABLE erased (record TEXT NOT NULL, record_id TEXT NOT NULL, scope TEXT NOT NULL, "
    "seq INTEGER NOT NULL DEFAULT 0, decided_at TEXT, reason TEXT, PRIMARY KEY (record, record_id))",
    "CREATE INDEX erased_scope ON erased (scope, seq)",
    # Operations of other laptops that no server has answered yet, as their authors wrote and signed them.
    """CREATE TABLE carried (
        op_id TEXT PRIMARY KEY, device TEXT NOT NULL, incarnation TEXT NOT NULL, n INTEGER NOT NULL,
        scope TEXT NOT NULL, record TEXT NOT NULL, record_id TEXT NOT NULL, body TEXT NOT NULL,
        signature TEXT NOT NULL, state TEXT NOT NULL, verdict TEXT, problem TEXT)""",
    "CREATE INDEX carried_state ON carried (state, incarnation, n)",
    "CREATE INDEX carried_record ON carried (record_id, state)",
    # Who may sign what, in the words of who vouches for it; ``place`` is the one group of an introduction.
    """CREATE TABLE certificates (
        device TEXT NOT NULL, issuer TEXT NOT NULL, place TEXT NOT NULL, body TEXT NOT NULL,
        signature TEXT NOT NULL, PRIMARY KEY (device, issuer, place))""",
    # Why an operation was refused, for programs; whether the server's record took its place here; which
    # operation said it again.
    "ALTER TABLE outbox ADD COLUMN problem_type TEXT",
    "ALTER TABLE outbox ADD COLUMN undone INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN retried_by TEXT",
    "CREATE TABLE digests (scope TEXT PRIMARY KEY, digest TEXT NOT NULL)",
    """CREATE TABLE rounds (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, since TEXT NOT NULL, times INTEGER NOT NULL,
        route TEXT NOT NULL, pushed INTEGER NOT NULL, pulled INTEGER NOT NULL, refused INTEGER NOT NULL,
        problem TEXT)""",
)


@steps()
def m003_exchange(db: UtilsDatabase) -> None:
    """Create what a complete exchange keeps: erasures, others' operations, certificates, digests, rounds."""
    for statement in _EXCHANGE:
        db.execute(statement)


_PAPERS = (
    "ALTER TABLE meetings ADD COLUMN public_url TEXT",
    "ALTER TABLE meetings ADD COLUMN public_text TEXT",
    "ALTER TABLE structures ADD COLUMN address TEXT",
    "ALTER TABLE structures ADD COLUMN website TEXT",
    "ALTER TABLE structures ADD COLUMN dpo_contact TEXT",
    "ALTER TABLE structures ADD COLUMN retention_years INTEGER",
    "ALTER TABLE structures ADD COLUMN logo TEXT",
    "ALTER TABLE venues ADD COLUMN computers INTEGER",
    "ALTER TABLE venues ADD COLUMN power_sockets INTEGER",
    "ALTER TABLE venues ADD COLUMN projectors INTEGER",
    f"CREATE TABLE badge_keys ({_SHARED} key TEXT, made_at TEXT, replaces TEXT, earlier_until TEXT)",
    "ALTER TABLE participation_statements ADD COLUMN issued_by TEXT",
    "ALTER TABLE participation_statements ADD COLUMN revoked_by TEXT",
    "ALTER TABLE participation_statements ADD COLUMN revoke_reason TEXT",
    f"CREATE TABLE statement_keys ({_SHARED} key TEXT, device_id TEXT, made_at TEXT, retired_at TEXT, "
    "revoked_at TEXT, revoke_reason TEXT)",
    "CREATE INDEX statement_keys_key ON statement_keys (key)",
    "ALTER TABLE conflicts ADD COLUMN winner_laptop TEXT",
    "ALTER TABLE conflicts ADD COLUMN loser_laptop TEXT",
    # What the door answered to codes that let nobody in: it names nobody, and never leaves this laptop.
    "CREATE TABLE door_refusals (meeting_id TEXT NOT NULL, at TEXT NOT NULL, device_at TEXT, "
    "verdict TEXT NOT NULL, method TEXT NOT NULL)",
    "CREATE INDEX door_refusals_meeting ON door_refusals (meeting_id, at)",
)


@steps()
def m004_papers(db: UtilsDatabase) -> None:
    """Create what papers tell of a meeting and its host, keys of badges and statements, refusals at doors."""
    for statement in _PAPERS:
        db.execute(statement)


NAMES: tuple[str, ...] = ("m001_first_schema", "m002_conflicts", "m003_exchange", "m004_papers")
"""Every step in order; ``user_version`` counts how many a file has had."""

CURRENT = len(NAMES)


def migrate(database: Database) -> None:
    """Bring ``database`` to today's schema.

    Raises:
        NewerSchemaError: a newer version of the kit wrote it; nothing was touched.
        StorageError: the file cannot be written.
    """
    version = int(database.value("PRAGMA user_version") or 0)
    if version > CURRENT:
        raise NewerSchemaError(
            tr(
                "The local copy {path} was written by a newer version of the kit (schema {theirs}, this one "
                "reads up to {ours}). Install the newer version; nothing was changed.",
                path=database.path,
                theirs=version,
                ours=CURRENT,
            )
        )
    if version < CURRENT:
        with translated(database.path):
            steps.apply(database.utils)
            database.utils.execute(f"PRAGMA user_version = {CURRENT}")
