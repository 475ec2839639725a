"""The ways in which a laptop is broken on purpose: what it writes, merges, sends and reads."""

from __future__ import annotations

from mutation import broken

_OUTBOX = "organiser_kit/storage/outbox.py"
_FEED = "organiser_kit/storage/feed.py"
_WRITER = "organiser_kit/storage/writer.py"
_PUSH = "sync/server/push.py"

_WRITING = (
    broken(
        "wall-clock",
        "the laptop whose clock is ahead wins every edit",
        _WRITER,
        "self._instant = self._instant.next(wall_ms)",
        "self._instant = Instant(wall_ms, 0)",
        tests="tests/core/test_writer.py tests/core/test_replica.py",
    ),
    broken(
        "deaf-clock",
        "what was just read from another laptop beats what is written upon it",
        _FEED,
        "        if not stamps:\n            return",
        "        return",
        tests="tests/core/test_replica.py",
    ),
    broken(
        "no-previous",
        "an edit that saw the other version is shown as a conflict",
        _WRITER,
        "name: (value, stamp, seen[name].stamp if name in seen else None)",
        "name: (value, stamp, None)",
        tests="tests/core/test_writer.py tests/sync/test_conflicts.py",
    ),
    broken(
        "row-without-operation",
        "a presence stands on one laptop and never leaves it",
        _WRITER,
        "self._ops.append(op)",
        "self._ops.append(op) if kind.name != 'attendance' else None",
        tests="tests/core/test_writer.py",
    ),
    broken(
        "half-actions",
        "a walk-in is known and not registered",
        _WRITER,
        "ops = [msgspec.structs.replace(op, tx=tx, of=len(ops)) for op in ops]",
        "pass",
        tests="tests/core/test_writer.py",
    ),
    broken(
        "same-name-for-a-clone",
        "two copies of one disk number their changes alike, and one of two is refused",
        "organiser_kit/storage/incarnation.py",
        "moved = not _agrees(database, device, environment)",
        "moved = False",
        tests="tests/core/test_incarnation.py",
    ),
)

_MERGING = (
    broken(
        "last-arrival-wins",
        "what comes last stands, whenever it was written",
        "organiser_kit/oplog/merge.py",
        "if mine.stamp > theirs.stamp:\n        return mine",
        "if mine.stamp > theirs.stamp:\n        return theirs",
        tests="tests/sync/test_merge.py",
    ),
    broken(
        "tombstones-dropped",
        "whoever was deleted on one laptop stays on the others",
        "organiser_kit/oplog/merge.py",
        "alive=later(mine.alive, theirs.alive)",
        "alive=mine.alive",
        tests="tests/sync/test_merge.py tests/sync/test_server_push.py",
    ),
    broken(
        "tombstones-not-served",
        "a deletion reaches the server and nobody else",
        "sync/server/records.py",
        "WHERE scope = :scope AND seq > :after AND seq <= :last ORDER BY seq",
        "WHERE scope = :scope AND seq > :after AND seq <= :last AND alive ORDER BY seq",
        tests="tests/sync/test_server_push.py",
    ),
    broken(
        "silent-conflicts",
        "one of two phone numbers is gone and nobody is told",
        "organiser_kit/oplog/conflicts.py",
        "return None if saw(prev, standing.stamp, prev_of) else Clash(mine, standing)",
        "return None",
        tests="tests/sync/test_conflicts.py",
    ),
    broken(
        "facts-rewritten",
        "what was seen at the door is changed afterwards",
        "sync/server/merging.py",
        "                return _rewritten()",
        "                pass",
        tests="tests/sync/test_server_push.py",
    ),
)

