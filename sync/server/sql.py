"""Every fixed statement of the server, in the part of SQL that SQLite and PostgreSQL share.

Types of columns are words of :mod:`sync.server.engines.base`. A transaction locks in one order,
so that no two wait for each other: a code, then a device, then a scope.

The tables of records are described by :mod:`organiser_kit.model.kinds`; their statements are built in
:mod:`sync.server.records`.
"""

from __future__ import annotations

CREATE_META = "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
GET_META = "SELECT value FROM meta WHERE name = :name"
SET_META = """INSERT INTO meta (name, value) VALUES (:name, :value)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value"""
CHANGE_EPOCH = "UPDATE meta SET value = :fresh WHERE name = 'server_epoch' AND value = :claimed"

VERSION_1 = (
    "CREATE TABLE scope (id TEXT PRIMARY KEY, seq BIGINT NOT NULL DEFAULT 0)",
    """CREATE TABLE device (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, token_hash TEXT NOT NULL, revoked_at MOMENT,
        incarnation TEXT, waiting BIGINT, created_at MOMENT NOT NULL, last_seen_at MOMENT)""",
    "CREATE UNIQUE INDEX device_token ON device (token_hash)",
    """CREATE TABLE device_scope (
        device TEXT NOT NULL REFERENCES device (id), scope TEXT NOT NULL REFERENCES scope (id),
        role TEXT NOT NULL, acked BIGINT NOT NULL DEFAULT 0, PRIMARY KEY (device, scope))""",
    """CREATE TABLE enrol_code (
        code_hash TEXT PRIMARY KEY, group_id TEXT, role TEXT NOT NULL, expires_at MOMENT NOT NULL,
        used_at MOMENT, used_by TEXT)""",
    """CREATE TABLE op (
        op_id TEXT PRIMARY KEY, device TEXT NOT NULL, incarnation TEXT NOT NULL, n BIGINT NOT NULL,
        fingerprint TEXT NOT NULL, verdict TEXT NOT NULL, problem TEXT,
        received_at MOMENT NOT NULL, body TEXT)""",
    "CREATE INDEX op_sequence ON op (device, incarnation, n)",
    """CREATE TABLE device_sequence (
        device TEXT NOT NULL, incarnation TEXT NOT NULL, last_n BIGINT NOT NULL,
        PRIMARY KEY (device, incarnation))""",
)

VERSION_2 = (
    """CREATE TABLE field_history (
        record_id TEXT NOT NULL, field TEXT NOT NULL, stamp TEXT NOT NULL, prev TEXT NOT NULL,
        PRIMARY KEY (record_id, field, stamp))""",
)
"""Upon which value each edit of a surfaced field was made; a first writing has no row."""

VERSION_3 = (
    "ALTER TABLE device ADD COLUMN public_key TEXT",
    "ALTER TABLE device ADD COLUMN introduced_by TEXT",
    "ALTER TABLE device_scope ADD COLUMN left_at MOMENT",
    "ALTER TABLE scope ADD COLUMN digest TEXT NOT NULL DEFAULT '0000000000000000'",
    "ALTER TABLE scope ADD COLUMN min_seq BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE op ADD COLUMN record_id TEXT",
    "CREATE INDEX op_record ON op (record_id)",
    """CREATE TABLE erased (
        record TEXT NOT NULL, record_id TEXT NOT NULL, scope TEXT NOT NULL, seq BIGINT NOT NULL,
        erased_at MOMENT NOT NULL, PRIMARY KEY (record, record_id))""",
    "CREATE INDEX erased_feed ON erased (scope, seq)",
    "CREATE INDEX op_refused ON op (op_id) WHERE verdict IN ('refused', 'needs_upgrade')",
    # Beside the one in the device's row: of another clone of the device, or one that will replace another.
    """CREATE TABLE spare_token (
        token_hash TEXT PRIMARY KEY, device TEXT NOT NULL REFERENCES device (id), replaces TEXT)""",
    "CREATE INDEX spare_token_device ON spare_token (device)",
)
"""What a complete exchange keeps: keys, scopes that were left, digests, and bare ids of what was erased."""

