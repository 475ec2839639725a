"""What erasing one record takes along.

Erasing a person leaves what counts: who was there becomes an id that means nothing. Badges lead to a
person and go; so does what somebody wrote about them in free words.
"""

from __future__ import annotations

from typing import NamedTuple

from organiser_kit.model.kinds import BY_NAME, Kind


class Follower(NamedTuple):
    """A kind of record that is erased with the record of kind ``about`` that its ``field`` names."""

    about: str
    kind: Kind
    field: str


class Words(NamedTuple):
    """The field ``text`` of a kind: free words about the record of kind ``about`` that ``field`` names."""

    about: str
    kind: Kind
    field: str
    text: str


FOLLOWERS = (
    Follower("person", BY_NAME["badge"], "person_id"),
    Follower("person", BY_NAME["consent"], "person_id"),
    Follower("person", BY_NAME["notice"], "person_id"),
)
WORDS = (
    Words("person", BY_NAME["attendance"], "person_id", "reason"),
    Words("person", BY_NAME["registration"], "person_id", "attention"),
    Words("person", BY_NAME["need"], "person_id", "text"),
)
