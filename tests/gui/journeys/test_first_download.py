"""A first download that takes a while: its progress in words, stopped half way, and taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.storage.rounds import Via
from sync.facade import embedded_server
from tests.gui.journeys.threaded import threaded_desk, until
from tests.sync.fakes import GROUP, SCOPE, Author
from ui.navigation import Route
from ui.pages.syncing.page import SyncPage

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from sync.facade import EmbeddedServer

PEOPLE = 9_000
BATCH = 4_500
ROWS = PEOPLE + 1


def a_large_group(server: EmbeddedServer, environment: Environment) -> None:
    founder = Author(environment)
    server.seed([founder.group()])
    for _ in range(0, PEOPLE, BATCH):
        people = (environment.new_id() for _ in range(BATCH))
        names = {"family_name": "Exemple", "given_name": "Zoé"}
        server.seed([founder.set("person", person, names) for person in people])


def held(kit: Kit) -> int:
    return len(kit.replica.snapshot(SCOPE))


def test_a_first_download_is_stopped_and_taken_up_again(
    qapp: object, environment: Environment, tmp_path: Path
) -> None:
    del qapp
    with (
        embedded_server(tmp_path / "server", environment=environment) as server,
        threaded_desk(environment, tmp_path / "laptop") as desk,
    ):
        a_large_group(server, environment)
        desk.workspace.go(Route("sync"))
        page = desk.workspace.navigator.page("sync")
        assert isinstance(page, SyncPage)
        words: list[str] = []
        desk.workspace.shell.stepped.connect(lambda _: words.append(page.status.how_far))
        desk.workspace.shell.stepped.connect(lambda _: page.status.stop_button.click())

        page.pairing.url.setText(server.url)
        page.pairing.code.setText(server.enrol_code(GROUP))
        page.pairing.pair_button.click()
        until(lambda: page.status.title == "Paused")

        assert words[0].endswith(f" of {ROWS:,}")
        assert "stopped" in page.status.sentence
        assert not page.status.progress.isVisible()
        assert page.status.resume_button.isVisible()
        until(lambda: page.exchanges.model.rowCount() == 1)
        kept = desk.ask(held)
        assert 0 < kept < ROWS, "what came before the stop stays"

        desk.workspace.shell.stepped.disconnect()
        page.status.resume_button.click()
        until(lambda: page.status.title == "Everything is up to date")
        assert desk.ask(held) == ROWS
        rounds = desk.ask(lambda kit: kit.replica.rounds())
        assert [(one.route, one.pulled) for one in rounds] == [
            (Via.SERVER, ROWS - kept),
            (Via.SERVER, kept),
        ], "nothing was read twice"
