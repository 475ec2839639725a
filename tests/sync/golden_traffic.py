"""Makes ``tests/data/traffic/schema_N.jsonl``: an evening of practice, each operation as today sends it.

Run it as ``python -m tests.sync.golden_traffic FILE``, once for each schema, and never over an older file.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from pathlib import Path

from organiser_kit.environment import Environment
from organiser_kit.kit import Kit, open_kit
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring
from tests.sync.golden import START, papers, weeks

_EVERYTHING = 1 << 30


def evening(kit: Kit) -> None:
    """Let everything happen of which operations tell; in the end there are 24 people, one of them present."""
    made = kit.practice.create()
    group, (meeting, second) = made.group_id, made.meeting_ids
    people = [person.id for person in kit.people.all(group)]
    kit.people.edit(people[0], phone="06 00 00 00 01", email="exemple@example.org")
    kit.check_in.admit(meeting, people[0])
    kit.check_in.undo(meeting, people[0])
    kit.check_in.walk_in(meeting, family_name="Exemple", given_name="Venue à Pied")
    kit.plan.edit_meeting(meeting, room="Salle d’exemple")
    papers(kit, second, people[1])
    weeks(kit, second, people[1])
    kit.people.delete(people[2])
    kit.erasure.person(people[3], "Demande écrite")


def main(file: Path) -> None:
    """Write the file."""
    environment = Environment.seeded(START, 1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "laptop"
        local_copy.create(folder, environment, passphrase=None, keyring=NoKeyring(), plain=True)
        with closing(open_kit(folder, environment, passphrase=None, keyring=NoKeyring())) as kit:
            evening(kit)
            waiting = kit.replica.waiting(_EVERYTHING, _EVERYTHING)
    with file.open("xb") as out:
        out.writelines(one.body.encode() + b"\n" for one in waiting)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
