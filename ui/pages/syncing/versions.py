"""Two versions of a field, side by side: keep one, take it back. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import tr
from organiser_kit.services.conflicts import Side
from ui.pages.phrases import moment_words
from ui.pages.syncing.subjects import subject

if TYPE_CHECKING:
    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.services.conflicts import Choice, TwoVersions
    from ui.pages.asking import Asker, Notify


@dataclass(frozen=True)
class VersionWords:
    """One of two versions, as it is shown."""

    side: Side
    title: str
    value: str
    written: str
    stands: bool


@dataclass(frozen=True)
class ChoiceWords:
    """A field and its two versions, as they are shown."""

    id: str
    field: str
    subject: str
    versions: tuple[VersionWords, VersionWords]


class VersionsView(Protocol):
    """The page, as this presenter sees it."""

    def show_versions(self, choices: tuple[ChoiceWords, ...]) -> None:
        """Show what there is to choose."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class VersionsPresenter:
    """Lists the fields with two versions; writes the choice."""

    def __init__(self, asker: Asker, view: VersionsView, notify: Notify) -> None:
        self._asker = asker
        self._view = view
        self._notify = notify
        self._last: Choice | None = None

    def load(self) -> None:
        """Read again what there is to choose."""
        now = self._asker.environment.now()

        def question(kit: Kit) -> tuple[ChoiceWords, ...]:
            return tuple(choice_words(kit, two, now) for two in kit.conflicts.all())

        self._asker.ask(self._view, question, self._view.show_versions, self._view.refuse)

    def keep(self, choice: ChoiceWords, side: Side) -> None:
        """Write the version that a person chose."""
        value = next(version.value for version in choice.versions if version.side is side)

        def done(made: Choice) -> None:
            self._last = made
            sentence = tr(
                "“{value}” stays: {field}, {subject}.",
                value=value,
                field=choice.field,
                subject=choice.subject,
            )
            self._notify(sentence, self.undo)
            self.load()

        self._asker.ask(self._view, lambda kit: kit.conflicts.keep(choice.id, side), done, self._refused)

    def undo(self) -> None:
        """Take the last choice back: both versions are there again."""
        made, self._last = self._last, None
        if made is None:
            return

        def done(_: None) -> None:
            self._notify(tr("Taken back: both versions are listed again."))
            self.load()

        self._asker.ask(self._view, lambda kit: kit.conflicts.undo(made), done, self._refused)

    def _refused(self, error: KitError) -> None:
        self._view.refuse(error)
        self.load()


def choice_words(kit: Kit, two: TwoVersions, now: datetime) -> ChoiceWords:
    """Return the words for a field with two versions."""
    both_elsewhere = not (two.mine_here or two.theirs_here)
    mine = VersionWords(
        Side.MINE,
        tr("One version") if both_elsewhere else tr("This laptop's version"),
        value_words(two.field, two.mine, now),
        _written(two.mine_at, now, here=two.mine_here, laptop=two.mine_laptop),
        two.standing is Side.MINE,
    )
    theirs = VersionWords(
        Side.THEIRS,
        tr("The other version"),
        value_words(two.field, two.theirs, now),
        _written(two.theirs_at, now, here=two.theirs_here, laptop=two.theirs_laptop),
        two.standing is Side.THEIRS,
    )
    return ChoiceWords(
        two.id, field_words(two.field), subject(kit, two.record, two.record_id), (mine, theirs)
    )


def _written(at: datetime | None, now: datetime, *, here: bool, laptop: str | None) -> str:
    if at is None:
        return _written_where(here=here, laptop=laptop)
    moment = moment_words(at, now)
    if here:
        return tr("Written on this laptop, {time}", time=moment)
    if laptop:
        return tr("Written on “{laptop}”, {time}", laptop=laptop, time=moment)
    return tr("Written on another laptop, {time}", time=moment)


def _written_where(*, here: bool, laptop: str | None) -> str:
    if here:
        return tr("Written on this laptop")
    return tr("Written on “{laptop}”", laptop=laptop) if laptop else tr("Written on another laptop")


def value_words(field: str, value: str | None, now: datetime) -> str:
    """Return a value of the wire as a person reads it."""
    if value is None or value == "":
        return tr("(empty)")
    if field == "starts_at":
        return moment_words(datetime.fromisoformat(value), now, always_date=True)
    return value


def field_words(field: str) -> str:
    """Return what a field of which two versions may be shown is called."""
    return {
        "name": tr("Name"),
        "family_name": tr("Family name"),
        "given_name": tr("Given name"),
        "email": tr("E-mail"),
        "phone": tr("Phone"),
        "room": tr("Room"),
        "starts_at": tr("Start"),
    }.get(field, field)
