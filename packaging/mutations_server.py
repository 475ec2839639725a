"""The ways in which a server is broken on purpose: its lives, its databases, many at once, erasing."""

from __future__ import annotations

from mutation import Edit, Mutant, broken

_FEED = "organiser_kit/storage/feed.py"
_LANE = "sync/server/lane.py"
_MERGING = "sync/server/merging.py"
_SQL = "sync/server/sql.py"

_LIVES = (
    broken(
        "digests-not-compared",
        "a copy that differs from the server's stays different for ever",
        "sync/client/download.py",
        "if (mine.seq, mine.digest) != (theirs.seq, theirs.digest) and mine.seq == theirs.seq:",
        "if False:",
        tests="tests/sync/test_digests.py",
    ),
    broken(
        "sequence-alone",
        "a server's file put back by hand goes unnoticed",
        "sync/protocol.py",
        'heads = (f"{scope}={head.seq}:{head.digest}" for scope, head in sorted(scopes.items()))',
        'heads = (f"{scope}={head.seq}" for scope, head in sorted(scopes.items()))',
        tests="tests/sync/test_digests.py tests/sync/test_epochs.py",
    ),
)

_MOVING = (
    broken(
        "moved-unseen",
        "a server moves to another database, and what changed on the way is noticed by nobody",
        "sync/server/transfer.py",
        "                _compare(old, new, table)",
        "                pass",
        tests="tests/sync/test_transfer.py -k differs",
    ),
    broken(
        "moved-beside-a-server",
        "what laptops send while their server is copied stays behind",
        "sync/server/database.py",
        "        self._reading.open_one()\n",
        "",
        tests="tests/sync/test_transfer.py -k while_a_server_runs",
    ),
)

_MANY_AT_ONCE = (
    Mutant(
        "growing-number",
        "a cursor over numbers that are given outside of the transaction passes rows that commit later",
        (
            Edit(
                _SQL,
                'LOCK_SCOPE = "UPDATE scope SET seq = seq + 0 WHERE id = :scope RETURNING seq"',
                'LOCK_SCOPE = "SELECT seq FROM scope WHERE id = :scope"',
            ),
            Edit(
                _MERGING,
                "((end,),) = self._connection.execute(sql.TAKE_SEQS, taken).fetchall()",
                "import psycopg\n"
                "        dsn = self._connection._raw.info.dsn\n"
                "        with psycopg.connect(dsn, autocommit=True) as apart:\n"
                "            take = sql.TAKE_SEQS.replace(':count', '%(count)s')\n"
                "            take = take.replace(':scope', '%(scope)s')\n"
                "            ((end,),) = apart.execute(take, taken).fetchall()",
            ),
        ),
        "tests/sync/test_concurrency.py -k postgresql-one",
    ),
    broken(
        "read-before-lock",
        "two edits of one person at once: one is lost",
        _SQL,
        'LOCK_SCOPE = "UPDATE scope SET seq = seq + 0 WHERE id = :scope RETURNING seq"',
        'LOCK_SCOPE = "SELECT seq FROM scope WHERE id = :scope"',
        tests="tests/sync/test_postgresql.py -k two_edits_of_one_record",
    ),
    broken(
        "holes",
        "numbers are taken that no row gets, and a reader waits for them for ever",
        _SQL,
        'TAKE_SEQS = "UPDATE scope SET seq = seq + :count WHERE',
        'TAKE_SEQS = "UPDATE scope SET seq = seq + :count + 1 WHERE',
        tests="tests/sync/test_server_feed.py",
    ),
    broken(
        "unique-e-mail",
        "two laptops register one person each with the family's address, and one can never be synced",
        "sync/server/migrations.py",
        "    reconcile(connection)\n",
        "    reconcile(connection)\n"
        "    connection.define('CREATE UNIQUE INDEX IF NOT EXISTS people_email ON people (scope, email)')\n",
        tests="tests/sync/test_same_twice.py",
    ),
    broken(
        "unique-e-mail-here",
        "a laptop cannot take in what two others wrote",
        "organiser_kit/storage/migrations.py",
        '    "CREATE TABLE digests (scope TEXT PRIMARY KEY, digest TEXT NOT NULL)",\n',
        '    "CREATE TABLE digests (scope TEXT PRIMARY KEY, digest TEXT NOT NULL)",\n'
        '    "CREATE UNIQUE INDEX people_email ON people (scope, email)",\n',
        tests="tests/sync/test_same_twice.py",
    ),
)

