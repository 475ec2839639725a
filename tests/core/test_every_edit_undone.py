"""Every method of a service that writes is undone by Ctrl+Z, or is named here with the reason why not.

A method that is added later fails the first test until somebody says which of the two it is.
"""

from __future__ import annotations

import ast
import inspect
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import organiser_kit.services
from organiser_kit.errors import UserError
from organiser_kit.model.kinds import KINDS
from organiser_kit.model.meetings import MeetingStatus, Role, RoleState
from organiser_kit.model.people import Origin, Purpose
from organiser_kit.model.preparation import HandoverState, Phase
from organiser_kit.services.undo_rules import LASTING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from organiser_kit.kit import Kit

DOOR = "attendance is taken back by another fact, with a reason"
PAPER = "paper in somebody's hands is called back or reopened, with a reason"
KEYS = "papers may be made with a key; another key takes its place"
FILE = "a file, whose bytes no edit brings back: it is put back where it was taken off"
EXCEPTIONS = {
    **dict.fromkeys(("AttachedFiles.add", "AttachedFiles.put_in_place"), FILE),
    **dict.fromkeys(("AttachedFiles.remove", "AttachedFiles.restore"), FILE),
    "Badges.codes": PAPER,
    "Badges.reissue": PAPER,
    "Badges.revoke": PAPER,
    "BadgeKeys.replace": KEYS,
    "CheckIn.admit_unknown": DOOR,
    "CheckIn.excuse": DOOR,
    "CheckIn.undo": DOOR,
    "CheckIn.undo_leaving": DOOR,
    "CheckIn.walk_in": DOOR,
    "Conflicts.keep": "undone; tests/core/test_conflicts.py makes the two versions that it needs",
    "Conflicts.undo": "the page of the versions has its own Ctrl+Z",
    "Erasure.again": "nothing may be left of who was erased",
    "Erasure.person": "nothing may be left of who was erased",
    "Evidence.keep": "goes with a file that no edit brings back",
    "ImportPeople.run": "undone as one edit; tests/core/test_undoing.py reads a file for it",
    "Merging.settle": "follows an exchange: nobody here did it",
    "PlanMeetings.new_group": "a key is made with it, and everything else rests on it",
    "PlanMeetings.add_module": "a heading that meetings share; its title is corrected",
    "Practice.create": "a whole group of made-up people, in a copy of its own",
    "Refusals.retry": "sends what was written again; what it said is undone by its own edit",
    "Reports.finish": "the meeting counts as reported; the report is corrected until it is read",
    "Sheets.prepare": PAPER,
    "Sheets.reopen": PAPER,
    "Sheets.validate": PAPER,
    "StatementKeys.renew": KEYS,
    "StatementKeys.revoke": KEYS,
    "Statements.code": KEYS,
    "Statements.issue": PAPER,
    "Statements.reissue": PAPER,
    "Statements.revoke": PAPER,
}
"""Methods that write what Ctrl+Z leaves alone, each with the reason."""

FACT_OR_KEY = frozenset({"attendance", "badge_key"})


class Case:
    """What the edits below work on."""

    def __init__(self, kit: Kit, meeting_id: str) -> None:
        self.kit = kit
        self.meeting = meeting_id
        self.group = kit.meetings.groups()[0].id
        self.person = kit.people.all()[0].id
        self.other = kit.people.all()[1].id
        self.task = kit.checklists.of(meeting_id, "fr").tasks[0].key
        self.piece = kit.equipment.of(meeting_id, "fr").pieces[0].key

    def need(self) -> str:
        return self.kit.needs.add(self.meeting, "Besoin inventé").id

    def venue(self) -> str:
        return self.kit.venues.add(self.group, "Lieu inventé").id

    def resource(self) -> str:
        return self.kit.resources.add(self.group, title="Page inventée").id

    def question(self) -> str:
        return self.kit.questions.ask(self.group, "Sujet inventé", "Une question ?").id

    def sheet(self) -> str:
        made = self.kit.practice_sheets.begin(self.group)
        values = {"title": "Fiche inventée", "steps": "Une étape", "authors": ["EXEMPLE Ana"]}
        return self.kit.practice_sheets.edit(made.id, **values).id

    def notices(self) -> list[str]:
        self.kit.notices.queue(self.meeting, "reminder")
        return [line.notice.id for line in self.kit.notices.of(self.meeting)]

    def held(self) -> str:
        self.kit.check_in.admit(self.meeting, self.person)
        self.kit.sheets.validate(self.meeting)
        return self.meeting