VERSION_4 = (
    """CREATE TABLE account (
        id TEXT PRIMARY KEY, login TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, scope TEXT NOT NULL,
        secret TEXT NOT NULL, created_at MOMENT NOT NULL, revoked_at MOMENT)""",
    "CREATE UNIQUE INDEX account_login ON account (login)",
)
"""People who will use the server's pages: what each may see, and what their secret is recognised by."""

VERSION_5 = tuple(
    f"DROP INDEX IF EXISTS {name}"
    for name in (
        # Nobody looked an operation up by its number.
        "op_sequence",
        # Made anew for the rows alone that have a value there: most have none.
        "venues_structure_id",
        "meeting_groups_region_id",
        "people_structure_id",
        "people_twin_of",
        "people_merged_into",
        "meetings_venue_id",
        "meeting_roles_mentored_by",
        "attendance_facts_voids",
        "equipment_lines_brought_by",
        "needs_person_id",
        "practice_sheets_meeting_id",
        "resources_module_number",
        "help_requests_meeting_id",
    )
)
"""What each row that comes in need not be noted in."""

VERSION_6 = (
    "CREATE TABLE file (digest TEXT PRIMARY KEY, size BIGINT NOT NULL, taken_at MOMENT NOT NULL)",
    """CREATE TABLE file_piece (
        digest TEXT NOT NULL, place BIGINT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (digest, place))""",
)
"""Files that go with records: their bytes as Base64, in pieces that any copying of rows bears."""

# scopes ------------------------------------------------------------------------------------------
ADD_SCOPE = "INSERT INTO scope (id, seq) VALUES (:scope, 0) ON CONFLICT (id) DO NOTHING"
LOCK_SCOPE = "UPDATE scope SET seq = seq + 0 WHERE id = :scope RETURNING seq"
"""Holds the scope's row to the end of the transaction, so that what is read next stays true."""
TAKE_SEQS = "UPDATE scope SET seq = seq + :count WHERE id = :scope RETURNING seq"
SCOPE_SEQ = "SELECT seq FROM scope WHERE id = :scope"
SCOPE_HEAD = "SELECT seq, digest, min_seq FROM scope WHERE id = :scope"
SCOPE_DIGEST = "SELECT digest FROM scope WHERE id = :scope"
SET_DIGEST = "UPDATE scope SET digest = :digest WHERE id = :scope"
ALL_SCOPES = "SELECT id FROM scope ORDER BY id"

# operations --------------------------------------------------------------------------------------
FIND_OPS = "SELECT op_id, fingerprint, verdict, problem FROM op WHERE op_id IN ({listed})"
ADD_OP = """INSERT INTO op (op_id, device, incarnation, n, fingerprint, verdict, problem, received_at, body,
        record_id)
    VALUES (:op, :device, :incarnation, :n, :fingerprint, :verdict, :problem, :now, :body, :record_id)
    ON CONFLICT (op_id) DO UPDATE SET verdict = excluded.verdict, problem = excluded.problem
    WHERE op.verdict = 'needs_upgrade'"""
"""The update is for an operation that an older server could not read and a newer one can."""
LAST_N = "SELECT last_n FROM device_sequence WHERE device = :device AND incarnation = :incarnation"
SET_LAST_N = """INSERT INTO device_sequence (device, incarnation, last_n) VALUES (:device, :incarnation, :n)
    ON CONFLICT (device, incarnation) DO UPDATE SET last_n = excluded.last_n"""

# erasure -----------------------------------------------------------------------------------------
FIND_ERASED = "SELECT record, record_id, scope, seq FROM erased WHERE record_id IN ({listed})"
ALL_ERASED = "SELECT record, record_id, scope FROM erased"
ERASED_FEED = """SELECT record, record_id, seq FROM erased
    WHERE scope = :scope AND seq > :after AND seq <= :last ORDER BY seq"""
ADD_ERASED = """INSERT INTO erased (record, record_id, scope, seq, erased_at)
    VALUES (:record, :record_id, :scope, :seq, :now)
    ON CONFLICT (record, record_id) DO UPDATE SET seq = excluded.seq WHERE erased.scope = excluded.scope"""
ADD_BARE_OP = """INSERT INTO op
    (op_id, device, incarnation, n, fingerprint, verdict, received_at, body, record_id)
    VALUES (:op, :device, :incarnation, :n, '', :verdict, :now, '', :record_id) ON CONFLICT (op_id)
    DO UPDATE SET verdict = excluded.verdict, problem = NULL, fingerprint = '', body = ''"""
