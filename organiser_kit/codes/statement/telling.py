"""What was found out about a statement, in sentences that a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.codes.statement.checking import Outcome
from organiser_kit.i18n import current, tr
from organiser_kit.rules.roles import role_words
from organiser_kit.rules.wording import duration, short_date

if TYPE_CHECKING:
    from datetime import date, datetime

    from organiser_kit.codes.statement.checking import Checked
    from organiser_kit.codes.statement.facts import AttendedMeeting
    from organiser_kit.codes.statement.knowledge import KnownKey


def reason(checked: Checked) -> str:
    """Return why a statement counts or does not, in one sentence."""
    if checked.key is None:
        return _without_key(checked)
    return _with_key(checked, checked.key)


def _without_key(checked: Checked) -> str:
    if checked.outcome is Outcome.UNKNOWN_KEY:
        return tr(
            "Nobody here knows the key {key} that this code names: ask the group that issued it for its "
            "statement keys, and give the file with --keys.",
            key=checked.key_id,
        )
    if checked.outcome is Outcome.UNREADABLE:
        return tr(
            "The code is not whole: copy all of it, or take the picture again, flat, near and in focus."
        )
    return tr("There is no code of a statement here.")


def _with_key(checked: Checked, key: KnownKey) -> str:
    issuer = key.issuer
    match checked.outcome:
        case Outcome.FORGED:
            return tr(
                "The code was changed or made by somebody else: it does not bear the signature of {issuer}.",
                issuer=issuer,
            )
        case Outcome.KEY_REVOKED:
            return tr(
                "The key that signed it was disowned by {issuer} on {day}: ask for a new statement.",
                issuer=issuer,
                day=_day(key.revoked_on),
            )
        case Outcome.KEY_RETIRED:
            return tr(
                "The key that signed it was put away by {issuer} on {day}, before the date it says: ask "
                "whether it is theirs.",
                issuer=issuer,
                day=_day(key.retired_on),
            )
        case Outcome.CHANGED:
            return tr(
                "The words above the code are not those that {issuer} signed: something was changed, added, "
                "left out, or not copied.",
                issuer=issuer,
            )
        case Outcome.WRONG_NAME:
            return tr("{issuer} signed it, but for another name than the one given.", issuer=issuer)
        case Outcome.REVOKED:
            return _called_back(checked)
        case _:
            return _genuine(checked, issuer)


def _called_back(checked: Checked) -> str:
    back = checked.called_back
    number = checked.facts.number if checked.facts else ""
    day = _day(back.on if back else None)
    if back and back.replaced_by:
        return tr(
            "Statement {number} was revoked on {day}: no. {new} took its place.",
            number=number,
            day=day,
            new=back.replaced_by,
        )
    return tr("Statement {number} was revoked on {day}.", number=number, day=day)


def _genuine(checked: Checked, issuer: str) -> str:
    if checked.words_checked:
        return tr("Genuine: every word above the code is as {issuer} signed it.", issuer=issuer)
    return tr(
        "Genuine code of {issuer}: compare what is printed with what the code says, word for word.",
        issuer=issuer,
    )


def facts_lines(checked: Checked) -> list[str]:
    """Return what the code says, a line each; nothing when nobody vouches for it."""
    facts = checked.facts
    if facts is None:
        return []
    total = duration(facts.total_minutes, current())
    return [
        tr("Number: {number}", number=facts.number),
        tr("Issued on: {day}", day=_day(facts.issued_on)),
        *(_meeting_line(meeting) for meeting in facts.meetings),
        tr("Total time attended: {length}", length=total),
        _name_line(checked),
    ]


def _meeting_line(meeting: AttendedMeeting) -> str:
    roles = ", ".join(role_words(role, current()) for role in meeting.roles) or tr("participant")
    return tr(
        "Module {module}, meeting {sequence}, {day}: {length}, as {roles}, sheet {sheet}",
        module=meeting.module,
        sequence=meeting.sequence,
        day=_day(meeting.on),
        length=duration(meeting.minutes, current()),
        roles=roles,
        sheet=meeting.sheet_no,
    )


def _name_line(checked: Checked) -> str:
    if checked.name_checked:
        return tr("Name: the one given is the one that was signed")
    if checked.name_checked is False:
        return tr("Name: the one given is not the one that was signed")
    if checked.words_checked:
        return tr("Name: as printed")
    return tr("Name: not in the code; give the printed one with --name to have it compared")


def revocation_line(as_of: datetime | None) -> str:
    """Return how much is known of statements that were revoked."""
    if as_of is None:
        return tr("Whether it was revoked is unknown here: ask the group for its statement keys of today.")
    return tr("Revocations are known as of {day}.", day=_day(as_of.date()))


def _day(day: date | None) -> str:
    return short_date(day, current()) if day else ""