_TOGETHER = (
    broken(
        "one-for-all",
        "a laptop that is refused takes with it what others sent in the same moment",
        _LANE,
        "                self._do_alone(taken)",
        "                _tell([(each, None, error) for each in taken])",
        tests="tests/sync/test_lane.py",
    ),
    broken(
        "answered-before-the-common-commit",
        "what a laptop was told is saved falls with the power a moment later",
        _LANE,
        "            done.append(result)\n",
        "            done.append(result)\n            _tell([(turn, result, None)])\n",
        tests="tests/sync/test_lane.py",
    ),
    broken(
        "blamed-on-another",
        "a row that cannot be written is found out in the middle of somebody else's work",
        _LANE,
        "            connection.send()\n",
        "",
        tests="tests/sync/test_lane.py",
    ),
    broken(
        "rows-left-out",
        "of many rows that are written together some are not, and are answered as saved",
        "sync/server/engines/rows.py",
        "    for row in rows[done:]:",
        "    for row in rows[done + 1 :]:",
        tests="tests/sync/test_rows.py tests/sync/test_server_push.py -k sqlite",
    ),
    broken(
        "lost-row-unnoticed",
        "a record that another group took in the same moment is answered as saved",
        "sync/server/engines/sqlite.py",
        "rowcount != portion.rows:",
        "rowcount < 0:",
        tests="tests/sync/test_rows.py",
    ),
    broken(
        "stale-rows",
        "words about somebody who was erased come back with the answer to a push",
        _MERGING,
        "self.written = () if buried else numbered",
        "self.written = numbered",
        tests="tests/sync/test_server_push.py -k erasure_took",
    ),
)

_ERASING = (
    broken(
        "resurrection",
        "somebody who was erased comes back with an old laptop",
        "organiser_kit/oplog/merge.py",
        "if mine.erased or theirs.erased:",
        "if mine.erased and theirs.erased:",
        tests="tests/sync/test_merge.py tests/sync/test_erasure.py",
    ),
    broken(
        "erasure-dropped",
        "an erasure reaches the server and no other laptop",
        "sync/server/records.py",
        "        yield seq, row_of_state(erased(kind, record_id), seq)",
        "        yield from ()",
        tests="tests/sync/test_erasure.py",
    ),
    broken(
        "words-kept",
        "what was erased can still be read in the operations that the server keeps",
        "sync/server/erasure.py",
        '    connection.execute(sql.BLANK_OPS, {"record_id": state.id})\n',
        "",
        tests="tests/sync/test_erasure.py",
    ),
    broken(
        "backup-remembers",
        "a backup brings back whom the server had erased",
        "sync/server/restore.py",
        "        ErasureLog(folder).agree(connection, environment.now())\n",
        "",
        tests="tests/sync/test_erasure.py",
    ),
    broken(
        "traces",
        "the file of a laptop still holds the bytes of whom it erased",
        "organiser_kit/storage/database.py",
        "PRAGMA secure_delete = ON",
        "PRAGMA secure_delete = OFF",
        tests="tests/core/test_erasure.py tests/sync/test_erasure.py",
    ),
    broken(
        "mass-deletion",
        "one mistake on one laptop empties all the others",
        _FEED,
        "                self._losses.check(scope, rows)",
        "                pass",
        tests="tests/sync/test_losses.py",
    ),
)

SERVER = (
    *_LIVES,
    *_MOVING,
    *_MANY_AT_ONCE,
    *_TOGETHER,
    *_ERASING,
)
"""All of them."""