"""An operation about an erased record, perhaps one that came before with its content."""
BLANK_OPS = "UPDATE op SET body = '', fingerprint = '' WHERE record_id = :record_id"
BLANK_REFUSED_OPS = """UPDATE op SET body = '', fingerprint = ''
    WHERE verdict IN ('refused', 'needs_upgrade') AND body LIKE :mention"""
"""What was refused is in no table that could tell whom it was about."""
PEOPLE_LIKE = "SELECT id, twin_of FROM people WHERE id >= :first AND id < :last LIMIT 2"
SELVES = "SELECT id, scope FROM people WHERE id = :first OR twin_of = :first ORDER BY scope, id"
LEAST_ACKED = """SELECT min(s.acked) FROM device_scope s JOIN device d ON d.id = s.device
    WHERE s.scope = :scope AND s.left_at IS NULL AND d.revoked_at IS NULL"""
RAISE_MIN_SEQ = "UPDATE scope SET min_seq = :seq WHERE id = :scope AND min_seq < :seq"
SCOPES = "SELECT id FROM scope ORDER BY id"
DELETE_HISTORY = "DELETE FROM field_history WHERE record_id = :record_id"
CONFLICTS_OF = "SELECT id FROM conflicts WHERE record_id = :record_id"

# conflicts ---------------------------------------------------------------------------------------
ADD_HISTORY = """INSERT INTO field_history (record_id, field, stamp, prev)
    VALUES (:record_id, :field, :stamp, :prev)
    ON CONFLICT (record_id, field, stamp) DO UPDATE SET prev = field_history.prev"""
"""What was noted first stands; the update changes nothing and has the row counted as written."""
PREV_OF = "SELECT prev FROM field_history WHERE record_id = :record_id AND field = :field AND stamp = :stamp"
NAME_OF_AUTHOR = """SELECT d.name FROM op o JOIN device d ON d.id = o.device
    WHERE o.record_id = :record_id AND o.incarnation LIKE :author LIMIT 1"""
"""The laptop that wrote about a record under an incarnation, of which a stamp tells the end."""
OPEN_CONFLICTS = "SELECT id FROM conflicts WHERE record_id = :record_id AND state = 'open'"

# devices -----------------------------------------------------------------------------------------
DEVICE_OF_TOKEN = """SELECT id, revoked_at, NULL, last_seen_at FROM device WHERE token_hash = :token_hash
    UNION ALL SELECT d.id, d.revoked_at, t.replaces, d.last_seen_at
    FROM spare_token t JOIN device d ON d.id = t.device WHERE t.token_hash = :token_hash"""
DEVICE_BEFORE = "SELECT token_hash, incarnation, revoked_at FROM device WHERE id = :device"
ADD_TOKEN = """INSERT INTO spare_token (token_hash, device, replaces)
    VALUES (:token_hash, :device, :replaces)"""
DROP_SUCCESSORS = "DELETE FROM spare_token WHERE replaces = :token_hash"
DROP_TOKEN = "DELETE FROM spare_token WHERE token_hash = :token_hash"
DROP_FIRST_TOKEN = "UPDATE device SET token_hash = 'rolled:' || id WHERE token_hash = :token_hash"
DROP_TOKENS = "DELETE FROM spare_token WHERE device = :device"
SETTLE_TOKEN = "UPDATE spare_token SET replaces = NULL WHERE token_hash = :token_hash"
PUT_DEVICE = """INSERT INTO device (id, name, token_hash, created_at)
    VALUES (:device, :name, :token_hash, :now)
    ON CONFLICT (id)
    DO UPDATE SET name = excluded.name, token_hash = excluded.token_hash, revoked_at = NULL"""
PUT_AUTHOR = """INSERT INTO device (id, name, token_hash, revoked_at, created_at)
    VALUES (:device, :name, :token_hash, :now, :now) ON CONFLICT (id) DO NOTHING"""
