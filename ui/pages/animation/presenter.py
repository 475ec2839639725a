"""Runs one meeting: reads its kit, moves its clock, and says aloud what has changed. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import current, tr, trn
from organiser_kit.rules.running_clock import Running
from organiser_kit.rules.wording import duration
from ui.pages.animation.contents import read_contents
from ui.pages.animation.face import describe
from ui.pages.phrases import capital

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.errors import KitError
    from ui.pages.animation.contents import KitContents
    from ui.pages.animation.face import Face
    from ui.pages.asking import Asker

MORE = 5
"""Minutes that an activity is given at once."""

_ALARMS = ("soon", "over")


class AnimationView(Protocol):
    """The page, as its presenter sees it."""

    def show_kit(self, contents: KitContents) -> None:
        """Show what the kit says."""
        ...

    def show_face(self, face: Face, running: Running) -> None:
        """Show the clock, and which activities are behind."""
        ...

    def say(self, sentence: str, *, alarm: bool) -> None:
        """Tell who hears the page what has changed; an alarm may be sounded too."""
        ...

    def show_none(self, error: KitError) -> None:
        """Say why there is nothing to run."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class AnimationPresenter:
    """Holds the kit and the clock of one meeting at a time."""

    def __init__(self, asker: Asker, view: AnimationView) -> None:
        self._asker = asker
        self._view = view
        self._meeting_id = ""
        self._contents: KitContents | None = None
        self._running = Running()
        self._face: Face | None = None

    def open(self, meeting_id: str) -> None:
        """Show the kit of this meeting."""
        self._meeting_id = meeting_id
        self.load()

    def load(self) -> None:
        """Read it again."""
        wanted = self._meeting_id
        if wanted:
            self._asker.ask(
                self._view,
                lambda kit: read_contents(kit, wanted),
                self._show,
                lambda error: self._none(wanted, error),
            )

    def _show(self, contents: KitContents) -> None:
        if contents.meeting_id != self._meeting_id:
            return
        if not self._goes_on(contents):
            self._running, self._face = contents.running, None
        self._contents = contents
        self._view.show_kit(contents)
        self.tick()

    def _goes_on(self, contents: KitContents) -> bool:
        """Return whether the clock on the screen is that of ``contents``: it is newer than what was read."""
        here = self._contents
        return here is not None and (here.meeting_id, here.kit, len(here.activities)) == (
            contents.meeting_id,
            contents.kit,
            len(contents.activities),
        )

    def _none(self, meeting_id: str, error: KitError) -> None:
        if meeting_id == self._meeting_id:
            self._contents, self._face = None, None
            self._view.show_none(error)

    # -- moves

    def next(self) -> None:
        """Start the clock, go on to the next activity, or end the meeting."""
        if self._contents is not None:
            self._move(self._running.next(len(self._contents.activities), self._now()))

    def skip(self) -> None:
        """Leave the activity under way out."""
        if self._contents is not None:
            self._move(self._running.skip(len(self._contents.activities), self._now()))

    def back(self) -> None:
        """Take the last step back."""
        self._move(self._running.back())

    def extend(self, minutes: int = MORE) -> None:
        """Give the activity under way more minutes, or take some back."""
        before = self._running
        self._move(before.extend(minutes))
        if self._running != before:
            self._view.say(_extended_words(self._running), alarm=False)

    def pause(self) -> None:
        """Stop the clock, or let it run again."""
        running, now = self._running, self._now()
        self._move(running.pause(now) if running.paused_at is None else running.resume(now))

    def begin(self, activity: int) -> None:
        """Start an activity that somebody chose."""
        self._move(self._running.begin(activity, self._now()))

    def _move(self, running: Running) -> None:
        contents = self._contents
        if contents is None or running == self._running:
            return
        self._running = running
        self._asker.ask(
            self._view,
            lambda kit: kit.running.keep(
                contents.meeting_id, contents.kit, len(contents.activities), running
            ),
            lambda _: None,
            self._view.refuse,
        )
        self.tick()

    # -- time

    def tick(self) -> None:
        """Show the clock as it stands now."""
        if self._contents is None:
            return
        face, before = describe(self._contents, self._running, self._now()), self._face
        self._face = face
        if face == before:
            return
        self._view.show_face(face, self._running)
        if before is not None:
            self._tell(before, face)

    def show_again(self) -> None:
        """Show the clock whether or not it changed: somebody new looks at it."""
        if self._face is not None:
            self._view.show_face(self._face, self._running)

    def _tell(self, before: Face, face: Face) -> None:
        if face.activity != before.activity and face.activity is not None:
            self._view.say(self._begun_words(face.activity), alarm=False)
        elif face.phase != before.phase:
            self._view.say(_phase_words(face), alarm=face.phase in _ALARMS)

    def _begun_words(self, place: int) -> str:
        assert self._contents is not None  # there is an activity
        activity = self._contents.activities[place]
        words = tr(
            "Now: “{activity}”, {length}.",
            activity=activity.title,
            length=duration(activity.minutes, current()),
        )
        if activity.material:
            return f"{words} {tr('Material: {things}', things=' · '.join(activity.material))}"
        return words

    def _now(self) -> datetime:
        now = self._asker.environment.now()
        return now if self._contents is None else now + self._contents.correction


def _phase_words(face: Face) -> str:
    match face.phase:
        case "waiting" | "ended":
            return face.title
        case "soon":
            return tr("{left}: time to finish.", left=capital(face.left))
        case "running":
            return tr("The clock is running: {left}.", left=face.left)
        case _:
            return face.status


def _extended_words(running: Running) -> str:
    return trn(
        "This activity was given {n} minute more.",
        "This activity was given {n} minutes more.",
        running.turns[-1].extended,
    )
