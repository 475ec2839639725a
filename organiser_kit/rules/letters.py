"""The words of messages about a meeting, filled with its facts; whoever sends them may change them."""

from __future__ import annotations

from dataclasses import dataclass

from organiser_kit.i18n import tr


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message tells about a meeting; '' for what is not known.

    Attributes:
        title: the module's title, or the group's name.
        rank: which of the two meetings of its module.
        when: day and hours, for the middle of a sentence.
        where: venue, room and address.
        words: what the organiser adds.
        organiser: who signs.
        reason: why the meeting does not take place.
    """

    title: str
    rank: str
    when: str
    where: str
    transport: str = ""
    words: str = ""
    url: str = ""
    organiser: str = ""
    reason: str = ""
    needs: str = ""


def subject(purpose: str, facts: Facts) -> str:
    """Return the subject of a message."""
    return {
        "invitation": tr("Invitation: {title}", title=facts.title),
        "reminder": tr("See you soon: {title}", title=facts.title),
        "moved": tr("New date or place: {title}", title=facts.title),
        "postponed": tr("Meeting postponed: {title}", title=facts.title),
        "cancelled": tr("Meeting cancelled: {title}", title=facts.title),
        "seat": tr("A seat for you: {title}", title=facts.title),
        "facilitator": tr("Would you facilitate a meeting? {title}", title=facts.title),
        "coordinator": tr("A facilitator is wanted: {title}", title=facts.title),
    }[purpose]


def body(purpose: str, facts: Facts) -> str:
    """Return the words of a message, with an empty line between its paragraphs."""
    opening = {
        "invitation": tr(
            "You are invited to a local meeting of the training “{title}” ({rank}). People learn there from "
            "each other: nobody needs to know anything beforehand.",
            title=facts.title,
            rank=facts.rank,
        ),
        "reminder": tr(
            "We meet soon for “{title}” ({rank}). Should you not be able to come, please say so: somebody "
            "else may be waiting for a seat.",
            title=facts.title,
            rank=facts.rank,
        ),
        "moved": tr(
            "The meeting “{title}” ({rank}) has changed. Please note:", title=facts.title, rank=facts.rank
        ),
        "postponed": tr(
            "The meeting “{title}” ({rank}) that you expected is postponed. We will write again once the "
            "new date is known.",
            title=facts.title,
            rank=facts.rank,
        ),
        "cancelled": tr(
            "The meeting “{title}” ({rank}) does not take place.", title=facts.title, rank=facts.rank
        ),
        "seat": tr(
            "A seat has become free for “{title}” ({rank}): it is yours.", title=facts.title, rank=facts.rank
        ),
        "facilitator": tr(
            "Our group prepares “{title}” ({rank}) and looks for somebody who works in computing: to listen, "
            "to go to those who dare not ask, to explain. No lecture is expected. Would you come?",
            title=facts.title,
            rank=facts.rank,
        ),
        "coordinator": tr(
            "Our group prepares “{title}” ({rank}) and has not found a facilitator yet. Do you know somebody "
            "we could ask?",
            title=facts.title,
            rank=facts.rank,
        ),
    }[purpose]
    parts = [tr("Hello,"), opening, *_place(purpose, facts)]
    parts += [part for part in (facts.words, facts.needs) if part and purpose not in _NO_PLACE]
    if facts.url and purpose not in _NO_PLACE:
        parts.append(tr("More about it: {url}", url=facts.url))
    parts.append(tr("See you soon,") if purpose not in _NO_PLACE else tr("Kind regards,"))
    if facts.organiser:
        parts[-1] += f"\n{facts.organiser}"
    return "\n\n".join(parts)


_NO_PLACE = ("postponed", "cancelled")


def _place(purpose: str, facts: Facts) -> tuple[str, ...]:
    if purpose in _NO_PLACE:
        return (tr("Why: {reason}", reason=facts.reason),) if facts.reason else ()
    lines = [tr("When: {when}", when=facts.when)]
    if facts.where:
        lines.append(tr("Where: {where}", where=facts.where))
    if facts.transport:
        lines.append(tr("How to come: {transport}", transport=facts.transport))
    return ("\n".join(lines),)
