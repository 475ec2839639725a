"""The ways in which the exchange is broken on purpose, each with the tests that must notice.

Every one is a mistake that some program of this kind was shipped with, or that a change here could bring.
"""

from __future__ import annotations

from typing import NamedTuple


class Edit(NamedTuple):
    """A piece of text that stands exactly once in a file, and what takes its place."""

    file: str
    old: str
    new: str


class Mutant(NamedTuple):
    """One way to break the code.

    Attributes:
        harm: what people would suffer from it.
        tests: arguments of pytest.
    """

    name: str
    harm: str
    edits: tuple[Edit, ...]
    tests: str


def _one(name: str, harm: str, file: str, old: str, new: str, *, tests: str) -> Mutant:
    return Mutant(name, harm, (Edit(file, old, new),), tests)


_OUTBOX = "organiser_kit/storage/outbox.py"
_FEED = "organiser_kit/storage/feed.py"
_WRITER = "organiser_kit/storage/writer.py"
_PUSH = "sync/server/push.py"
_SQL = "sync/server/sql.py"

_WRITING = (
    _one(
        "wall-clock",
        "the laptop whose clock is ahead wins every edit",
        _WRITER,
        "self._instant = self._instant.next(wall_ms)",
        "self._instant = Instant(wall_ms, 0)",
        tests="tests/core/test_writer.py tests/core/test_replica.py",
    ),
    _one(
        "deaf-clock",
        "what was just read from another laptop beats what is written upon it",
        _FEED,
        "        if not stamps:\n            return",
        "        return",
        tests="tests/core/test_replica.py",
    ),
    _one(
        "no-previous",
        "an edit that saw the other version is shown as a conflict",
        _WRITER,
        "name: (value, stamp, seen[name].stamp if name in seen else None)",
        "name: (value, stamp, None)",
        tests="tests/core/test_writer.py tests/sync/test_conflicts.py",
    ),
    _one(
        "row-without-operation",
        "a presence stands on one laptop and never leaves it",
        _WRITER,
        "self._ops.append(op)",
        "self._ops.append(op) if kind.name != 'attendance' else None",
        tests="tests/core/test_writer.py",
    ),
    _one(
        "half-actions",
        "a walk-in is known and not registered",
        _WRITER,
        "ops = [msgspec.structs.replace(op, tx=tx, of=len(ops)) for op in ops]",
        "pass",
        tests="tests/core/test_writer.py",
    ),
    _one(
        "same-name-for-a-clone",
        "two copies of one disk number their changes alike, and one of two is refused",
        "organiser_kit/storage/incarnation.py",
        "moved = not _agrees(database, device, environment)",
        "moved = False",
        tests="tests/core/test_incarnation.py",
    ),
)

_MERGING = (
    _one(
        "last-arrival-wins",
        "what comes last stands, whenever it was written",
        "organiser_kit/oplog/merge.py",
        "if mine.stamp > theirs.stamp:\n        return mine",
        "if mine.stamp > theirs.stamp:\n        return theirs",
        tests="tests/sync/test_merge.py",
    ),
    _one(
        "tombstones-dropped",
        "whoever was deleted on one laptop stays on the others",
        "organiser_kit/oplog/merge.py",
        "alive=later(mine.alive, theirs.alive)",
        "alive=mine.alive",
        tests="tests/sync/test_merge.py tests/sync/test_server_push.py",
    ),
    _one(
        "tombstones-not-served",
        "a deletion reaches the server and nobody else",
        "sync/server/records.py",
        "WHERE scope = :scope AND seq > :after AND seq <= :last ORDER BY seq",
        "WHERE scope = :scope AND seq > :after AND seq <= :last AND alive ORDER BY seq",
        tests="tests/sync/test_server_push.py",
    ),
    _one(
        "silent-conflicts",
        "one of two phone numbers is gone and nobody is told",
        "organiser_kit/oplog/conflicts.py",
        "return None if saw(prev, standing.stamp, prev_of) else Clash(mine, standing)",
        "return None",
        tests="tests/sync/test_conflicts.py",
    ),
    _one(
        "facts-rewritten",
        "what was seen at the door is changed afterwards",
        _PUSH,
        "                return _rewritten()",
        "                pass",
        tests="tests/sync/test_server_push.py",
    ),
)

