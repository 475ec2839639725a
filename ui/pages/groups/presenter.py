"""One group at a time: its fields, its members and where they come from, and handing it over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from organiser_kit.i18n import current, tr, trn
from organiser_kit.model.meetings import Cadence, Formation, GroupStatus
from organiser_kit.model.people import Origin
from organiser_kit.model.record import group_scope
from organiser_kit.rules.wording import display_name, short_date
from ui.pages.exporting import copied_words
from ui.pages.groups.going_on import GoingOn, read_going_on
from ui.pages.phrases import Wall

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.model.meetings import Group
    from organiser_kit.model.people import Membership
    from organiser_kit.services.groups import Member
    from ui.pages.asking import Asker, Notify


@dataclass(frozen=True)
class MemberLine:
    """One member."""

    person_id: str
    name: str
    structure: str
    origin: Origin | None
    origin_words: str
    since: str
    has_left: bool = False


@dataclass(frozen=True)
class GroupState:
    """One group; ``openness`` are sentences about where its members come from, never a rank."""

    group: Group
    groups: tuple[tuple[str, str], ...]
    members: tuple[MemberLine, ...]
    openness: tuple[str, ...]
    organiser: str
    predecessor: str
    pictures: int = 0
    """How many pictures of signed sheets this laptop alone holds."""
    going_on: GoingOn | None = None
    """What is in hand after the training; ``None`` while it lasts."""


class GroupsView(Protocol):
    """The page, as its presenter sees it."""

    def show_group(self, state: GroupState | None) -> None:
        """Show the group, ``None`` when there is none yet."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class GroupsPresenter:
    """Reads one group, and keeps every field as soon as it is left."""

    def __init__(self, asker: Asker, view: GroupsView, notify: Notify) -> None:
        self._asker = asker
        self._view = view
        self._notify = notify
        self._open = ""

    def load(self) -> None:
        """Read it again."""
        wanted = self._open
        self._asker.ask(self._view, lambda kit: read(kit, wanted), self._show, self._view.refuse)

    def _show(self, state: GroupState | None) -> None:
        self._open = state.group.id if state else ""
        self._view.show_group(state)

    def choose(self, group_id: str) -> None:
        """Open another group."""
        self._open = group_id
        self.load()

    def keep(self, group_id: str, field: str, value: Any) -> None:
        """Keep one field, with a way back."""

        def write(kit: Kit) -> Any:
            before = getattr(kit.groups.get(group_id), field)
            kit.groups.edit(group_id, **{field: value})
            return before

        def done(before: Any) -> None:
            self._notify(tr("Kept."), lambda: self.keep(group_id, field, before))
            self.load()

        def refused(error: KitError) -> None:
            self._view.refuse(error)
            self.load()

        self._asker.ask(self._view, write, done, refused)

    def note_origin(self, person_id: str, origin: Origin | None) -> None:
        """Note how somebody came to the group."""
        wanted = self._open
        self._do(lambda kit: kit.groups.note_origin(wanted, person_id, origin), tr("Kept."))

    def note_leaving(self, line: MemberLine, *, left: bool) -> None:
        """Note that somebody leaves the group, or is still in it, with a way back."""
        wanted = self._open

        def done(_: object) -> None:
            sentence = tr("{name} has left the group.", name=line.name)
            if not left:
                sentence = tr("{name} is in the group.", name=line.name)
            self._notify(sentence, lambda: self.note_leaving(line, left=not left))
            self.load()

        self._asker.ask(
            self._view,
            lambda kit: kit.groups.note_leaving(wanted, line.person_id, left=left),
            done,
            self._view.refuse,
        )

    def mentor(self, person_id: str) -> None:
        """Have somebody learn to organise."""
        wanted = self._open
        self._do(
            lambda kit: kit.groups.mentor(wanted, person_id),
            tr("Noted: future organiser at the next meeting, with the help of its organiser."),
        )

    def hand_over(self, person_id: str) -> None:
        """Make somebody the organiser from the next meeting on."""
        wanted = self._open
        self._do(
            lambda kit: kit.groups.hand_over(wanted, person_id),
            tr("Handed over: the meetings to come have their new organiser."),
        )

    def save_pictures(self, group_id: str, folder: Path) -> None:
        """Write copies of the pictures that only this laptop holds."""
        scope = group_scope(group_id)

        def done(files: tuple[Path, ...]) -> None:
            self._notify(copied_words(len(files), folder))

        self._asker.ask(
            self._view, lambda kit: kit.evidence.save_copies(scope, folder), done, self._view.refuse
        )

    def _do(self, act: Callable[[Kit], object], sentence: str) -> None:
        def done(_: object) -> None:
            self._notify(sentence)
            self.load()

        self._asker.ask(self._view, act, done, self._view.refuse)


