"""Makes ``tests/data/golden/bundle_1.okb``: a stick as the first version wrote it, for later ones to read.

Run it as ``python -m tests.sync.golden_bundle FILE``, once for each format, and never over an older file.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from organiser_kit.environment import Environment, SeededChance
from organiser_kit.oplog.op import Row, encode
from organiser_kit.storage.keys import public_key
from sync.peers.content import write_content
from sync.peers.message import Parcel
from sync.peers.sealing import Recipients, seal
from sync.peers.trust import OPERATION, Certificate, issue, sign
from sync.protocol import SignedCertificate, SignedOp
from tests.sync.fakes import GROUP, SCOPE, Author

FILE = Path(__file__).parent.parent / "data" / "golden" / "bundle_1.okb"
SCHEMA = 3
"""That of the version which wrote the file."""
MOMENT = datetime(2026, 11, 24, 17, 25, tzinfo=UTC)
SERVER_SEED, SEALING_SEED, AUTHOR_SEED, GUEST_SEED = (bytes([number]) * 32 for number in range(1, 5))
SECRET = bytes(range(32))
PERSON = "0199aaaa-0000-7000-8000-0000000000b1"
VENUE = "0199aaaa-0000-7000-8000-0000000000b2"


def certificate(device: str, seed: bytes) -> SignedCertificate:
    """Return the word of the server of these files for a device."""
    word = Certificate(
        device=device,
        name="portable d’exemple",
        key=public_key(seed),
        scopes={SCOPE: "organiser"},
        issued_at=MOMENT.isoformat(),
    )
    return issue(SERVER_SEED, word)


def parcel() -> tuple[Parcel, str]:
    """Return what is in the file, and the device that wrote it."""
    environment = Environment.seeded(MOMENT, 7)
    author, guest = Author(environment, SCHEMA), Author(environment, SCHEMA)
    group = {"name": "Groupe d’exemple", "badge_key": SECRET.hex()}
    person = {"family_name": "Fictive", "given_name": "Élise"}
    ops = [
        (AUTHOR_SEED, author.set("group", GROUP, group)),
        (AUTHOR_SEED, author.set("person", PERSON, person, tx="t1", of=2)),
        (AUTHOR_SEED, author.fact("0199aaaa-0000-7000-8000-0000000000b3", tx="t1", of=2)),
        (GUEST_SEED, guest.set("person", PERSON, {"phone": "06 00 00 00 00"})),
        (GUEST_SEED, guest.life("person", PERSON, alive=True)),
    ]
    introduction = Certificate(
        device=guest.device,
        name="portable invité",
        key=public_key(GUEST_SEED),
        scopes={SCOPE: "organiser"},
        issued_at=MOMENT.isoformat(),
        issuer=author.device,
    )
    venue = Row(record="venue", record_id=VENUE, seq=3, fields={"name": ("Salle d’exemple", author.stamp())})
    made = Parcel(
        schema=SCHEMA,
        scope=SCOPE,
        epoch="0123456789abcdef",
        now=MOMENT.isoformat(),
        rows=[venue],
        ops=[_signed(encode(op).decode(), seed) for seed, op in ops],
        certificates=[certificate(author.device, AUTHOR_SEED), issue(AUTHOR_SEED, introduction)],
    )
    return made, author.device


def _signed(body: str, seed: bytes) -> SignedOp:
    return SignedOp(body, sign(seed, OPERATION, body))


def main(file: Path) -> None:
    """Write the file."""
    made, author = parcel()
    sealing = X25519PrivateKey.from_private_bytes(SEALING_SEED).public_key().public_bytes_raw()
    content = write_content(made, author, AUTHOR_SEED)
    with file.open("xb") as out:
        out.write(seal([(content, Recipients(sealing, SECRET))], SeededChance(7)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