_GOING_UP = (
    _one(
        "acknowledged-before-commit",
        "the laptop is told that its changes are safe, and they are not",
        "sync/server/database.py",
        "        connection.commit()\n    except BaseException:",
        "        try:\n            connection.commit()\n        except Exception:\n"
        "            connection.rollback()\n    except BaseException:",
        tests="tests/sync/test_http_api.py",
    ),
    _one(
        "believed-commit",
        "PostgreSQL undid everything and the laptop is told that it is kept",
        "sync/server/engines/postgresql.py",
        'if done.statusmessage != "COMMIT":',
        "if False:",
        tests="tests/sync/test_postgresql.py -k swallowed",
    ),
    _one(
        "verdicts-ignored",
        "what the server refused looks saved",
        _OUTBOX,
        'state = _STATES.get(result.verdict, "confirmed")',
        'state = "confirmed"',
        tests="tests/core/test_replica.py",
    ),
    _one(
        "nothing-known",
        "a batch whose answer was lost is taken twice, or for ever refused",
        "sync/server/ledger.py",
        "return {row[0]: _seen(*row[1:]) for row in listed(connection, sql.FIND_OPS, op_ids)}",
        "return {}",
        tests="tests/sync/test_server_push.py",
    ),
    _one(
        "content-not-compared",
        "another content under a known id is called known, and lost",
        "sync/server/ledger.py",
        "if self.fingerprint and self.fingerprint != item.fingerprint:",
        "if False:",
        tests="tests/sync/test_server_push.py",
    ),
    _one(
        "gaps-accepted",
        "a change that never arrived is missed by nobody",
        "sync/server/ledger.py",
        "if item.n > expected:",
        "if False:",
        tests="tests/sync/test_server_push.py",
    ),
    _one(
        "cut-actions",
        "half an action is sent, and refused for being half",
        "sync/client/batches.py",
        "return run if members >= (last.of or 1) else run[: len(run) - members]",
        "return run",
        tests="tests/sync/test_small_parts.py tests/sync/test_exchange.py",
    ),
    _one(
        "poison",
        "one bad operation keeps everything behind it from going up",
        _PUSH,
        "            self._refuse(unit, alone)\n            return",
        "            raise malformed()",
        tests="tests/sync/test_server_push.py",
    ),
    _one(
        "outbox-for-ever",
        "an outbox that does not empty is sent in circles",
        "sync/client/upload.py",
        "if ids & sent:",
        "if False:",
        tests="tests/sync/test_exchange.py -k does_not_empty --timeout=10",
    ),
    _one(
        "strangers-write",
        "a laptop changes the data of a group that is not its own",
        _PUSH,
        "        if role is None or not role.may_write:\n            return _denied()",
        "        pass",
        tests="tests/sync/test_server_push.py",
    ),
)

