"""People to tell: who is on the list, how they are reached, and who knows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from organiser_kit.errors import UserError
from organiser_kit.exports.mailto import LONGEST, Letter, in_blind_copy, mailto
from organiser_kit.model.meetings import MeetingStatus
from organiser_kit.model.people import Consent, Purpose
from ui.pages.notices.presenter import NoticesPresenter, read

if TYPE_CHECKING:
    from tests.presenters.asker import PlainAsker, Recorder


def _tell(sentence: str, undo: object = None) -> None:
    del sentence, undo


def _first(asker: PlainAsker) -> str:
    return asker.kit.meetings.all()[0].id


def test_who_is_registered_is_to_be_warned_of_a_cancelled_meeting(asker: PlainAsker) -> None:
    meeting = _first(asker)
    gone = asker.kit.registrations.roster(meeting)
    leaver = next(entry for entry in gone if entry.is_expected and not entry.roles)
    asker.kit.registrations.withdraw(meeting, leaver.person.id)
    asker.kit.plan.move_to(meeting, MeetingStatus.CANCELLED, reason="La salle est fermée.")
    lines = asker.kit.notices.of(meeting)
    assert {line.notice.purpose for line in lines} == {"cancelled"}
    assert len(lines) == len(gone) - 1
    assert leaver.person.id not in {line.person.id for line in lines}


def test_nobody_waits_twice_for_the_same_message(asker: PlainAsker) -> None:
    meeting = _first(asker)
    fresh = asker.kit.notices.queue(meeting, "moved")
    assert fresh > 0
    assert asker.kit.notices.queue(meeting, "moved") == 0
    with pytest.raises(UserError):
        asker.kit.notices.queue(meeting, "gossip")


def test_who_knows_is_ticked_off_and_can_be_put_back(asker: PlainAsker, view: Recorder) -> None:
    meeting = _first(asker)
    asker.kit.plan.move_to(meeting, MeetingStatus.POSTPONED)
    undo: list[object] = []
    presenter = NoticesPresenter(asker, view, lambda _, back=None: undo.append(back))
    presenter.open(meeting)
    before = view.last("show_notices")
    presenter.mark((before.people[0].notice_id,), done=True)
    after = view.last("show_notices")
    assert after.left == before.left - 1
    assert after.people[-1].done
    assert undo
    undo[-1]()  # type: ignore[operator]
    assert view.last("show_notices").left == before.left


def test_a_message_carries_the_facts_and_no_word_is_lost(asker: PlainAsker) -> None:
    meeting = _first(asker)
    asker.kit.plan.move_to(meeting, MeetingStatus.CANCELLED, reason="Dégât des eaux & panne")
    person = asker.kit.notices.of(meeting)[0].person
    asker.kit.people.edit(person.id, email="a.exemple+x@example.org")
    state = read(asker.kit, meeting, ("cancelled",))
    mail = next(one.mail for one in state.people if "a.exemple" in unquote(one.mail))
    parts = urlsplit(mail)
    assert parts.scheme == "mailto"
    assert unquote(parts.path) == "a.exemple+x@example.org"
    assert "Dégât des eaux & panne" in parse_qs(parts.query)["body"][0]
    own = read(asker.kit, meeting, ("cancelled",), {"cancelled": "Nos mots"})
    assert parse_qs(urlsplit(own.people[0].mail or own.batches[0].mail).query)["body"] == ["Nos mots"]


def test_who_objects_is_never_in_a_letter_to_many(asker: PlainAsker) -> None:
    meeting = _first(asker)
    kit = asker.kit
    for place, entry in enumerate(kit.registrations.roster(meeting)):
        kit.people.edit(entry.person.id, email=f"personne{place}@example.org")
    objecting = kit.registrations.roster(meeting)[0].person
    consent = Consent(
        id=asker.environment.new_id(), scope=objecting.scope, person_id=objecting.id,
        purpose=Purpose.NEWS, given=False, at=asker.environment.now(),
    )  # fmt: skip
    with kit._writer.action() as action:  # noqa: SLF001 - the service of consents is not this one's
        action.add(consent)
    kit.notices.queue(meeting, "reminder")
    state = read(kit, meeting, ("reminder",))
    mails = "".join(unquote(batch.mail) for batch in state.batches)
    assert str(objecting.email or "personne0@example.org") not in mails
    assert sum(len(batch.notice_ids) for batch in state.batches) == len(state.people) - 1
    assert "objects" in state.batch_words


def test_letters_to_many_stay_short_enough_for_every_system() -> None:
    letter = Letter("Sujet é", "Bonjour,\n\nÀ bientôt !")
    addresses = [f"personne.exemple{n}@example.org" for n in range(120)]
    batches = list(in_blind_copy(letter, addresses))
    assert sum(count for _, count in batches) == 120
    assert len(batches) > 1
    assert all(len(mail) <= LONGEST for mail, _ in batches)
    assert "body=Bonjour%2C%0D%0A%0D%0A" in mailto(letter, ["x@example.org"])
    assert len(list(in_blind_copy(Letter("s", "x" * 3_000), addresses[:2]))) == 2
