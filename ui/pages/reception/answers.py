"""What the door says for every verdict: a few words, and what to do about it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from organiser_kit.i18n import current, tr
from organiser_kit.model.attendance import Method
from organiser_kit.rules.attended import TOLERANCE
from organiser_kit.rules.wording import clock_time, duration
from organiser_kit.services.verdicts import ScanResult, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

Face = Literal["waiting", "ok", "already", "attention", "refused"]
Offer = Literal["", "let_in", "admit", "admit_badge", "walk_in"]
"""To record somebody expected, to register and record, to record a badge whose person is not known here yet,
to open the form of a walk-in."""
LONGEST_NAME = 20
_SIGNS = frozenset('&"(§!@#$%^*:/_?=;+')


@dataclass(frozen=True)
class Answer:
    """One answer of the door.

    Attributes:
        face: decides colour, icon and sound.
        offer: what Enter does next, if anything.
        person_id: whom the offer is about.
        token: the badge that the offer is about, when nobody here has it.
        attention: what the organiser alone should think of; on no other screen.
        switch_to: the meeting of the other session that this is about.
        first_time: whether the group met before, and without this person; for the organiser as well.
    """

    face: Face
    words: str
    name: str = ""
    detail: str = ""
    offer: Offer = ""
    person_id: str = ""
    token: str = ""
    attention: str = ""
    first_time: bool = False
    switch_to: str = ""


def waiting() -> Answer:
    """Return what is shown before the first scan."""
    return Answer("waiting", tr("Ready"), "", tr("Scan a badge, or type the first letters of a name."))


def of_scan(
    result: ScanResult,
    own_device: str,
    other_meeting: str,
    zone: tzinfo,
    structure: str = "",
    starts_at: datetime | None = None,
    laptop: str = "",
) -> Answer:
    """Return the answer to one scan.

    Args:
        result: what was recorded, or why nothing was.
        own_device: this laptop's identifier.
        other_meeting: in words, where the person is registered.
        zone: of the clock on the meeting's wall.
        structure: where the person comes from.
        starts_at: when the meeting begins: whoever comes well after it is late.
        laptop: the name of the other laptop that saw the person first, '' where that is not known.
    """
    name, person = result.name or "", result.person_id or ""
    match result.verdict:
        case Verdict.CHECKED_IN:
            known = _named_later() if result.genuine else _newcomer(result, structure, starts_at)
            return Answer("ok", tr("Welcome!"), name, known)
        case Verdict.CHECKED_OUT:
            return Answer("ok", tr("Goodbye!"), name)
        case Verdict.EXPECTED:
            asked = tr("Expected here. Press Enter to admit.")
            return Answer("attention", tr("Admit?"), name, asked, "let_in", person)
        case Verdict.ALREADY_IN:
            return Answer("already", tr("Already in"), name, _first_seen(result, own_device, zone, laptop))
        case Verdict.UNKNOWN if result.genuine:
            return _unknown_here(result.token)
        case Verdict.FORGED | Verdict.UNREADABLE | Verdict.UNKNOWN:
            return Answer("refused", *_refusal(result.verdict))
        case _:
            words, detail = _question(result.verdict, other_meeting)
            return Answer("attention", words, name, detail, "admit", person)


def _question(verdict: Verdict, other_meeting: str) -> tuple[str, str]:
    """Return what is said of a real badge about which a person must decide."""
    if verdict is Verdict.WRONG_MEETING:
        return tr("Another meeting"), tr(
            "Registered for {meeting}. Press Enter to admit here as well.", meeting=other_meeting
        )
    if verdict is Verdict.REVOKED:
        return tr("Old badge"), tr(
            "This badge was replaced by another. If you know the person, press Enter to admit."
        )
    return tr("Not registered"), tr("Not on this meeting’s list. Press Enter to register and admit.")


def _refusal(verdict: Verdict) -> tuple[str, str, str]:
    """Return what is said of a code that is no badge of ours."""
    if verdict is Verdict.FORGED:
        return (
            tr("False badge"),
            "",
            tr("This code imitates one of our badges. Type the person’s name instead."),
        )
    if verdict is Verdict.UNREADABLE:
        return tr("Code not read whole"), "", tr("Part of the code is missing. Scan again, or type the name.")
    return tr("Unknown code"), "", tr("This is not a badge of this group. Type the person’s name instead.")


def _unknown_here(token: str | None) -> Answer:
    """Return what is said of a badge of ours whose person is not known here."""
    if token is None:
        return Answer("attention", tr("Old badge"), "", _of_old_key(), "walk_in")
    words = tr("Badge not known yet")
    return Answer("attention", words, "", _given_elsewhere(), "admit_badge", token=token)


def _given_elsewhere() -> str:
    return tr(
        "This badge is real, and was given after this laptop’s last exchange. "
        "Press Enter to admit: the name follows with the next one."
    )


def _named_later() -> str:
    return tr("This badge was given after this laptop’s last exchange: the name follows with the next one.")


def _of_old_key() -> str:
    return tr("Badges like this one no longer count. Press Enter to add the person by name.")


def _newcomer(result: ScanResult, structure: str, starts_at: datetime | None) -> str:
    """Return what the organiser may want to know of somebody who just came in."""
    parts = [structure]
    if starts_at is not None and result.at is not None and result.at > starts_at + TOLERANCE:
        late = int((result.at - starts_at).total_seconds() // 60)
        parts.append(tr("{duration} after the start", duration=duration(late, current())))
    return " · ".join(part for part in parts if part)


def _first_seen(result: ScanResult, own_device: str, zone: tzinfo, laptop: str) -> str:
    """Return when somebody came, how that was recorded, and where."""
    if result.at is None:
        return ""
    time = _clock(result.at, zone)
    if result.device_id == own_device:
        return tr("Arrived at {time}, on this laptop ({how}).", time=time, how=method_words(result.method))
    how = method_words(result.method)
    if laptop:
        return tr("Arrived at {time}, on the laptop “{laptop}” ({how}).", time=time, laptop=laptop, how=how)
    return tr("Arrived at {time}, on another laptop ({how}).", time=time, how=how)


def method_words(method: Method | None) -> str:
    """Return how a presence was obtained."""
    match method:
        case Method.QR:
            return tr("badge")
        case Method.SIGNED_PAPER:
            return tr("signed sheet")
        case Method.IMPORT:
            return tr("imported")
    return tr("typed name")


def _clock(moment: datetime, zone: tzinfo) -> str:
    return clock_time(moment.astimezone(zone), current())


def nobody(text: str) -> Answer:
    """Return what is said when no name begins so."""
    return Answer(
        "attention", tr("Nobody by that name"), text, tr("Press Enter to add a walk-in."), "walk_in"
    )


def searching(names: Sequence[str], text: str) -> Answer:
    """Return what is said while a name is typed: calm, whatever was said before."""
    if not names:
        return Answer("waiting", tr("Nobody by that name"), text, tr("Press Enter to add a walk-in."))
    if len(names) == 1:
        return Answer("waiting", tr("Press Enter"), names[0], tr("Enter admits this person."))
    return choose()


def choose() -> Answer:
    """Return what is said when several names begin so."""
    return Answer("waiting", tr("Which one?"), "", tr("Choose with the arrow keys, then press Enter."))


def somebody_new() -> Answer:
    """Return what is said while a walk-in's name is typed."""
    return Answer("waiting", tr("Somebody new"), "", tr("Type the name, then press Enter."))