Given = Any
EDITS: dict[str, tuple[Callable[[Case], Given], Callable[[Case, Given], object]]] = {}


def edit(name: str, given: Callable[[Case], Given] = lambda _: None) -> Callable[..., None]:
    """Register one edit; ``given`` makes what it needs, as an edit of its own."""

    def register(act: Callable[[Case, Given], object]) -> None:
        EDITS[name] = (given, act)

    return register


def _twice(make: Callable[[Case], Any], then: Callable[[Case, Any], object]) -> Callable[[Case], Any]:
    def both(case: Case) -> Any:
        made = make(case)
        then(case, made)
        return made

    return both


edit("Checklists.tick")(lambda c, _: c.kit.checklists.tick(c.meeting, c.task, by=c.person))
edit("Checklists.untick", lambda c: c.kit.checklists.tick(c.meeting, c.task))(
    lambda c, _: c.kit.checklists.untick(c.meeting, c.task)
)
edit("Checklists.add")(lambda c, _: c.kit.checklists.add(c.meeting, "Ligne inventée", Phase.BEFORE))
edit("Checklists.remove")(lambda c, _: c.kit.checklists.remove(c.meeting, c.task))
edit("Checklists.bring_back", lambda c: c.kit.checklists.remove(c.meeting, c.task))(
    lambda c, _: c.kit.checklists.bring_back(c.meeting, c.task)
)
edit("Consents.give")(lambda c, _: c.kit.consents.give(c.person, Purpose.GROUP_CONTACT))
edit("Consents.withdraw", lambda c: c.kit.consents.give(c.person, Purpose.NEWS))(
    lambda c, _: c.kit.consents.withdraw(c.person, Purpose.NEWS)
)
edit("Deletions.restore", lambda c: c.kit.people.delete(c.other))(
    lambda c, _: c.kit.deletions.restore("person", c.other)
)
edit("Equipments.note")(lambda c, _: c.kit.equipment.note(c.meeting, c.piece, brought_by=c.person))
edit("Equipments.add")(lambda c, _: c.kit.equipment.add(c.meeting, "Chose inventée"))
edit("Equipments.remove")(lambda c, _: c.kit.equipment.remove(c.meeting, c.piece))
edit("Equipments.bring_back", lambda c: c.kit.equipment.remove(c.meeting, c.piece))(
    lambda c, _: c.kit.equipment.bring_back(c.meeting, c.piece)
)
edit("Facilitators.join_pool")(lambda c, _: c.kit.facilitators.join_pool(c.person, availability="Le mardi"))
edit("Facilitators.note")(lambda c, _: c.kit.facilitators.note(c.meeting, c.person, RoleState.ASKED))
edit("Facilitators.record_minutes", lambda c: c.kit.facilitators.note(c.meeting, c.person, RoleState.CAME))(
    lambda c, _: c.kit.facilitators.record_minutes(c.meeting, c.person, 90)
)
edit("Groups.edit")(lambda c, _: c.kit.groups.edit(c.group, name="Groupe inventé"))
edit("Groups.note_origin")(lambda c, _: c.kit.groups.note_origin(c.group, c.person, Origin.COOPTATION))
edit("Groups.note_leaving")(lambda c, _: c.kit.groups.note_leaving(c.group, c.person, left=True))
edit("Groups.mentor")(lambda c, _: c.kit.groups.mentor(c.group, c.other))
edit("Groups.hand_over")(lambda c, _: c.kit.groups.hand_over(c.group, c.other))
edit("Merging.merge")(lambda c, _: c.kit.merging.merge(c.person, c.other))
edit("Needs.add")(lambda c, _: c.kit.needs.add(c.meeting, "Besoin inventé"))
edit("Needs.count", Case.need)(lambda c, need: c.kit.needs.count(need, 7))
edit("Needs.choose", Case.need)(lambda c, need: c.kit.needs.choose(need, chosen=True))
edit("Needs.remove", Case.need)(lambda c, need: c.kit.needs.remove(need))
edit("Needs.bring_back", _twice(Case.need, lambda c, need: c.kit.needs.remove(need)))(
    lambda c, need: c.kit.needs.bring_back(need)
)
edit("Notices.queue")(lambda c, _: c.kit.notices.queue(c.meeting, "reminder"))
edit("Notices.mark", Case.notices)(lambda c, ids: c.kit.notices.mark(ids, HandoverState.DONE))
edit("People.add")(lambda c, _: c.kit.people.add(c.group, family_name="Exemple", given_name="Ana"))
edit("People.edit")(lambda c, _: c.kit.people.edit(c.person, phone="+33600000001"))
edit("People.delete")(lambda c, _: c.kit.people.delete(c.person))
edit("PlanMeetings.add_structure")(
    lambda c, _: c.kit.plan.add_structure(f"g:{c.group}", "Structure inventée")
)
edit("PlanMeetings.add_venue")(lambda c, _: c.kit.plan.add_venue(c.group, "Lieu inventé"))
edit("PlanMeetings.plan_pair")(
    lambda c, _: c.kit.plan.plan_pair(c.group, 5, datetime(2026, 12, 8, 18, 30, tzinfo=UTC))
)
edit("PlanMeetings.add_meeting")(
    lambda c, _: c.kit.plan.add_meeting(c.group, 6, 1, datetime(2026, 12, 8, 18, 30, tzinfo=UTC))
)
edit("PlanMeetings.edit_meeting")(lambda c, _: c.kit.plan.edit_meeting(c.meeting, room="Salle inventée"))
edit("PlanMeetings.delete_meeting")(lambda c, _: c.kit.plan.delete_meeting(c.meeting))
edit("PlanMeetings.move_to")(
    lambda c, _: c.kit.plan.move_to(c.meeting, MeetingStatus.CANCELLED, reason="Neige")
)
edit("PlanMeetings.assign_role")(lambda c, _: c.kit.plan.assign_role(c.meeting, c.other, Role.TIMEKEEPER))
edit("PlanMeetings.remove_role", lambda c: c.kit.plan.assign_role(c.meeting, c.other, Role.TIMEKEEPER))(
    lambda c, _: c.kit.plan.remove_role(c.meeting, c.other, Role.TIMEKEEPER)
)
edit("PracticeSheets.begin")(lambda c, _: c.kit.practice_sheets.begin(c.group))
edit("PracticeSheets.edit", Case.sheet)(lambda c, sheet: c.kit.practice_sheets.edit(sheet, title="Autre"))
edit("PracticeSheets.send", Case.sheet)(lambda c, sheet: c.kit.practice_sheets.send(sheet))
edit("PracticeSheets.take_back", _twice(Case.sheet, lambda c, sheet: c.kit.practice_sheets.send(sheet)))(
    lambda c, sheet: c.kit.practice_sheets.take_back(sheet)
)
edit("PracticeSheets.delete", Case.sheet)(lambda c, sheet: c.kit.practice_sheets.delete(sheet))
edit("PracticeSheets.restore", _twice(Case.sheet, lambda c, sheet: c.kit.practice_sheets.delete(sheet)))(
    lambda c, sheet: c.kit.practice_sheets.restore(sheet)
)
edit("Questions.ask")(lambda c, _: c.kit.questions.ask(c.group, "Sujet inventé", "Une question ?"))
edit("Questions.delete", Case.question)(lambda c, question: c.kit.questions.delete(question))
edit("Questions.restore", _twice(Case.question, lambda c, question: c.kit.questions.delete(question)))(
    lambda c, question: c.kit.questions.restore(question)
)
edit("Registrations.register", lambda c: c.kit.registrations.withdraw(c.meeting, c.person))(
    lambda c, _: c.kit.registrations.register(c.meeting, [c.person])
)
edit("Registrations.note")(lambda c, _: c.kit.registrations.note(c.meeting, c.person, "Fauteuil roulant"))
edit("Registrations.withdraw")(lambda c, _: c.kit.registrations.withdraw(c.meeting, c.person))
edit("Reports.save", Case.held)(lambda c, meeting: c.kit.reports.save(meeting, what_worked="L’accueil"))
edit("Resources.add")(lambda c, _: c.kit.resources.add(c.group, title="Page inventée"))
edit("Resources.edit", Case.resource)(lambda c, one: c.kit.resources.edit(one, title="Autre page"))
edit("Resources.delete", Case.resource)(lambda c, one: c.kit.resources.delete(one))
edit("Resources.restore", _twice(Case.resource, lambda c, one: c.kit.resources.delete(one)))(
    lambda c, one: c.kit.resources.restore(one)
)
edit("Structures.edit")(
    lambda c, _: c.kit.structures.edit(c.kit.structures.all()[0].id, address="1 rue inventée")
)
edit("Venues.add")(lambda c, _: c.kit.venues.add(c.group, "Lieu inventé"))
edit("Venues.edit", Case.venue)(lambda c, venue: c.kit.venues.edit(venue, notes="Sonner deux fois"))
edit("Venues.verify", Case.venue)(lambda c, venue: c.kit.venues.verify(venue))


