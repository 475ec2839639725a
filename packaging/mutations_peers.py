"""The ways in which laptops that meet without a server are broken on purpose."""

from __future__ import annotations

from mutation import broken

_BETWEEN_LAPTOPS = (
    broken(
        "unsigned-relay",
        "whoever carries operations to the server may write in others' names",
        "sync/server/relay.py",
        "if not verify(author.key, OPERATION, item.body, signature):",
        "if False:",
        tests="tests/sync/test_relay.py",
    ),
    broken(
        "unsigned-parcel",
        "a laptop takes in what nobody signed",
        "sync/peers/parcel.py",
        "            and trust.is_genuine(op.device, scope, signed.body, signed.signature)\n",
        "",
        tests="tests/sync/test_parcels.py",
    ),
    broken(
        "any-code",
        "six digits can be tried until they fit",
        "sync/lan/pairing.py",
        "            self._wrong += 1",
        "            pass",
        tests="tests/sync/lan/test_pairing.py tests/sync/lan/test_room.py",
    ),
    broken(
        "any-certificate",
        "somebody in between reads along",
        "sync/lan/line.py",
        "if fingerprint(der) != self.expected:",
        "if False:",
        tests="tests/sync/lan/test_tls.py tests/sync/lan/test_room.py",
    ),
)

_IN_ROOMS = (
    broken(
        "one-way-room",
        "what a guest wrote stays on the guest, and the two screens differ",
        "sync/lan/join.py",
        "        pushed = self._push()\n",
        "        pushed = False\n",
        tests="tests/sync/test_model.py -k sqlite",
    ),
    broken(
        "open-house",
        "a laptop of another group leaves the room with this group's people",
        "sync/lan/host.py",
        "scopes = tuple(scope for scope in self._scopes if scope in message.scopes)",
        "scopes = self._scopes",
        tests="tests/sync/test_model.py -k sqlite",
    ),
    broken(
        "numbers-let-go",
        "a laptop that was put out and let in again has a hole in its numbers for a restored server",
        "organiser_kit/storage/leaving.py",
        '    database.execute_many("UPDATE outbox SET body = ? WHERE op_id = ?", emptied)',
        "    database.execute_many(\"DELETE FROM outbox WHERE ? <> '' AND op_id = ?\", emptied)",
        tests="tests/sync/test_leaving.py tests/sync/test_model.py -k sqlite",
    ),
)

PEERS = (
    *_BETWEEN_LAPTOPS,
    *_IN_ROOMS,
)
"""All of them."""