def read(kit: Kit, wanted: str) -> GroupState | None:
    """Return the group wanted, else the first one, ``None`` when there is none."""
    groups = kit.meetings.groups()
    group = next((one for one in groups if one.id == wanted), groups[0] if groups else None)
    if group is None:
        return None
    members = kit.groups.members(group.id)
    coming = kit.groups.coming(group.id)
    organiser = kit.groups.organiser(coming[0].id) if coming else None
    return GroupState(
        group=group,
        groups=tuple((one.name, one.id) for one in groups),
        members=tuple(_line(one) for one in members),
        openness=_openness(
            tuple(one for one in members if not one.has_left), len(kit.groups.structures(group.id)), group
        ),
        organiser=display_name(organiser.family_name, organiser.given_name) if organiser else "",
        predecessor=_name_of(kit, group.predecessor),
        pictures=kit.evidence.only_here(group.scope),
        going_on=read_going_on(kit, group, members),
    )


def _name_of(kit: Kit, person_id: str | None) -> str:
    """Return the name of somebody who is still known here, '' otherwise."""
    person = kit.people.seen(person_id) if person_id else None
    return display_name(person.family_name, person.given_name) if person else ""


def _line(member: Member) -> MemberLine:
    person, membership = member.person, member.membership
    return MemberLine(
        person_id=person.id,
        name=display_name(person.family_name, person.given_name),
        structure=member.structure_name or "",
        origin=membership.origin if membership else None,
        origin_words=origin_words(membership.origin if membership else None),
        since=_since(membership),
        has_left=member.has_left,
    )


def _since(membership: Membership | None) -> str:
    """Return since when somebody is a member, and when they left."""
    if membership is None:
        return ""
    joined, left = (
        short_date(moment.astimezone(Wall.zone), current()) if moment else ""
        for moment in (membership.joined_at, membership.left_at)
    )
    if not left:
        return joined
    return (
        tr("{joined}, until {left}", joined=joined, left=left) if joined else tr("Left on {left}", left=left)
    )


def _openness(members: tuple[Member, ...], structures: int, group: Group) -> tuple[str, ...]:
    alone = sum(member.person.structure_id is None for member in members)
    recruits = group.status is not GroupStatus.COMMUNITY
    said = [
        trn(
            "{n} member, for {target} wanted.",
            "{n} members, for {target} wanted.",
            len(members),
            target=group.target_size,
        )
        if recruits
        else trn("{n} member.", "{n} members.", len(members)),
        trn("They come from {n} structure.", "They come from {n} structures.", structures),
    ]
    if alone:
        said.append(trn("{n} person has no structure.", "{n} people have no structure.", alone))
    if group.open_seats and recruits:
        said.append(
            trn(
                "{n} seat is kept for people of other structures.",
                "{n} seats are kept for people of other structures.",
                group.open_seats,
            )
        )
    return tuple(said)


def origin_words(origin: Origin | None) -> str:
    """Return how somebody came to a group."""
    if origin is None:
        return tr("Not known")
    return {
        Origin.WEBSITE: tr("By the website"),
        Origin.COOPTATION: tr("By a member"),
        Origin.STRUCTURE: tr("By their structure"),
        Origin.CAMPAIGN: tr("By a campaign"),
        Origin.WALK_IN: tr("Came by"),
    }[origin]


def formation_words(formation: Formation) -> str:
    """Return how a group came together."""
    return {
        Formation.COOPTATION: tr("Cooptation: people found each other"),
        Formation.CONTAMINATION: tr("Contamination: a structure opens its doors"),
    }[formation]


def status_words(status: GroupStatus) -> str:
    """Return where a group is in its life."""
    return {
        GroupStatus.FORMING: tr("Forming"),
        GroupStatus.ACTIVE: tr("Active"),
        GroupStatus.ENDED: tr("Ended"),
        GroupStatus.COMMUNITY: tr("Community after the training"),
    }[status]


def cadence_words(cadence: Cadence) -> str:
    """Return how a group spreads its meetings."""
    return {
        Cadence.MODULE: tr("Two meetings a module: week 1 and week 3"),
        Cadence.YEAR: tr("A project over the year"),
        Cadence.FREE: tr("Free"),
    }[cadence]