def taken_back(name: str) -> Answer:
    """Return what is said after an undo."""
    return Answer("already", tr("Taken back"), name, tr("No longer marked as present."))


def stays(name: str) -> Answer:
    """Return what is said after a departure was taken back."""
    return Answer("already", tr("Taken back"), name, tr("Marked as here again."))


def session_on(session: str) -> Answer:
    """Return what is said when another session of the day is on than the one whose door is open."""
    asked = tr("By the clock, the session on now is: {session}.", session=session)
    return Answer("attention", tr("Another session is on"), "", asked)


def other_session(told: Answer, session: str, meeting_id: str) -> Answer:
    """Return what is said of a badge of another session of the same day."""
    detail = tr(
        "Registered today for: {session}. Press Enter to admit here as well, or change the session.",
        session=session,
    )
    return replace(told, words=tr("Other session"), detail=detail, switch_to=meeting_id)


def excused(name: str) -> Answer:
    """Return what is said after somebody was marked as excused."""
    return Answer("already", tr("Excused"), name, tr("Not expected any more. A badge still lets in."))


def excused_no_longer(name: str) -> Answer:
    """Return what is said after an excuse was taken back."""
    return Answer("already", tr("Taken back"), name, tr("No longer excused."))


def not_done(sentence: str) -> Answer:
    """Return what is said when nothing could be recorded."""
    return Answer("refused", tr("Not recorded"), "", sentence)


def looks_like_code(text: str) -> bool:
    """Tell whether a typed text is a scanner's rather than a name.

    Names have neither digits nor the signs of addresses, and no word of twenty letters and more; a keyboard
    set to another language turns a badge's digits into signs that no name has either.
    """
    if any(character.isdigit() or character in _SIGNS for character in text):
        return True
    return any(len(word) >= LONGEST_NAME for word in text.replace("-", " ").split())