def writing_methods() -> set[str]:
    """Return ``Class.method`` for every public method of a service that opens an action."""
    folder = Path(inspect.getfile(organiser_kit.services)).parent
    return set(_found(folder))


def _found(folder: Path) -> Iterator[str]:
    for file in sorted(folder.glob("*.py")):
        for made in ast.parse(file.read_text("utf-8")).body:
            for method in made.body if isinstance(made, ast.ClassDef) else ():
                named = isinstance(method, ast.FunctionDef) and not method.name.startswith("_")
                if named and "writer.action(" in ast.unparse(method):
                    yield f"{made.name}.{method.name}"  # type: ignore[attr-defined]  # a class, a function


def shown(case: Case) -> dict[str, Any]:
    """Return every living record by kind, and the lists on which a kit's own lines stand."""
    kit = case.kit
    records = kit.plan._store.records  # noqa: SLF001 - all of it, as no service gives it
    kinds = [kind for kind in KINDS if kind.name not in ("checklist_item", "equipment_line")]
    return {
        **{kind.name: records.find(kind.type, order="id") for kind in kinds},
        "tasks": kit.checklists.of(case.meeting, "fr"),
        "pieces": kit.equipment.of(case.meeting, "fr"),
    }


@pytest.fixture
def case(kit: Kit) -> Case:
    """A small group, so that this stays quick."""
    return Case(kit, kit.practice.create(people=3).meeting_ids[0])


