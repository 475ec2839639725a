"""Meetings, registrations, people, import, close: what the lists say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, get_args

import pytest

from organiser_kit.model.meetings import MeetingStatus
from tests.repository import ROOT
from ui.pages.closing.presenter import ClosePresenter
from ui.pages.importing.presenter import ImportPresenter, ResultState
from ui.pages.meetings.presenter import MeetingsPresenter, PairWish, sort_out
from ui.pages.people.presenter import PeoplePresenter, PersonFields
from ui.pages.prepare.presenter import Part, Plan, PreparePresenter
from ui.pages.registrations.presenter import RosterPresenter

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.services.views import MeetingSummary
    from tests.presenters.asker import PlainAsker, Recorder

SAMPLES = ROOT / "tests" / "data" / "people"


def tonight(asker: PlainAsker) -> str:
    return asker.kit.meetings.all()[0].id


def test_tonight_is_first_and_what_is_over_is_past(asker: PlainAsker, view: Recorder) -> None:
    MeetingsPresenter(asker, view).load()
    state = view.last("show_meetings")
    assert state.next.id == tonight(asker)
    assert len(state.upcoming) == 1
    assert not state.past

    found = asker.kit.meetings.all()
    long_after = asker.environment.now() + timedelta(days=60)
    later = sort_out(found, long_after)
    assert later.next is None
    assert len(later.past) == 2


def test_a_meeting_stays_at_hand_while_it_is_being_tidied_up(asker: PlainAsker) -> None:
    found = asker.kit.meetings.all()
    ends = found[0].meeting.ends_at
    assert ends is not None
    state = sort_out(found, ends + timedelta(hours=2))
    assert state.next is not None
    assert state.next.id == found[0].id


def test_a_region_s_thousands_of_meetings_are_listed_from_the_nearest(
    asker: PlainAsker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.pages.meetings.presenter.MOST", 3)
    (known, *_) = asker.kit.meetings.all()
    now = asker.environment.now()

    def other(days: int) -> MeetingSummary:
        meeting = replace(known.meeting, id=f"m{days}", starts_at=now + timedelta(days=days))
        return replace(known, meeting=meeting)

    state = sort_out([other(days) for days in (*range(-20, 0), *range(20, 0, -1))], now)
    assert state.next is not None
    assert [state.next.id, *(one.id for one in state.upcoming)] == ["m1", "m2", "m3"]
    assert [one.id for one in state.past] == ["m-1", "m-2", "m-3"]
    assert state.left_out == 34


def test_a_new_pair_makes_group_module_venue_and_two_meetings(asker: PlainAsker, view: Recorder) -> None:
    presenter = MeetingsPresenter(asker, view)
    presenter.begin_pair()
    first = view.last("ask_pair").first
    presenter.make_pair(
        PairWish(
            "", "Nouveau groupe", 3, "S’initier", first, first + timedelta(days=14), None, "Lieu inventé", 20
        )
    )
    detail = asker.kit.meetings.detail(view.last("pair_made"))
    assert (detail.group.name, detail.module.title, detail.meeting.capacity) == (
        "Nouveau groupe",
        "S’initier",
        20,
    )
    assert detail.venue is not None
    assert detail.venue.name == "Lieu inventé"
    assert len(asker.kit.meetings.all()) == 4


def test_the_list_narrows_from_the_first_letter_without_accents(asker: PlainAsker, view: Recorder) -> None:
    presenter = RosterPresenter(asker, view, lambda *_: None)
    presenter.open(tonight(asker))
    everybody = view.last("show_roster").lines
    assert len(everybody) == 8
    wanted = everybody[0].folded.split()[0]
    presenter.search(wanted[:2].upper())
    kept = view.last("show_roster").lines
    assert everybody[0] in kept
    assert len(kept) < len(everybody)
    presenter.search("")
    assert len(view.last("show_roster").lines) == 8


def test_taking_off_the_list_can_be_undone(asker: PlainAsker, view: Recorder) -> None:
    told: list[object] = []
    presenter = RosterPresenter(asker, view, lambda _sentence, undo=None: told.append(undo))
    presenter.open(tonight(asker))
    line = view.last("show_roster").lines[0]
    presenter.withdraw(line)
    assert view.last("show_roster").lines[0].withdrawn
    undo = told[-1]
    assert callable(undo)
    undo()
    assert not view.last("show_roster").lines[0].withdrawn


def test_adding_somebody_registers_them(asker: PlainAsker, view: Recorder) -> None:
    presenter = RosterPresenter(asker, view, lambda *_: None)
    presenter.open(tonight(asker))
    presenter.add(PersonFields("Exemple-Ajoutée", "Maud", "Fablab inventé"))
    line = next(one for one in view.last("show_roster").lines if "AJOUTÉE" in one.name)
    assert (line.structure, line.state) == ("Fablab inventé", "Registered")
    assert view.count("added") == 1


def test_people_are_searched_and_corrected(asker: PlainAsker, view: Recorder) -> None:
    presenter = PeoplePresenter(asker, view, lambda *_: None)
    presenter.load()
    line = view.last("show_people").lines[0]
    fields = PersonFields("Exemple-Corrigée", "Ana", "Lieu inventé", "ana@example.org")
    for part in ("family_name", "structure", "email"):
        presenter.keep(line.id, part, fields)
    presenter.search("corri")
    found = view.last("show_people").lines
    assert [(one.structure, one.email) for one in found] == [("Lieu inventé", "ana@example.org")]


def test_an_address_that_reaches_nobody_is_refused_unless_it_stood_before(
    asker: PlainAsker, view: Recorder
) -> None:
    presenter = PeoplePresenter(asker, view, lambda *_: None)
    presenter.add(PersonFields("Exemple", "Ana", email="ana chez example.org"))
    assert "ana chez example.org" in str(view.last("refuse"))
    presenter.add(PersonFields("Exemple", "Ana", phone="demain"))
    assert "“demain” is not a telephone number" in str(view.last("refuse"))
    roster = RosterPresenter(asker, view, lambda *_: None)
    roster.open(tonight(asker))
    roster.add(PersonFields("Exemple-Jamais", "Ana", email="ana@"))
    assert view.count("saved") == view.count("added") == 0
    assert not asker.kit.people.search("jamais")

    group = asker.kit.meetings.groups()[0]
    person = asker.kit.people.add(
        group.id, family_name="Exemple", given_name="Ana", email="ana chez", phone="?"
    )
    presenter.keep(person.id, "given_name", PersonFields("Exemple", "Anna", email="ana chez", phone="?"))
    presenter.keep(person.id, "email", PersonFields("Exemple", "Anna", email="ana chez", phone="?"))
    assert asker.kit.people.get(person.id).given_name == "Anna"
    assert view.count("show_kept") == 2
    presenter.keep(person.id, "email", PersonFields("Exemple", "Anna", email="anna chez", phone="?"))
    assert view.last("show_wrong") == "email"
    assert asker.kit.people.get(person.id).email == "ana chez"


def importing(asker: PlainAsker, view: Recorder, path: Path) -> ImportPresenter:
    group = asker.kit.meetings.groups()[0].id
    presenter = ImportPresenter(asker, view, path, group, tonight(asker))
    presenter.open()
    return presenter


@pytest.mark.parametrize(
    "name", sorted(path.name for path in SAMPLES.iterdir() if path.suffix in (".csv", ".xlsx"))
)
def test_every_sample_goes_in(asker: PlainAsker, view: Recorder, name: str) -> None:
    presenter = importing(asker, view, SAMPLES / name)
    assert view.last("show_mapping").ready
    presenter.run()
    assert view.last("show_result").facts
    assert len(asker.kit.people.all()) > 8


def test_a_column_can_be_read_otherwise(asker: PlainAsker, view: Recorder, tmp_path: Path) -> None:
    file = tmp_path / "gens.csv"
    file.write_text("Truc;Machin\nExemple;Zoé\nFictif;Ali\n", "utf-8")
    presenter = importing(asker, view, file)
    assert not view.last("show_mapping").ready
    presenter.read_as(1, "family_name")
    presenter.read_as(2, "given_name")
    state = view.last("show_mapping")
    assert state.ready
    assert [column.samples for column in state.columns] == ["Exemple · Fictif", "Zoé · Ali"]
    presenter.run()
    assert [fact.words for fact in view.last("show_result").facts] == ["2 people added"]


def test_refused_lines_are_listed_and_exported(asker: PlainAsker, view: Recorder, tmp_path: Path) -> None:
    file = tmp_path / "gens.csv"
    file.write_text("Nom;Prénom;Courriel\nExemple;Zoé;\n;;seul@example.org\n", "utf-8")
    presenter = importing(asker, view, file)
    presenter.run()
    assert [line for line, _ in view.last("show_result").rejected] == [3]
    presenter.export_rejected(tmp_path / "refus.csv")
    assert (tmp_path / "refus.csv").read_text("utf-8-sig").splitlines()[1].startswith("3,")


def test_a_refused_line_is_no_formula_and_replaces_a_file_whole_or_not(
    asker: PlainAsker, view: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    presenter = importing(asker, view, tmp_path / "gens.csv")
    presenter._result = ResultState("", (), ((3, "=1+1"),))  # noqa: SLF001 - no reason of ours begins so
    former = tmp_path / "refus.csv"
    former.write_text("kept")
    with monkeypatch.context() as patched:
        patched.setattr("organiser_kit.files.os.fsync", broken_disk)
        presenter.export_rejected(former)
    assert "cannot be written" in view.last("refuse").sentence
    assert former.read_text() == "kept"
    presenter.export_rejected(former)
    assert former.read_text("utf-8-sig").splitlines() == ["Line,Reason", "3,'=1+1"]


def broken_disk(_: int) -> None:
    raise OSError(28, "no space")


def test_an_unusable_file_is_one_sentence(asker: PlainAsker, view: Recorder, tmp_path: Path) -> None:
    file = tmp_path / "vide.csv"
    file.touch()
    importing(asker, view, file)
    assert "empty" in view.last("refuse").sentence


def test_the_plan_is_kept_in_the_place_own_time(asker: PlainAsker, view: Recorder) -> None:
    presenter = PreparePresenter(asker, view, lambda *_: None)
    presenter.open(tonight(asker))
    state = view.last("show_plan")
    assert (state.starts_at.hour, state.starts_at.minute) == (18, 30)
    plan = Plan(state.starts_at.replace(hour=19), 90, None, "Autre lieu", "Salle 2", 12)
    for part in get_args(Part):
        presenter.keep(part, plan)
        assert view.last("show_kept") == part
    meeting = asker.kit.meetings.get(tonight(asker))
    assert meeting.starts_at is not None
    assert (meeting.starts_at.hour, meeting.duration_minutes, meeting.capacity) == (18, 90, 12)
    assert view.last("show_plan").starts_at.hour == 19


def test_a_status_that_cannot_be_says_why(asker: PlainAsker, view: Recorder) -> None:
    presenter = PreparePresenter(asker, view, lambda *_: None)
    presenter.open(tonight(asker))
    presenter.move_to(MeetingStatus.CANCELLED)
    assert "Say why" in view.last("refuse").sentence
    presenter.move_to(MeetingStatus.CANCELLED, "Salle fermée")
    assert view.last("show_plan").status is MeetingStatus.CANCELLED


def test_closing_corrects_validates_and_reopens(asker: PlainAsker, view: Recorder, tmp_path: Path) -> None:
    presenter = ClosePresenter(asker, view, lambda *_: None)
    presenter.open(tonight(asker))
    lines = view.last("show_close").lines
    presenter.validate(0)
    assert "Nobody is marked" in view.last("refuse").sentence

    presenter.mark(lines[0], "present")
    presenter.mark(lines[1], "excused")
    state = view.last("show_close")
    assert (state.present, state.excused, state.absent) == (1, 1, 6)
    presenter.mark(state.lines[0], "absent")
    presenter.mark(view.last("show_close").lines[1], "present")
    state = view.last("show_close")
    assert (state.present, state.excused) == (1, 0)

    presenter.validate(9)
    assert view.last("show_close").validated
    presenter.write_statements(tmp_path / "papers")
    assert len(list((tmp_path / "papers").glob("*.pdf"))) == 1
    presenter.reopen("Une ligne oubliée")
    assert not view.last("show_close").validated


def test_who_may_take_a_role_stands_in_french_order(asker: PlainAsker, view: Recorder) -> None:
    PreparePresenter(asker, view, view.notify).open(tonight(asker))
    names = [choice.name for choice in view.last("show_plan").people]
    assert names == [person.name for person in asker.kit.registrations.roster(tonight(asker))]