_GOING_UP = (
    broken(
        "acknowledged-before-commit",
        "the laptop is told that its changes are safe, and they are not",
        "sync/server/database.py",
        "        connection.commit()\n    except BaseException:",
        "        try:\n            connection.commit()\n        except Exception:\n"
        "            connection.rollback()\n    except BaseException:",
        tests="tests/sync/test_http_api.py",
    ),
    broken(
        "believed-commit",
        "PostgreSQL undid everything and the laptop is told that it is kept",
        "sync/server/engines/postgresql.py",
        'if done.statusmessage != "COMMIT":',
        "if False:",
        tests="tests/sync/test_postgresql.py -k swallowed",
    ),
    broken(
        "verdicts-ignored",
        "what the server refused looks saved",
        _OUTBOX,
        'state = _STATES.get(result.verdict, "confirmed")',
        'state = "confirmed"',
        tests="tests/core/test_replica.py",
    ),
    broken(
        "nothing-known",
        "a batch whose answer was lost is taken twice, or for ever refused",
        "sync/server/ledger.py",
        "return {row[0]: _seen(*row[1:]) for row in listed(connection, sql.FIND_OPS, op_ids)}",
        "return {}",
        tests="tests/sync/test_server_push.py",
    ),
    broken(
        "content-not-compared",
        "another content under a known id is called known, and lost",
        "sync/server/ledger.py",
        "if self.fingerprint and self.fingerprint != item.fingerprint:",
        "if False:",
        tests="tests/sync/test_server_push.py",
    ),
    broken(
        "gaps-accepted",
        "a change that never arrived is missed by nobody",
        "sync/server/ledger.py",
        "if item.n > expected:",
        "if False:",
        tests="tests/sync/test_server_push.py",
    ),
    broken(
        "cut-actions",
        "half an action is sent, and refused for being half",
        "sync/client/batches.py",
        "return run if members >= (last.of or 1) else run[: len(run) - members]",
        "return run",
        tests="tests/sync/test_small_parts.py tests/sync/test_exchange.py",
    ),
    broken(
        "poison",
        "one bad operation keeps everything behind it from going up",
        _PUSH,
        "            self._refuse(unit, alone)\n            return",
        "            raise malformed()",
        tests="tests/sync/test_server_push.py",
    ),
    broken(
        "outbox-for-ever",
        "an outbox that does not empty is sent in circles",
        "sync/client/upload.py",
        "if ids & sent:",
        "if False:",
        tests="tests/sync/test_exchange.py -k does_not_empty --timeout=10",
    ),
    broken(
        "strangers-write",
        "a laptop changes the data of a group that is not its own",
        _PUSH,
        "        if item.device not in self._writers:\n            return denied()",
        "        pass",
        tests="tests/sync/test_server_push.py",
    ),
)

_COMING_DOWN = (
    broken(
        "cursor-before-rows",
        "a page that fails is never read again",
        _FEED,
        "        with (\n            self._database.recoverable(),\n",
        "        with self._database.transaction():\n            self._move_cursor(scope, epoch, next_seq)\n"
        "        with (\n            self._database.recoverable(),\n",
        tests="tests/core/test_replica.py",
    ),
    broken(
        "edits-overwritten",
        "what a person just typed is replaced by what comes down",
        _FEED,
        "merged = theirs if mine is None else merge(mine, theirs)",
        "merged = theirs",
        tests="tests/core/test_replica.py",
    ),
    broken(
        "strangers-read",
        "a laptop reads the people of a group that is not its own",
        "sync/server/pull.py",
        "if grant_of(connection, device, scope) is None or found is None:",
        "if found is None:",
        tests="tests/sync/test_server_push.py",
    ),
    broken(
        "page-out-of-place",
        "rows are skipped that another window of the kit began to read again",
        "sync/client/engine.py",
        "sent.pages.get(scope) if sent and sent.cursors.get(scope) == after else None",
        "sent.pages.get(scope) if sent else None",
        tests="tests/sync/test_exchange.py -k came_along",
    ),
    broken(
        "moved-unread",
        "what another laptop wrote is taken for what is here already",
        "organiser_kit/storage/returns.py",
        "            if _is_same(mine, theirs):",
        "            if mine[_SCOPE] == theirs[_SCOPE]:",
        tests="tests/sync/test_arrivals.py",
    ),
    broken(
        "future-dropped",
        "what a newer version writes is lost on a laptop that waits for its update",
        _FEED,
        "        else:\n            self.park(scope, row)",
        "        else:\n            pass",
        tests="tests/core/test_replica.py",
    ),
    broken(
        "same-life",
        "laptops do not notice that the server came back from a backup",
        "sync/server/restore.py",
        "        renew_epoch(connection, environment)\n",
        "",
        tests="tests/sync/test_server_cli.py tests/sync/test_real_copies.py -k restored",
    ),
)

LAPTOP = (
    *_WRITING,
    *_MERGING,
    *_GOING_UP,
    *_COMING_DOWN,
)
"""All of them."""