REVOKE_DEVICE = "UPDATE device SET revoked_at = :now WHERE id = :device AND revoked_at IS NULL"
SEEN_DEVICE = "UPDATE device SET last_seen_at = :now, waiting = :waiting WHERE id = :device"
PUSHED_DEVICE = "UPDATE device SET last_seen_at = :now, incarnation = :incarnation WHERE id = :device"
"""Holds the device's row to the end of the transaction: the pushes of one device come one after the other."""
SET_KEY = "UPDATE device SET public_key = :key, introduced_by = NULL WHERE id = :device"
DEVICE_NAME = "SELECT name FROM device WHERE id = :device"
ROLES_OF = "SELECT scope, role FROM device_scope WHERE device = :device AND left_at IS NULL ORDER BY scope"
ENROLLED_KEY = """SELECT public_key FROM device
    WHERE id = :device AND revoked_at IS NULL AND introduced_by IS NULL"""
AUTHOR = "SELECT public_key, revoked_at, introduced_by FROM device WHERE id = :device"
LOCK_DEVICE = "UPDATE device SET waiting = waiting WHERE id = :device"
"""Holds the device's row to the end of the transaction, as a push of its own would."""
ADD_AUTHOR = """INSERT INTO device (id, name, token_hash, created_at, public_key, introduced_by)
    VALUES (:device, :name, :token_hash, :now, :key, :introduced_by) ON CONFLICT (id) DO NOTHING"""
GRANT_NEW = """INSERT INTO device_scope (device, scope, role) VALUES (:device, :scope, :role)
    ON CONFLICT (device, scope) DO NOTHING"""
LIST_DEVICES = """SELECT id, name, created_at, last_seen_at, revoked_at, waiting FROM device
    WHERE token_hash NOT LIKE 'none:%' ORDER BY created_at, id"""
GRANT = """INSERT INTO device_scope (device, scope, role) VALUES (:device, :scope, :role)
    ON CONFLICT (device, scope) DO UPDATE SET role = excluded.role, left_at = NULL"""
GRANT_ALL = """INSERT INTO device_scope (device, scope, role) SELECT id, :scope, :role FROM device
    WHERE revoked_at IS NULL AND token_hash NOT LIKE 'none:%' ON CONFLICT (device, scope) DO NOTHING"""
LEAVE = """UPDATE device_scope SET left_at = :now, acked = 0
    WHERE device = :device AND scope = :scope AND left_at IS NULL"""
ROLE_OF = "SELECT role FROM device_scope WHERE device = :device AND scope = :scope AND left_at IS NULL"
LEFT_BY = """SELECT scope FROM device_scope WHERE device = :device AND left_at IS NOT NULL ORDER BY scope"""
NEIGHBOURS = """SELECT d.id, d.name, d.last_seen_at, d.waiting,
    min(CASE WHEN n.acked = s.seq THEN 1 ELSE 0 END)
    FROM device_scope mine
    JOIN device_scope n ON n.scope = mine.scope AND n.left_at IS NULL
    JOIN scope s ON s.id = mine.scope
    JOIN device d ON d.id = n.device AND d.revoked_at IS NULL AND d.token_hash NOT LIKE 'none:%'
    WHERE mine.device = :device AND mine.left_at IS NULL AND mine.scope LIKE 'g:%'
    GROUP BY d.id, d.name, d.last_seen_at, d.waiting ORDER BY d.name, d.id"""
"""The devices that share a group with one, and whether each has told to hold all of what they share."""

HEADS_OF = """SELECT s.id, s.seq, s.digest, s.min_seq FROM device_scope d JOIN scope s ON s.id = d.scope
    WHERE d.device = :device AND d.left_at IS NULL ORDER BY s.id"""
ACKED_BY = "SELECT scope, acked FROM device_scope WHERE device = :device AND left_at IS NULL"
ASKED_DEVICE = "UPDATE device SET last_seen_at = :now WHERE id = :device"
ACK_SCOPE = """UPDATE device_scope SET acked = :seq
    WHERE device = :device AND scope = :scope AND left_at IS NULL"""

# enrolment codes ---------------------------------------------------------------------------------
ADD_CODE = """INSERT INTO enrol_code (code_hash, group_id, role, expires_at)
    VALUES (:code_hash, :group_id, :role, :expires_at)"""
FIND_CODE = "SELECT group_id, role, expires_at, used_at, used_by FROM enrol_code WHERE code_hash = :code_hash"
USE_CODE = """UPDATE enrol_code SET used_at = :now, used_by = :device
    WHERE code_hash = :code_hash AND (used_by IS NULL OR used_by = :device)"""