_COMING_DOWN = (
    _one(
        "cursor-before-rows",
        "a page that fails is never read again",
        _FEED,
        "        with (\n            self._database.recoverable(),\n",
        "        with self._database.transaction():\n            self._move_cursor(scope, epoch, next_seq)\n"
        "        with (\n            self._database.recoverable(),\n",
        tests="tests/core/test_replica.py",
    ),
    _one(
        "edits-overwritten",
        "what a person just typed is replaced by what comes down",
        _FEED,
        "merged = theirs if mine is None else merge(mine, theirs)",
        "merged = theirs",
        tests="tests/core/test_replica.py",
    ),
    _one(
        "strangers-read",
        "a laptop reads the people of a group that is not its own",
        "sync/server/pull.py",
        "if grant_of(connection, device, scope) is None or found is None:",
        "if found is None:",
        tests="tests/sync/test_server_push.py",
    ),
    _one(
        "page-out-of-place",
        "rows are skipped that another window of the kit began to read again",
        "sync/client/engine.py",
        "sent.pages.get(scope) if sent and sent.cursors.get(scope) == after else None",
        "sent.pages.get(scope) if sent else None",
        tests="tests/sync/test_exchange.py -k came_along",
    ),
    _one(
        "moved-unread",
        "what another laptop wrote is taken for what is here already",
        "organiser_kit/storage/returns.py",
        "            if _is_same(mine, theirs):",
        "            if mine[_SCOPE] == theirs[_SCOPE]:",
        tests="tests/sync/test_arrivals.py",
    ),
    _one(
        "future-dropped",
        "what a newer version writes is lost on a laptop that waits for its update",
        _FEED,
        "        else:\n            self.park(scope, row)",
        "        else:\n            pass",
        tests="tests/core/test_replica.py",
    ),
    _one(
        "same-life",
        "laptops do not notice that the server came back from a backup",
        "sync/server/restore.py",
        "        renew_epoch(connection, environment)\n",
        "",
        tests="tests/sync/test_server_cli.py tests/sync/test_real_copies.py -k restored",
    ),
)

_LIVES = (
    _one(
        "digests-not-compared",
        "a copy that differs from the server's stays different for ever",
        "sync/client/download.py",
        "if (mine.seq, mine.digest) != (theirs.seq, theirs.digest) and mine.seq == theirs.seq:",
        "if False:",
        tests="tests/sync/test_digests.py",
    ),
    _one(
        "sequence-alone",
        "a server's file put back by hand goes unnoticed",
        "sync/protocol.py",
        'heads = (f"{scope}={head.seq}:{head.digest}" for scope, head in sorted(scopes.items()))',
        'heads = (f"{scope}={head.seq}" for scope, head in sorted(scopes.items()))',
        tests="tests/sync/test_digests.py tests/sync/test_epochs.py",
    ),
)

