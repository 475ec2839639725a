"""Choosing between two versions, and taking the choice back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from organiser_kit.oplog.hlc import Instant
from organiser_kit.oplog.op import Row
from organiser_kit.services.conflicts import Side, moment_of

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from organiser_kit.model.people import Person

ELSEWHERE = "aaaaaaaaaaaa"
EARLIER = Instant(1_000_000_000_000).stamp(ELSEWHERE)
CONFLICT = "0199aaaa-0000-7000-8000-00000000c0c0"


@pytest.fixture
def person(kit: Kit) -> Person:
    """Somebody whose phone this laptop wrote."""
    group = kit.plan.new_group("Groupe d’essai")
    return kit.people.add(group.id, family_name="Exemple", given_name="Ana", phone="mine")


def clash(kit: Kit, person: Person, field: str = "phone", conflict_id: str = CONFLICT, **more: str) -> None:
    """Have the server list another version of a field that this laptop wrote."""
    standing = kit.replica.snapshot(person.scope)
    state = next(one for one in standing if one.id == person.id)
    winner = state.registers[field]
    values = {
        "record": "person",
        "record_id": person.id,
        "field": field,
        "winner": winner.value,
        "winner_stamp": winner.stamp,
        "loser": "theirs",
        "loser_stamp": EARLIER,
        "state": "open",
    } | more
    fields = {name: (value, EARLIER) for name, value in values.items()}
    row = Row(record="conflict", record_id=conflict_id, seq=7, fields=fields)
    kit.replica.apply_page(person.scope, "epoch", [row], 7)


def phone(kit: Kit, person: Person) -> str | None:
    """Return the phone that everybody sees."""
    return kit.people.get(person.id).phone


def test_both_versions_say_who_wrote_them_and_when(
    kit: Kit, person: Person, environment: Environment
) -> None:
    clash(kit, person)
    (two,) = kit.conflicts.all()
    assert (two.mine, two.mine_here, two.mine_at) == ("mine", True, environment.now())
    assert (two.theirs, two.theirs_here, two.theirs_at) == ("theirs", False, moment_of(EARLIER))
    assert two.standing is Side.MINE
    assert two.theirs_laptop is None, "a server that did not know"


def test_a_version_says_which_laptop_wrote_it(kit: Kit, person: Person) -> None:
    clash(kit, person, winner_laptop="Accueil", loser_laptop="Bureau")
    (two,) = kit.conflicts.all()
    assert (two.mine_laptop, two.theirs_laptop) == ("Accueil", "Bureau")


@pytest.mark.parametrize("side", list(Side))
def test_a_choice_can_be_taken_back(kit: Kit, person: Person, side: Side) -> None:
    clash(kit, person)
    (before,) = kit.conflicts.all()
    choice = kit.conflicts.keep(CONFLICT, side)
    assert phone(kit, person) == side.value
    assert kit.conflicts.all() == []

    kit.conflicts.undo(choice)
    assert phone(kit, person) == "mine"
    assert kit.conflicts.all() == [before], "the same two versions, written when they were written"


def test_what_one_choice_settled_comes_back_whole(kit: Kit, person: Person) -> None:
    clash(kit, person)
    clash(kit, person, conflict_id=CONFLICT[:-1] + "1", loser="a third")
    clash(kit, person, field="family_name", conflict_id=CONFLICT[:-1] + "2")
    assert len(kit.conflicts.all()) == 3
    choice = kit.conflicts.keep(CONFLICT, Side.THEIRS)
    assert [two.field for two in kit.conflicts.all()] == ["family_name"], "whoever writes a field saw it all"
    kit.conflicts.undo(choice)
    assert len(kit.conflicts.all()) == 3


def test_both_are_ordinary_edits_that_wait_for_the_server(kit: Kit, person: Person) -> None:
    clash(kit, person)
    before = kit.replica.counts().pending
    choice = kit.conflicts.keep(CONFLICT, Side.THEIRS)
    assert kit.replica.counts().pending == before + 2
    kit.conflicts.undo(choice)
    assert kit.replica.counts().pending == before + 4


@pytest.mark.parametrize("stamp", ["", "ffffffffffff-0000-aaaaaaaaaaaa", "nonsense"])
def test_a_stamp_may_tell_no_moment(stamp: str) -> None:
    assert moment_of(stamp) is None


def test_a_stamp_tells_its_moment() -> None:
    assert moment_of(EARLIER) == datetime.fromisoformat("2001-09-09T01:46:40+00:00")


def test_a_choice_is_undone_with_the_window_s_own_key(kit: Kit, person: Person) -> None:
    clash(kit, person)
    kit.undoing.forget()
    (two,) = kit.conflicts.all()
    kit.conflicts.keep(two.id, Side.THEIRS)
    kit.take_changes()
    assert phone(kit, person) == "theirs"
    assert kit.undoing.undo() == "Telephone (EXEMPLE Ana)"
    assert phone(kit, person) == "mine"
    assert [one.id for one in kit.conflicts.all()] == [two.id]
    kit.undoing.redo()
    assert phone(kit, person) == "theirs"
    assert kit.conflicts.all() == []


def test_an_edit_that_settled_two_versions_is_undone_and_lists_them_again(kit: Kit, person: Person) -> None:
    clash(kit, person)
    kit.undoing.forget()
    kit.people.edit(person.id, phone="a third")
    kit.take_changes()
    assert kit.conflicts.all() == []
    kit.undoing.undo()
    assert phone(kit, person) == "mine"
    assert len(kit.conflicts.all()) == 1
