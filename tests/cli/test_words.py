"""A person reads words where a program reads codes, and reads them all in one language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.i18n import Catalogue, catalogue, using
from organiser_kit.imports.heading_words import FIELDS
from organiser_kit.model.attendance import Method, PresenceState
from organiser_kit.model.kinds import KINDS
from organiser_kit.model.meetings import Formation, RegistrationSource, RegistrationState, RoleState
from organiser_kit.rules import state_words
from organiser_kit.services.record_names import kind_words
from organiser_kit.services.verdicts import Verdict
from ui.cli import words
from ui.cli.verdicts import verdict_words
from ui.pages.importing.presenter import field_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.cli.conftest import Cli, MakeCli


@pytest.fixture
def french(make_cli: MakeCli) -> Cli:
    """A French laptop with the practice group."""
    cli = make_cli("french", LANG="fr_FR.UTF-8", ORGANISER_KIT_PASSPHRASE="")
    cli.ok("init", "--demo")
    return cli


@pytest.mark.parametrize(
    ("say", "codes"),
    [
        (state_words.presence_words, PresenceState),
        (state_words.registration_words, [*RegistrationState, None]),
        (state_words.source_words, RegistrationSource),
        (state_words.method_words, Method),
        (state_words.request_words, [*RoleState, None]),
        (state_words.profession_words, ["education", "animation", "it", "other"]),
        (words.formation_words, Formation),
        (kind_words, [kind.name for kind in KINDS]),
        (words.outbox_words, ["pending", "needs_upgrade", "refused"]),
        (verdict_words, Verdict),
        (field_words, FIELDS),
    ],
)
def test_every_code_has_words_of_its_own(say: Callable[[Any], str], codes: Iterable[Any]) -> None:
    known = list(codes)
    with using("fr"):
        said = [say(code) for code in known]

    assert all(said)
    assert len(set(said)) == len(known)


def test_states_are_told_in_french(french: Cli) -> None:
    person = french.lines("list", "people")[0]["id"]

    assert re.search(
        r"^CŒUR-FICTIF .*\u00a0: présence attendue$", french("attendance", "next").out, re.MULTILINE
    )
    assert french("withdraw", "next", person).out.endswith("\u00a0: désistement\n")
    assert french("register", "next", person).out.endswith("\u00a0: inscription confirmée\n")


@pytest.mark.parametrize("kind", ["groups", "meetings", "venues", "registrations"])
def test_a_list_shows_no_code_to_a_person(french: Cli, kind: str) -> None:
    (line, *_), text = french.lines("list", kind), french("list", kind).out.splitlines()[0]

    shown = text.split("  ")
    for code in ("formation", "status", "state", "source", "starts_at"):
        assert str(line.get(code, "no such")) not in shown


def test_a_moment_is_that_of_the_venue_s_clock(french: Cli) -> None:
    assert french.lines("list", "meetings")[0]["starts_at"] == "2026-11-24T17:30:00+00:00"
    assert "24/11/2026 18\u00a0h\u00a030" in french("list", "meetings").out


def test_what_waits_is_told_in_french(french: Cli) -> None:
    first = french("outbox").out.splitlines()[0]

    assert "  groupe  " in first
    assert first.endswith("  en attente")


def test_columns_are_told_in_french(french: Cli) -> None:
    file = french.data.parent / "people.csv"
    file.write_text("Nom;Prénom;Courriel;Pointure\nExemple;Zoé;zoe@example.org;40\n", encoding="utf-8")
    text = " ".join(french("import", "people", file, "--dry-run").out.split())

    assert "Courriel : colonne lue comme « E-mail »" in text
    assert "Pointure : colonne non lue" in text


def test_test_data_is_counted_in_french(make_cli: MakeCli) -> None:
    cli = make_cli(LANG="fr_FR.UTF-8")
    cli("init")
    counted = cli("generate", "--regions", "1", "--venues", "1", "--people", "25").out.splitlines()

    assert "Personnes\u00a0: 25" in counted
    assert not any("_" in line for line in counted)


@pytest.mark.parametrize(
    "typed",
    [
        "no-such-command",
        "list dragons",
        "list",
        "scan next",
        "status --no-such-option",
        "status too many",
        "status --json=yes",
        "generate --people none",
        "generate --people",
        "add person",
        "--json",
        "add",
    ],
)
def test_every_word_about_misuse_goes_through_the_catalogue(
    cli: Cli, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def marked(_: Catalogue, message: str, /, **values: Any) -> str:
        return f"‹{message.format(**values)}›"

    monkeypatch.setattr(Catalogue, "tr", marked)
    answer = cli(*typed.split())
    left = re.sub(r"‹[^‹›]*›|‹[^‹›]*‹[^‹›]*›[^‹›]*›", "", answer.err)

    assert answer.status == 2
    assert answer.err.startswith("‹")
    assert not re.search(r"[A-Z][a-z]+ [a-z]+", left), left


def test_a_whole_usage_error_in_french(french: Cli) -> None:
    assert french("status", "--json=oui").err.splitlines()[0] == "--json ne prend pas de valeur."
    assert french("status", "là").err.splitlines()[0].endswith(" est en trop.")
    assert french("list").err.startswith("Il manque l’un de ces mots")


def test_help_is_french_to_the_last_word(french: Cli) -> None:
    text = french("add", "meeting", "--help").out

    assert "Options\u00a0:" in text
    assert "--group GROUPE" in text
    assert "obligatoire" in text
    for word in ("required", "GROUP ", "Options:", "Usage"):
        assert word not in text


def test_the_statement_names_the_organiser_in_lower_case(french: Cli) -> None:
    french.lines("scan", "next", "--text", *french.codes().values())
    french.ok("validate", "next")
    kit = french.open()
    try:
        meeting = kit.meetings.resolve("next")
        issued = kit.statements.issue(meeting)
        data = kit.paper.statement(issued[0], catalogue("fr"))
    finally:
        kit.close()

    assert data.signatory_quality == "organisateur·rice"


@pytest.mark.qt_log_ignore("pipewire|libva|va-x11|va-drm", extend=True)
def test_the_parts_of_the_machine_are_told_in_french(french: Cli) -> None:
    text = french("self-test").out

    assert "✓ Polices\u00a0:" in text
    assert "français, anglais" in text
    assert "fonts" not in text