# accounts ----------------------------------------------------------------------------------------
ADD_ACCOUNT = """INSERT INTO account (id, login, name, role, scope, secret, created_at)
    VALUES (:id, :login, :name, :role, :scope, :secret, :now) ON CONFLICT (login) DO NOTHING"""
LIST_ACCOUNTS = """SELECT id, login, name, role, scope, created_at, revoked_at FROM account
    ORDER BY created_at, id"""
ACCOUNT_OF_LOGIN = """SELECT id, login, name, role, scope, created_at, revoked_at, secret FROM account
    WHERE login = :login AND revoked_at IS NULL"""
REVOKE_ACCOUNT = """UPDATE account SET revoked_at = :now, secret = '' WHERE id = :id AND revoked_at IS NULL"""

# files -------------------------------------------------------------------------------------------
ADD_FILE = """INSERT INTO file (digest, size, taken_at) VALUES (:digest, :size, :now)
    ON CONFLICT (digest) DO NOTHING"""
ADD_PIECE = "INSERT INTO file_piece (digest, place, content) VALUES (:digest, :place, :content)"
HELD_FILES = "SELECT digest FROM file WHERE digest IN ({listed})"
PIECES = "SELECT content FROM file_piece WHERE digest = :digest ORDER BY place"
DROP_FILE = "DELETE FROM file WHERE digest = :digest"
DROP_PIECES = "DELETE FROM file_piece WHERE digest = :digest"

# for the person who runs the server --------------------------------------------------------------
LIST_GROUPS = """SELECT g.id, g.name, count(d.id) FROM meeting_groups g
    LEFT JOIN device_scope s ON s.scope = g.scope AND s.left_at IS NULL
    LEFT JOIN device d ON d.id = s.device AND d.revoked_at IS NULL
    WHERE g.alive GROUP BY g.id, g.name ORDER BY g.name, g.id"""

# what the coordination does ----------------------------------------------------------------------
LIST_EDITIONS = "SELECT id FROM kit_editions WHERE alive AND scope = :scope ORDER BY name, version, id"
LIST_SHEETS = """SELECT s.id, s.title, s.authors, s.state, s.module_number, s.sent_at, s.published_at,
    g.id, g.name FROM practice_sheets s JOIN meeting_groups g ON g.scope = s.scope
    WHERE s.alive AND s.state IN ('sent', 'published') ORDER BY s.sent_at, s.id"""
FILES_OF = """SELECT id, alive FROM attachments
    WHERE scope = :scope AND record_id = :record_id AND about = 'practice_sheet' ORDER BY id"""
LIST_QUESTIONS = """SELECT q.id, q.subject, q.question, q.context, q.asked_at, q.answer, q.answered_at,
    g.id, g.name FROM help_requests q JOIN meeting_groups g ON g.scope = q.scope
    WHERE q.alive AND q.asked_at IS NOT NULL ORDER BY q.asked_at, q.id"""
LIST_REPORTS = """SELECT r.id, m.starts_at, r.satisfaction, r.what_worked, r.difficulties, r.help_wanted,
    r.sent_at, r.acknowledged_at, g.id, g.name
    FROM reports r JOIN meeting_groups g ON g.scope = r.scope LEFT JOIN meetings m ON m.id = r.meeting_id
    WHERE r.alive AND r.sent_at IS NOT NULL ORDER BY r.sent_at, r.id"""
GROUP_OF_SCOPE = "SELECT name, region_id FROM meeting_groups WHERE scope = :scope"
HAND_ON = """SELECT d.name FROM op o JOIN device d ON d.id = o.device
    WHERE o.record_id = :record_id AND d.token_hash LIKE 'none:%'
    ORDER BY o.received_at DESC, o.op_id DESC LIMIT 1"""
"""Who wrote last about a record on the server itself."""

LIST_REGIONS = "SELECT id, name FROM regions WHERE alive ORDER BY name, id"
COUNT_DEVICES = "SELECT COUNT(*) FROM device WHERE revoked_at IS NULL"
COUNT_OPS = "SELECT COUNT(*) FROM op"
COUNT_ERASED = "SELECT COUNT(*) FROM erased"
