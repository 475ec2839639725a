"""Erasing somebody for good: what it does is said before, what it did after. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.services.erasure import Erased, Traces
    from ui.pages.asking import Asker, Notify


@dataclass(frozen=True)
class Erasing:
    """What is said before somebody is erased.

    Attributes:
        goes: what is erased, a sentence each.
        stays: what remains all the same, a sentence each.
    """

    person_id: str
    name: str
    goes: tuple[str, ...]
    stays: tuple[str, ...]


class ErasingView(Protocol):
    """The page, as this presenter sees it."""

    def ask_to_erase(self, erasing: Erasing) -> None:
        """Explain, and ask for the word."""
        ...

    def erased(self) -> None:
        """Close the question."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why nothing was erased."""
        ...


class ErasingPresenter:
    """Explains an erasure, then does it."""

    def __init__(self, asker: Asker, view: ErasingView, notify: Notify, reload: Callable[[], None]) -> None:
        self._asker = asker
        self._view = view
        self._notify = notify
        self._reload = reload

    def begin(self, person_id: str, name: str) -> None:
        """Find out what erasing this person would do, and explain it."""

        def question(kit: Kit) -> Erasing:
            traces = kit.erasure.traces(person_id)
            server = kit.sync_state().server is not None
            return Erasing(person_id, name, what_goes(traces, has_server=server), what_stays(traces))

        self._asker.ask(self._view, question, self._view.ask_to_erase, self._view.refuse)

    def erase(self, person_id: str, reason: str) -> None:
        """Erase; it cannot be undone."""

        def done(_: Erased) -> None:
            self._view.erased()
            # Without the name: it is erased.
            self._notify(tr("The person was erased. Their presences stay counted, without a name."))
            self._reload()

        self._asker.ask(
            self._view, lambda kit: kit.erasure.person(person_id, reason), done, self._view.refuse
        )


def what_goes(traces: Traces, *, has_server: bool) -> tuple[str, ...]:
    """Return what is erased and where."""
    found = [
        tr("Name, contacts, agreements, badges, and what was noted about them: here, at once."),
        tr("The same on the server and on the group’s other laptops, with the next exchange of each.")
        if has_server
        else tr("The same on the group’s other laptops, when they next exchange with this one."),
    ]
    if len(traces.groups) > 1:
        found.append(
            tr(
                "They are known in several groups, and erased in all: {groups}.",
                groups=", ".join(traces.groups),
            )
        )
    return tuple(found)


def what_stays(traces: Traces) -> tuple[str, ...]:
    """Return what an erasure does not reach."""
    found = []
    if traces.meetings:
        found.append(
            trn(
                "The number of people present, at the meeting they came to: counted, without a name.",
                "The numbers of people present, at the {n} meetings they came to: counted, without a name.",
                traces.meetings,
            )
        )
    if traces.statements:
        found.append(
            trn(
                "The statement issued to them: the paper is theirs, and no other can be made.",
                "The {n} statements issued to them: the papers are theirs, and no others can be made.",
                traces.statements,
            )
        )
    found.append(
        tr(
            "What no exchange reaches: signed sheets and their kept pictures, printed lists, exported files, "
            "backups made before, and their name in a note about something else."
        )
    )
    return tuple(found)


def usual_reason() -> str:
    """Return the reason that is most often right."""
    return tr("At the person’s own request")
