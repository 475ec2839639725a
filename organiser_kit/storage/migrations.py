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


_JOURNEY = (
    "ALTER TABLE venues ADD COLUMN printers INTEGER",
    "ALTER TABLE venues ADD COLUMN internet TEXT",
    "ALTER TABLE venues ADD COLUMN step_free_access INTEGER",
    "ALTER TABLE venues ADD COLUMN hearing_loop INTEGER",
    "ALTER TABLE venues ADD COLUMN transport TEXT",
    "ALTER TABLE venues ADD COLUMN opening TEXT",
    "ALTER TABLE venues ADD COLUMN offline_software TEXT",
    "ALTER TABLE venues ADD COLUMN onsite_contact TEXT",
    "ALTER TABLE venues ADD COLUMN host_list_required INTEGER",
    "ALTER TABLE venues ADD COLUMN notes TEXT",
    "ALTER TABLE venues ADD COLUMN verified_at TEXT",
    "ALTER TABLE meeting_groups ADD COLUMN min_size INTEGER",
    "ALTER TABLE meeting_groups ADD COLUMN open_seats INTEGER",
    "ALTER TABLE meeting_groups ADD COLUMN status TEXT",
    "ALTER TABLE meeting_groups ADD COLUMN cadence TEXT",
    "ALTER TABLE meeting_groups ADD COLUMN session_label TEXT",
    "ALTER TABLE meeting_groups ADD COLUMN pad_url TEXT",
    "ALTER TABLE meeting_groups ADD COLUMN coordinator TEXT",
    "ALTER TABLE meeting_groups ADD COLUMN predecessor TEXT",
    "ALTER TABLE people ADD COLUMN merged_into TEXT",
    "ALTER TABLE people ADD COLUMN is_it_professional INTEGER",
    "ALTER TABLE people ADD COLUMN availability TEXT",
    "ALTER TABLE people ADD COLUMN travel_km INTEGER",
    "ALTER TABLE meetings ADD COLUMN registration_closed INTEGER",
    "ALTER TABLE meetings ADD COLUMN facilitator_wanted INTEGER",
    "ALTER TABLE meetings ADD COLUMN kit_version INTEGER",
    "ALTER TABLE meetings ADD COLUMN warned_at TEXT",
    "ALTER TABLE meeting_roles ADD COLUMN state TEXT",
    "ALTER TABLE meeting_roles ADD COLUMN minutes INTEGER",
    "ALTER TABLE meeting_roles ADD COLUMN mentored_by TEXT",
    "ALTER TABLE registrations ADD COLUMN attention TEXT",
    "ALTER TABLE attendance_facts ADD COLUMN previous TEXT",
    "ALTER TABLE sign_in_sheets ADD COLUMN log_seal TEXT",
    f"CREATE TABLE consents ({_SHARED} person_id TEXT, purpose TEXT, given INTEGER, text_version "
    "TEXT, at TEXT, channel TEXT, withdrawn_at TEXT)",
    "CREATE INDEX consents_person_id ON consents (person_id)",
    f"CREATE TABLE memberships ({_SHARED} person_id TEXT, origin TEXT, joined_at TEXT, left_at TEXT)",
    "CREATE INDEX memberships_person_id ON memberships (person_id)",
    f"CREATE TABLE checklist_items ({_SHARED} meeting_id TEXT, template TEXT, text TEXT, phase "
    "TEXT, due_days INTEGER, done_at TEXT, done_by TEXT)",
    "CREATE INDEX checklist_items_meeting_id ON checklist_items (meeting_id)",
    f"CREATE TABLE equipment_lines ({_SHARED} meeting_id TEXT, material TEXT, text TEXT, needed "
    "INTEGER, available INTEGER, source TEXT, brought_by TEXT)",
    "CREATE INDEX equipment_lines_meeting_id ON equipment_lines (meeting_id)",
    "CREATE INDEX equipment_lines_brought_by ON equipment_lines (brought_by)",
    f"CREATE TABLE needs ({_SHARED} meeting_id TEXT, text TEXT, person_id TEXT, votes INTEGER, "
    "chosen INTEGER)",
    "CREATE INDEX needs_meeting_id ON needs (meeting_id)",
    "CREATE INDEX needs_person_id ON needs (person_id)",
    f"CREATE TABLE notices ({_SHARED} meeting_id TEXT, person_id TEXT, purpose TEXT, state TEXT, "
    "queued_at TEXT, done_at TEXT)",
    "CREATE INDEX notices_meeting_id ON notices (meeting_id)",
    "CREATE INDEX notices_person_id ON notices (person_id)",
    f"CREATE TABLE kit_editions ({_SHARED} name TEXT, version INTEGER, licence TEXT, body TEXT, digest TEXT)",
    "CREATE INDEX kit_editions_name ON kit_editions (name)",
    f"CREATE TABLE reports ({_SHARED} meeting_id TEXT, what_worked TEXT, difficulties TEXT, "
    "help_wanted TEXT, satisfaction INTEGER, sent_at TEXT, acknowledged_at TEXT)",
    "CREATE INDEX reports_meeting_id ON reports (meeting_id)",
    f"CREATE TABLE practice_sheets ({_SHARED} title TEXT, authors TEXT, meeting_id TEXT, "
    "module_number INTEGER, audience TEXT, age_range TEXT, duration_minutes INTEGER, objectives "
    "TEXT, materials TEXT, steps TEXT, variants TEXT, feedback TEXT, licence TEXT, state TEXT, "
    "sent_at TEXT, published_at TEXT)",
    "CREATE INDEX practice_sheets_meeting_id ON practice_sheets (meeting_id)",
    f"CREATE TABLE attachments ({_SHARED} about TEXT, record_id TEXT, name TEXT, media_type TEXT, "
    "digest TEXT, size INTEGER, page INTEGER, licence TEXT, description TEXT, added_at TEXT, "
    "device_id TEXT, keep_until TEXT)",
    "CREATE INDEX attachments_record_id ON attachments (record_id)",
    "CREATE INDEX attachments_digest ON attachments (digest)",
    f"CREATE TABLE resources ({_SHARED} title TEXT, url TEXT, summary TEXT, licence TEXT, language "
    "TEXT, module_number INTEGER, tags TEXT)",
    "CREATE INDEX resources_module_number ON resources (module_number)",
    f"CREATE TABLE help_requests ({_SHARED} subject TEXT, question TEXT, context TEXT, meeting_id "
    "TEXT, asked_at TEXT, answer TEXT, answered_at TEXT)",
    "CREATE INDEX help_requests_meeting_id ON help_requests (meeting_id)",
    "CREATE INDEX people_merged_into ON people (merged_into)",
    "CREATE INDEX meeting_roles_mentored_by ON meeting_roles (mentored_by)",
    # The files that go with records, sealed by a key of this copy; they never leave this laptop.
    "CREATE TABLE kept_files (digest TEXT PRIMARY KEY, nonce BLOB NOT NULL, key BLOB NOT NULL, "
    "size INTEGER NOT NULL, kept_at TEXT NOT NULL)",
)


