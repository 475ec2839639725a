"""What is kept until when, and what went by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from organiser_kit.services.purge import Due, Obstacle
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring
from ui.pages.privacy.presenter import PrivacyPresenter, gone_words, kept_lines

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Environment
    from tests.presenters.asker import PlainAsker, Recorder

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def due(obstacle: Obstacle | None = None) -> Due:
    return Due("g", "Groupe d’exemple", 1_200, LONG_AGO, obstacle)


def test_each_group_says_until_when_it_stays(asker: PlainAsker, view: Recorder) -> None:
    page = PrivacyPresenter(asker, view, view.notify)
    page.load()
    (group,) = view.last("show_privacy").groups
    assert group.until.startswith("Kept until ")
    assert not group.is_over

    for one in asker.kit.meetings.all():
        start = asker.environment.now() - timedelta(days=100)
        asker.kit.plan.edit_meeting(one.id, starts_at=start)
    page.load()
    state = view.last("show_privacy")
    assert state.groups[0].until.startswith("Its time here is over, but no server holds it")
    assert state.unsent > 0
    page.let_go()
    assert view.last("notify") == "Nothing is due: everything here is still needed."
    assert asker.kit.meetings.groups(), "what no server holds is never let go"


def test_only_what_went_is_told() -> None:
    assert gone_words(()) == ""
    assert gone_words((due(Obstacle.UNSENT), due(Obstacle.NO_SERVER))) == ""
    assert gone_words((due(), due(Obstacle.UNSENT))).startswith("1 group is over and left this laptop (1,200")


def test_every_place_says_how_long() -> None:
    assert len({title for title, _ in kept_lines()}) == 4


def test_an_erased_copy_leaves_neither_lists_nor_key(environment: Environment, tmp_path: Path) -> None:
    local_copy.create(tmp_path, environment, passphrase="quatre mots à taper", keyring=NoKeyring())
    (tmp_path / "preferences.json").write_text("{}", encoding="utf-8")

    local_copy.erase(tmp_path, NoKeyring())

    assert not local_copy.exists(tmp_path)
    left = {file.name for file in tmp_path.iterdir()}
    assert not left & {local_copy.KEY_NAME, local_copy.DATABASE_NAME}
    assert "preferences.json" in left
    local_copy.erase(tmp_path, NoKeyring())
