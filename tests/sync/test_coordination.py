"""What the coordination does on the server, and what two laptops see of it; nothing is played by a test.

Two laptops of two groups, each with its own folder, one server; the operator's own command line.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from assets.paths import asset
from organiser_kit.environment import Environment
from organiser_kit.i18n import using
from organiser_kit.meeting_kits.editions import digest_of, pieces
from organiser_kit.model.preparation import KitEdition
from organiser_kit.model.record import COMMON_SCOPE, group_scope
from organiser_kit.model.sharing import SheetState, shared_copy_id
from organiser_kit.services.questions import QuestionState
from organiser_kit.services.reports import Standing
from sync.facade import embedded_server
from sync.server import cli, frame
from sync.server.database import opened, transaction
from sync.server.practice import ops_of
from sync.server.scopes import Grant, grant
from tests.sync.bench import ServerBench
from tests.sync.fakes import Author
from tests.sync.kits import plain, service, sync

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.kit import Kit
    from sync.server.embed import EmbeddedServer
    from tests.sync.conftest import Store
    from tests.sync.kits import Laptops

NAME = "module-1-meeting-1"


@dataclass
class World:
    """A server, its operator, and two laptops of two groups that have enrolled and synchronised."""

    server: EmbeddedServer
    store: Store
    capture: pytest.CaptureFixture[str]
    a: Kit
    b: Kit
    group: str
    meeting: str

    def type(self, *words: str) -> tuple[int, list[Any], str]:
        """Type a command on the server; return its status, its JSON lines, and what people read."""
        self.capture.readouterr()
        status = frame.run(cli.commands, [*self.store.options, "--lang", "en", "--json", *words])
        said = self.capture.readouterr()
        return status, [json.loads(line) for line in said.out.splitlines()], said.err

    def done(self, *words: str) -> Any:
        status, lines, told = self.type(*words)
        assert status == 0, told
        return lines[0]

    def refused(self, *words: str) -> str:
        status, _, told = self.type(*words)
        assert status == 1, told
        return told.strip()

    def lines(self, *words: str) -> list[Any]:
        status, lines, told = self.type(*words)
        assert status == 0, told
        return lines

    def sheet(self) -> str:
        """Write a practice sheet on laptop A and let it leave."""
        sheets = self.a.practice_sheets
        draft = sheets.begin(self.group, self.meeting)
        sheets.edit(draft.id, title="Le tri", authors=("Camille Exemple",), steps="1. Trier.")
        sheets.send(draft.id)
        sync(self.a)
        return draft.id


@pytest.fixture
def world(
    store: Store, laptops: Laptops, environment: Environment, capsys: pytest.CaptureFixture[str]
) -> Iterator[World]:
    with embedded_server(store.folder, environment=environment, database=store.url) as server, using("en"):
        a, b = laptops.make(), laptops.make()
        made = a.practice.create(people=2)
        b.practice.create(people=2)
        for kit in (a, b):
            service(kit).enrol(server.url, server.enrol_code())
            sync(kit)
        yield World(server, store, capsys, a, b, made.group_id, made.meeting_ids[0])


def test_a_sheet_is_sent_up_published_and_read_by_another_group_without_network(world: World) -> None:
    sheet = world.sheet()
    (listed,) = world.lines("sheets", "list", "--state", "sent")
    assert (listed["id"], listed["title"], listed["authors"]) == (sheet, "Le tri", ["Camille Exemple"])

    answer = world.done("sheets", "publish", sheet)
    sync(world.a)
    sync(world.b)
    world.server.stop()  # no network from here on

    (own,) = world.a.practice_sheets.all()
    assert (own.id, own.state) == (sheet, SheetState.PUBLISHED), "its own group sees it once, as published"
    (shared,) = world.b.practice_sheets.all()
    assert (shared.title, shared.steps, shared.authors) == ("Le tri", "1. Trier.", ("Camille Exemple",))
    assert (shared.state, shared.meeting_id) == (SheetState.PUBLISHED, None)
    assert own.published_at is not None
    assert own.published_at.isoformat() == answer["published_at"]
    world.server.start()
    assert world.lines("sheets", "list", "--state", "sent") == []
    assert [one["by"] for one in world.lines("sheets", "list")] == ["Coordination"]


def test_the_files_of_a_published_sheet_reach_another_group_and_go_when_it_is_sent_back(
    world: World, tmp_path: Path
) -> None:
    cards, plan = tmp_path / "cartes.pdf", tmp_path / "plan.pdf"
    cards.write_bytes(b"%PDF-1.7 cards")
    plan.write_bytes(b"%PDF-1.7 plan")
    sheets = world.a.practice_sheets
    sheet = sheets.begin(world.group, world.meeting).id
    sheets.edit(sheet, title="Le tri", authors=("Camille Exemple",), steps="1. Trier.")
    sheets.attach(sheet, [cards, plan])
    (gone,) = [one.record.id for one in world.a.attached.of(sheet) if one.record.name == "plan.pdf"]
    sheets.detach(sheet, gone)
    sheets.send(sheet)
    sync(world.a)
    world.done("sheets", "publish", sheet)
    sync(world.a)
    sync(world.b)

    copy = shared_copy_id(sheet)
    (file,) = world.b.attached.of(copy)
    assert (file.record.name, world.b.attached.read(file.record.id)) == ("cartes.pdf", b"%PDF-1.7 cards")

    world.done("sheets", "return", sheet, "--because", "Say how long it takes.")
    sync(world.b)
    assert world.b.attached.of(copy) == ()


def test_a_sheet_that_is_sent_back_is_a_draft_again_and_says_why(world: World) -> None:
    sheet = world.sheet()
    world.done("sheets", "publish", sheet)
    sync(world.b)
    world.done("sheets", "return", sheet, "--because", "Ajoutez la durée.")
    sync(world.a)
    sync(world.b)
    assert world.b.practice_sheets.all() == []
    (draft,) = world.a.practice_sheets.all()
    assert draft.state is SheetState.DRAFT
    assert world.a.practice_sheets.why_returned(sheet) == "Ajoutez la durée."

    world.a.practice_sheets.edit(sheet, duration_minutes=20)
    world.a.practice_sheets.send(sheet)
    assert world.a.practice_sheets.why_returned(sheet) is None
    sync(world.a)
    world.done("sheets", "publish", sheet)
    report = sync(world.b)
    (shared,) = world.b.practice_sheets.all()
    assert (shared.id, shared.duration_minutes) == (shared_copy_id(sheet), 20)
    assert report.conflicts == 0
    assert sync(world.a).conflicts == 0


def test_a_question_is_asked_and_answered(world: World) -> None:
    request = world.a.questions.ask(world.group, "Badges", "Combien ?")
    sync(world.a)
    (listed,) = world.lines("questions", "list", "--waiting")
    assert (listed["subject"], listed["question"], listed["answer"]) == ("Badges", "Combien ?", None)
    world.done("questions", "answer", request.id, "--text", "Un par personne.")
    world.done("questions", "answer", request.id, "--text", "Un par personne, plus deux.")
    sync(world.a)
    (question,) = world.a.questions.all()
    assert question.state is QuestionState.ANSWERED
    assert question.request.answer == "Un par personne, plus deux."
    assert world.lines("questions", "list", "--waiting") == []
    sync(world.b)
    assert world.b.questions.all() == [], "what a group asks stays with it"


def test_a_report_is_acknowledged(world: World) -> None:
    world.a.sheets.validate(world.meeting, headcount=3)
    world.a.reports.save(world.meeting, what_worked="Les activités", satisfaction=4)
    sync(world.a)
    assert world.lines("reports", "list") == [], "what is still being written is nobody's business"
    world.a.reports.finish(world.meeting)
    sync(world.a)
    (listed,) = world.lines("reports", "list", "--waiting")
    assert (listed["what_worked"], listed["satisfaction"]) == ("Les activités", 4)
    world.done("reports", "acknowledge", listed["id"][:30])
    sync(world.a)
    assert world.a.reports.standing(world.meeting).standing is Standing.READ
    assert "already" in world.refused("reports", "acknowledge", listed["id"])
    assert world.lines("reports", "list", "--waiting") == []


def edition(folder: Path, version: int, said: str) -> Path:
    text = asset("kits", f"{NAME}.toml").read_text("utf-8")
    folder.mkdir(exist_ok=True)
    file = folder / f"{NAME}.toml"
    file.write_text(
        text.replace("version = 1", f"version = {version}").replace("Print and cut out", said), "utf-8"
    )
    return file


def cards(kit: Kit) -> str:
    meeting = kit.meetings.all()[0].id
    return next(one.text for one in kit.checklists.of(meeting, "en").tasks if one.key == "robot-cards")


def test_a_newer_kit_reaches_both_laptops_and_those_that_enrol_later(
    world: World, tmp_path: Path, laptops: Laptops
) -> None:
    file = edition(tmp_path / "kits", 2, "Laminate")
    answer = world.done("kit", "publish", str(file.parent))
    assert answer["published"] == [{"kit": NAME, "version": 2}]
    late = laptops.make()
    late.practice.create(people=2)
    service(late).enrol(world.server.url, world.server.enrol_code())
    for kit in (world.a, world.b, late):
        sync(kit)
        assert cards(kit).startswith("Laminate")
        assert kit.kit_editions.unseen() == (f"{NAME}, edition 2",)
    (listed,) = world.lines("kit", "list")
    assert (listed["kit"], listed["version"], listed["whole"]) == (NAME, 2, True)
    # What is for all comes from the server alone: a stick of one group goes on as it did.
    stick = tmp_path / "stick.okb"
    service(world.a).export_bundle(stick)
    assert service(world.a).import_bundle(stick).refused == 0
    assert world.done("kit", "publish", str(file)) == {
        "published": [],
        "known": [NAME],
        "by": "Coordination",
    }


def test_a_damaged_edition_is_refused_by_name_here_and_there_and_the_old_one_stays(
    world: World, tmp_path: Path
) -> None:
    world.done("kit", "publish", str(edition(tmp_path / "good", 2, "Laminate")))
    bad = edition(tmp_path / "bad", 3, "Burn")
    bad.write_text(bad.read_text("utf-8").replace("minutes = ", "minutes = -"), "utf-8")
    assert f"{NAME}.toml" in world.refused("kit", "publish", str(bad))

    # Damaged on the way, or in the database: what its digest does not fit.
    body = pieces(edition(tmp_path / "torn", 4, "Burn").read_text("utf-8"))
    torn = KitEdition(
        id=world.a.environment.new_id(),
        scope=COMMON_SCOPE,
        name=NAME,
        version=4,
        licence="CC-BY-4.0",
        body=body,
        digest=digest_of((*body, "x")),
    )
    world.server.seed(ops_of([torn], world.a.environment))
    for kit in (world.a, world.b):
        sync(kit)
        assert cards(kit).startswith("Laminate")
        (sentence,) = kit.meeting_kits().refused
        assert sentence.startswith(f"The edition 4 of the kit “{NAME}” is not what was sent")
    assert [one["whole"] for one in world.lines("kit", "list")] == [True, False]
    # A damaged one does not stand in the way of the next.
    world.done("kit", "publish", str(edition(tmp_path / "next", 5, "Draw")))
    sync(world.a)
    assert cards(world.a).startswith("Draw")


def test_what_is_no_newer_edition_is_refused_with_its_name(world: World, tmp_path: Path) -> None:
    text = asset("kits", f"{NAME}.toml").read_text("utf-8")
    file = tmp_path / "essai.toml"
    for spoilt, sentence in {
        text: "higher version",
        text.replace("version = 1", "version = 2").replace("CC-BY-4.0", "LicenseRef-x"): "“LicenseRef-x”",
        text.replace("format = 1", "format = 99"): "does not know",
        text.replace("version = 1", "version = 2").replace("any-meeting", "no-such-kit"): "no-such-kit",
        text.replace("version = 1", "version = 2") + "#" * 200_000: "shorten it",
    }.items():
        file.write_text(spoilt, "utf-8")
        told = world.refused("kit", "publish", str(file))
        assert sentence in told
        assert "essai.toml" in told or NAME in told
        assert "\n" not in told
    assert "holds no kit" in world.refused("kit", "publish", str(tmp_path.parent))
    assert world.lines("kit", "list") == []


def test_who_acts_is_recorded_and_a_coordinator_acts_in_one_region(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = world.sheet()
    with opened(world.store.engine, Environment()) as connection:
        regions = connection.execute("SELECT id, name FROM regions").fetchall()
    assert regions, "the practice groups have regions"
    mine = world.done("user", "add", "zoe", "--name", "Zoé Exemple", "--region", regions[0][0])
    monkeypatch.setenv("ORGANISER_KIT_SERVER_SECRET", "wrong")
    assert "user list" in world.refused("sheets", "publish", sheet, "--as", "zoe")
    monkeypatch.setenv("ORGANISER_KIT_SERVER_SECRET", mine["secret"])
    outcomes = [world.type("sheets", "publish", sheet, "--as", "zoe")]
    other = world.done("user", "add", "ana", "--region", regions[1][0])
    monkeypatch.setenv("ORGANISER_KIT_SERVER_SECRET", other["secret"])
    outcomes.append(world.type("sheets", "publish", sheet, "--as", "ana"))
    assert sorted(status for status, _, _ in outcomes) == [0, 1]
    (refusal,) = [told for status, _, told in outcomes if status]
    assert "another region" in refusal
    (listed,) = world.lines("sheets", "list")
    assert listed["by"] in ("Zoé Exemple", "ana")


def test_an_organiser_s_account_publishes_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = world.sheet()
    made = world.done("user", "add", "ana", "--group", world.group)
    monkeypatch.setenv("ORGANISER_KIT_SERVER_SECRET", made["secret"])
    assert "no coordinator" in world.refused("sheets", "publish", sheet, "--as", "ana")
    assert len(world.lines("sheets", "list", "--state", "sent")) == 1


def test_a_laptop_reads_what_is_for_all_and_writes_nothing_there(world: World, tmp_path: Path) -> None:
    world.done("kit", "publish", str(edition(tmp_path, 2, "Laminate")))
    sync(world.a)
    with world.a.plan._store.writer.action() as action:  # noqa: SLF001 - what no service does
        action.add(KitEdition(id=world.a.environment.new_id(), scope=COMMON_SCOPE, name="x"))
    report = sync(world.a)
    assert report.refused == 1
    assert [one["kit"] for one in world.lines("kit", "list")] == [NAME]


def test_what_cannot_be_done_is_told_in_one_sentence(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ORGANISER_KIT_SERVER_SECRET", raising=False)
    draft = world.a.practice_sheets.begin(world.group).id
    sync(world.a)
    for words, sentence in (
        (["sheets", "publish", draft], "draft"),
        (["sheets", "return", draft, "--because", "x"], "draft"),
        (["sheets", "return", draft, "--because", " "], "nothing was sent back"),
        (["sheets", "publish", "nobody"], "sheets list"),
        (["questions", "answer", "nobody", "--text", "x"], "questions list"),
        (["questions", "answer", "nobody", "--text", " "], "empty"),
        (["reports", "acknowledge", ""], "reports list"),
        (["kit", "publish", "/nowhere/x.toml"], "x.toml"),
        (["sheets", "publish", "nobody", "--as", "zoe"], "ORGANISER_KIT_SERVER_SECRET"),
    ):
        told = world.refused(*words)
        assert sentence in told
        assert "\n" not in told


def test_a_sheet_in_a_state_of_a_newer_version_waits_for_the_server_to_be_updated(
    world: World, environment: Environment
) -> None:
    sheet, author = world.sheet(), Author(environment)
    environment.clock.advance(minutes=1)  # type: ignore[attr-defined]
    scope = group_scope(world.group)
    with opened(world.store.engine, environment) as connection:
        bench = ServerBench(connection, environment)
        bench.let_in(author)
        with transaction(connection):
            grant(connection, author.device, scope, Grant.ORGANISER)
        op = author.set("practice_sheet", sheet, {"state": "in-review"}, scope=scope)
        assert bench.verdicts(author, op) == ["applied"]
    for words in (["publish", sheet], ["return", sheet, "--because", "x"]):
        assert "must be updated" in world.refused("sheets", *words)


def test_what_a_laptop_ahead_of_time_wrote_does_not_hide_the_answer(
    world: World, environment: Environment
) -> None:
    environment.clock.advance(days=5000)  # type: ignore[attr-defined]
    sheet = world.sheet()
    world.done("sheets", "publish", sheet)
    sync(world.a)
    assert world.a.practice_sheets.all()[0].state is SheetState.PUBLISHED
    assert plain(world.server.snapshot(COMMON_SCOPE)) == plain(world.a.replica.snapshot(COMMON_SCOPE))
