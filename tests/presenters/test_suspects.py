"""People who seem to be in the list twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.pages.people.suspects import SuspectsPresenter

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.presenters.asker import PlainAsker, Recorder


def test_one_press_merges_and_nothing_else_does(asker: PlainAsker, view: Recorder) -> None:
    told: list[str] = []

    backs: list[Callable[[], None] | None] = []

    def notify(sentence: str, undo: Callable[[], None] | None = None) -> None:
        backs.append(undo)
        told.append(sentence)

    presenter = SuspectsPresenter(asker, view, notify, lambda: None)
    presenter.load()
    assert view.last("show_suspects") == ()
    meeting = asker.kit.meetings.all()[0].id
    known = asker.kit.registrations.roster(meeting)[0].person
    asker.environment.clock.advance(minutes=5)  # type: ignore[attr-defined]
    for contact in ("06 99 99 99 98", "deux@exemple.invalid"):
        asker.kit.check_in.walk_in(
            meeting, family_name=known.family_name, given_name=known.given_name, contact=contact
        )
    presenter.load()
    pairs = view.last("show_suspects")
    assert len(pairs) == 3
    pairs = tuple(sorted(pairs, key=lambda pair: pair.kept.id != known.id))
    assert [pair.kept.id == known.id for pair in pairs] == [True, True, False]
    assert "present at 1 meeting" in pairs[0].duplicate.lines
    presenter.different(pairs[2])
    assert len(view.last("show_suspects")) == 2
    back = backs[-1]
    assert back is not None
    back()
    assert len(view.last("show_suspects")) == 3
    presenter.different(pairs[2])
    SuspectsPresenter(asker, view, notify, lambda: None).load()
    assert len(view.last("show_suspects")) == 2, "also after the program is started again"
    told.clear()
    presenter.same(pairs[0])
    assert [one.kept.id for one in view.last("show_suspects")] == [known.id]
    assert told == [f"{pairs[0].kept.name}: the two records are one now."]