def test_every_method_that_writes_is_undone_or_named_with_its_reason() -> None:
    assert not set(EDITS) & set(EXCEPTIONS)
    assert writing_methods() == set(EDITS) | set(EXCEPTIONS)


@pytest.mark.parametrize("name", sorted(EDITS))
def test_an_edit_is_undone_and_done_again(case: Case, name: str) -> None:
    given, act = EDITS[name]
    kit = case.kit
    made = given(case)
    kit.undoing.forget()
    before = shown(case)
    act(case, made)
    kit.take_changes()
    after = shown(case)
    assert after != before
    words = kit.undoing.undo()
    assert len(words) > len("()")
    assert shown(case) == before
    assert kit.undoing.redo() == words
    assert shown(case) == after


def test_kinds_left_alone_are_known_kinds_and_say_why() -> None:
    names = {kind.name for kind in KINDS}
    assert set(LASTING) <= names
    assert {kind.name for kind in KINDS if kind.fact} <= set(LASTING)
    assert all(reason.strip() for reason in (*LASTING.values(), *EXCEPTIONS.values()))


def as_if_elsewhere(kit: Kit) -> None:
    """Let what was written last be another laptop's."""
    kit.plan._store.writer.take_trail()  # noqa: SLF001


def test_what_others_use_or_go_by_is_not_taken_from_them(case: Case) -> None:
    kit = case.kit
    sheet = case.sheet()
    kit.undoing.forget()
    venue = case.venue()
    kit.take_changes()
    kit.plan.edit_meeting(case.meeting, venue_id=venue)
    as_if_elsewhere(kit)
    with pytest.raises(UserError, match="used by now"):
        kit.undoing.undo()
    kit.practice_sheets.edit(sheet, steps="Une autre étape")
    kit.take_changes()
    kit.practice_sheets.send(sheet)
    as_if_elsewhere(kit)
    with pytest.raises(UserError, match="sent since"):
        kit.undoing.undo()


def test_after_the_sheet_what_it_does_not_say_is_still_undone(case: Case) -> None:
    kit = case.kit
    kit.undoing.forget()
    kit.checklists.tick(case.meeting, case.task)
    kit.take_changes()
    kit.registrations.note(case.meeting, case.person, "Fauteuil roulant")
    kit.take_changes()
    kit.plan.edit_meeting(case.meeting, room="Salle inventée")
    kit.take_changes()
    case.held()
    kit.take_changes()
    with pytest.raises(UserError, match="Reopen its sheet"):
        kit.undoing.undo()
    assert kit.undoing.undo().startswith("Registration of")
    assert kit.undoing.undo().startswith("Tick (")