_MOVING = (
    _one(
        "moved-unseen",
        "a server moves to another database, and what changed on the way is noticed by nobody",
        "sync/server/transfer.py",
        "                _compare(old, new, table)",
        "                pass",
        tests="tests/sync/test_transfer.py -k differs",
    ),
    _one(
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
                _PUSH,
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
    _one(
        "read-before-lock",
        "two edits of one person at once: one is lost",
        _SQL,
        'LOCK_SCOPE = "UPDATE scope SET seq = seq + 0 WHERE id = :scope RETURNING seq"',
        'LOCK_SCOPE = "SELECT seq FROM scope WHERE id = :scope"',
        tests="tests/sync/test_postgresql.py -k two_edits_of_one_record",
    ),
    _one(
        "holes",
        "numbers are taken that no row gets, and a reader waits for them for ever",
        _SQL,
        'TAKE_SEQS = "UPDATE scope SET seq = seq + :count WHERE',
        'TAKE_SEQS = "UPDATE scope SET seq = seq + :count + 1 WHERE',
        tests="tests/sync/test_server_feed.py",
    ),
    _one(
        "unique-e-mail",
        "two laptops register one person each with the family's address, and one can never be synced",
        "sync/server/migrations.py",
        "    reconcile(connection)\n",
        "    reconcile(connection)\n"
        "    connection.define('CREATE UNIQUE INDEX IF NOT EXISTS people_email ON people (scope, email)')\n",
        tests="tests/sync/test_same_twice.py",
    ),
    _one(
        "unique-e-mail-here",
        "a laptop cannot take in what two others wrote",
        "organiser_kit/storage/migrations.py",
        '    "CREATE TABLE digests (scope TEXT PRIMARY KEY, digest TEXT NOT NULL)",\n',
        '    "CREATE TABLE digests (scope TEXT PRIMARY KEY, digest TEXT NOT NULL)",\n'
        '    "CREATE UNIQUE INDEX people_email ON people (scope, email)",\n',
        tests="tests/sync/test_same_twice.py",
    ),
)

_ERASING = (
    _one(
        "resurrection",
        "somebody who was erased comes back with an old laptop",
        "organiser_kit/oplog/merge.py",
        "if mine.erased or theirs.erased:",
        "if mine.erased and theirs.erased:",
        tests="tests/sync/test_merge.py tests/sync/test_erasure.py",
    ),
    _one(
        "erasure-dropped",
        "an erasure reaches the server and no other laptop",
        "sync/server/records.py",
        "        yield seq, row_of_state(erased(kind, record_id), seq)",
        "        yield from ()",
        tests="tests/sync/test_erasure.py",
    ),
    _one(
        "words-kept",
        "what was erased can still be read in the operations that the server keeps",
        "sync/server/erasure.py",
        '    connection.execute(sql.BLANK_OPS, {"record_id": state.id})\n',
        "",
        tests="tests/sync/test_erasure.py",
    ),
    _one(
        "backup-remembers",
        "a backup brings back whom the server had erased",
        "sync/server/restore.py",
        "        ErasureLog(folder).agree(connection, environment.now())\n",
        "",
        tests="tests/sync/test_erasure.py",
    ),
    _one(
        "traces",
        "the file of a laptop still holds the bytes of whom it erased",
        "organiser_kit/storage/database.py",
        "PRAGMA secure_delete = ON",
        "PRAGMA secure_delete = OFF",
        tests="tests/core/test_erasure.py tests/sync/test_erasure.py",
    ),
    _one(
        "mass-deletion",
        "one mistake on one laptop empties all the others",
        _FEED,
        "                self._losses.check(scope, rows)",
        "                pass",
        tests="tests/sync/test_losses.py",
    ),
)

_BETWEEN_LAPTOPS = (
    _one(
        "unsigned-relay",
        "whoever carries operations to the server may write in others' names",
        "sync/server/relay.py",
        "if not verify(author.key, OPERATION, item.body, signature):",
        "if False:",
        tests="tests/sync/test_relay.py",
    ),
    _one(
        "unsigned-parcel",
        "a laptop takes in what nobody signed",
        "sync/peers/parcel.py",
        "            and trust.is_genuine(op.device, scope, signed.body, signed.signature)\n",
        "",
        tests="tests/sync/test_parcels.py",
    ),
    _one(
        "any-code",
        "six digits can be tried until they fit",
        "sync/lan/pairing.py",
        "            self._wrong += 1",
        "            pass",
        tests="tests/sync/lan/test_pairing.py tests/sync/lan/test_room.py",
    ),
    _one(
        "any-certificate",
        "somebody in between reads along",
        "sync/lan/line.py",
        "if fingerprint(der) != self.expected:",
        "if False:",
        tests="tests/sync/lan/test_tls.py tests/sync/lan/test_room.py",
    ),
)

_IN_ROOMS = (
    _one(
        "one-way-room",
        "what a guest wrote stays on the guest, and the two screens differ",
        "sync/lan/join.py",
        "        pushed = self._push()\n",
        "        pushed = False\n",
        tests="tests/sync/test_model.py -k sqlite",
    ),
    _one(
        "open-house",
        "a laptop of another group leaves the room with this group's people",
        "sync/lan/host.py",
        "scopes = tuple(scope for scope in self._scopes if scope in message.scopes)",
        "scopes = self._scopes",
        tests="tests/sync/test_model.py -k sqlite",
    ),
    _one(
        "numbers-let-go",
        "a laptop that was put out and let in again has a hole in its numbers for a restored server",
        "organiser_kit/storage/leaving.py",
        '    database.execute_many("UPDATE outbox SET body = ? WHERE op_id = ?", emptied)',
        "    database.execute_many(\"DELETE FROM outbox WHERE ? <> '' AND op_id = ?\", emptied)",
        tests="tests/sync/test_leaving.py tests/sync/test_model.py -k sqlite",
    ),
)

MUTANTS: tuple[Mutant, ...] = (
    *_WRITING,
    *_MERGING,
    *_GOING_UP,
    *_COMING_DOWN,
    *_LIVES,
    *_MOVING,
    *_MANY_AT_ONCE,
    *_ERASING,
    *_BETWEEN_LAPTOPS,
    *_IN_ROOMS,
)