@steps()
def m005_journey(db: UtilsDatabase) -> None:
    """Create what the weeks around a meeting need: preparation, consents, reports, questions, kept files."""
    for statement in _JOURNEY:
        db.execute(statement)


_WORDS = (
    "ALTER TABLE people_search RENAME TO people_search_before",
    # Without such an entry for as many letters as were typed, SQLite gathers everybody whom they begin before
    # it gives the first: 3 ms for one family name in thirteen of 300,000 people, at every key.
    "CREATE VIRTUAL TABLE people_search USING fts5 (folded, content='', contentless_delete=1, "
    "prefix='1 2 3 4 5 6 7 8 9 10 11 12', detail=none)",
    # The words are taken from the index itself, which does not know their order and needs none.
    "CREATE VIRTUAL TABLE temp.people_words USING fts5vocab ('main', 'people_search_before', 'instance')",
    "INSERT INTO people_search (rowid, folded) "
    "SELECT doc, group_concat(term, ' ') FROM temp.people_words GROUP BY doc",
    "DROP TABLE temp.people_words",
    "DROP TABLE people_search_before",
)


@steps()
def m006_longer_beginnings(db: UtilsDatabase) -> None:
    """Index the beginnings of names up to twelve letters, so that no key waits for a frequent name."""
    for statement in _WORDS:
        db.execute(statement)


NAMES: tuple[str, ...] = (
    "m001_first_schema",
    "m002_conflicts",
    "m003_exchange",
    "m004_papers",
    "m005_journey",
    "m006_longer_beginnings",
)
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
