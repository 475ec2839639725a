"""What stands on which output, and what a bug leaves behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.i18n import Catalogue
from organiser_kit.services.people import People
from tests.repository import ROOT
from ui.cli.building import Group
from ui.cli.crash_log import LOG_NAME, crash_text
from ui.cli.program import program

if TYPE_CHECKING:
    from collections.abc import Iterator

    import click

    from tests.cli.conftest import Cli, MakeCli


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command."""
    if isinstance(command, Group):
        for name, part in command.commands.items():
            yield from commands(part, (*path, name))
    else:
        yield path


SECRETS = ("jeanne@example.org", "cannot find Jeanne Exemple-Martin")
COMMANDS = list(commands(program()))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_and_takes_the_common_options(cli: Cli, path: tuple[str, ...]) -> None:
    answer = cli(*path, "--help")

    assert (answer.status, answer.err) == (0, "")
    for option in ("--data", "--json", "--lang", "--help"):
        assert option in answer.out


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_is_in_the_reference(path: tuple[str, ...]) -> None:
    assert f"organiser-kit {' '.join(path)}" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def test_every_option_is_in_the_reference() -> None:
    reference = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")

    def options(command: click.Command) -> Iterator[str]:
        for part in command.commands.values() if isinstance(command, Group) else ():
            yield from options(part)
        yield from (name for one in command.params for name in one.opts if name.startswith("--"))

    assert [name for name in options(program()) if not re.search(rf"{name}(?![\w-])", reference)] == []


@pytest.mark.parametrize(
    "words",
    [
        "no-such-command",
        "add no-such-thing --json",
        "list dragons",
        "scan next",
        "print sheet next",
        "print poster next --out x.pdf --geometry x.json",
        "print poster next --out x.pdf --person 01",
        "import people x.csv --group A --meeting B",
        "status --no-such-option",
        "generate --people none",
        "edit person",
        "list",
        "add",
    ],
)
def test_wrong_usage_says_so_on_stderr_only(cli: Cli, words: str) -> None:
    answer = cli(*words.split())

    assert (answer.status, answer.out) == (2, "")
    assert "--help" in answer.err


def test_the_refused_word_is_named(cli: Cli) -> None:
    assert "“dragons” is none of these: groups, meetings, people" in cli("list", "dragons").err
    assert "There is no option --fast." in cli("status", "--fast").err
    assert "INPUT… is missing." in cli("scan", "next").err


def test_without_json_a_refusal_leaves_stdout_empty(cli: Cli) -> None:
    answer = cli("status")

    assert (answer.status, answer.out) == (1, "")
    assert len(answer.err.splitlines()) == 1


def test_french_is_spoken_from_the_first_word(make_cli: MakeCli) -> None:
    cli = make_cli(LANG="fr_FR.UTF-8")
    cli("init", "--demo")

    french = cli("list", "meetings", "--help").out, cli("status").out, cli("attendance", "zz").err
    english = [
        cli(*words, "--lang", "en")
        for words in (("list", "meetings", "--help"), ("status",), ("attendance", "zz"))
    ]

    assert "Usage:" in english[0].out
    assert "change" in english[1].out
    assert "No meeting has the id" in english[2].err
    for here, there in zip(french, (english[0].out, english[1].out, english[2].err), strict=True):
        assert here
        assert here != there


@pytest.mark.parametrize("path", [(), *COMMANDS], ids=" ".join)
def test_every_word_of_the_help_goes_through_the_catalogue(
    cli: Cli, path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def marked(self: Catalogue, message: str, /, **values: Any) -> str:
        return f"{self.language}«{message.format(**values)}»"

    monkeypatch.setattr(Catalogue, "tr", marked)
    answer = cli(*path, "--help", "--lang", "fr")
    text = " ".join(answer.out.split())

    assert answer.out.startswith("fr«Usage:»")
    assert "fr«Show this help.»" in text
    # What stands outside the marks is syntax: names of commands, options and values.
    left = re.sub(r"fr«[^»]*»|fr«[^»]*\.\.\.", "", text)
    assert not re.search(r"\b[A-Z][a-z]+ [a-z]+", left), left
    assert set(re.findall(r"\b[A-Z]{2,}\b", left)) <= {"URL", "CODE", "ISO"}
    assert "required" not in left


@pytest.fixture
def broken(practice: Cli, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """A kit with a bug that carries somebody's name."""

    def search(*_: object, **__: object) -> None:
        try:
            raise KeyError(SECRETS[0])
        except KeyError as error:
            raise RuntimeError(SECRETS[1]) from error

    monkeypatch.setattr(People, "search", search)
    return practice


def test_a_bug_is_kept_for_who_repairs_it_without_anybody_s_name(broken: Cli) -> None:
    answer = broken("list", "people", "--search", "Jeanne", "--json")
    log = broken.data / LOG_NAME

    assert answer.status == 3
    assert str(log) in answer.json["error"]
    assert answer.err.splitlines() == [answer.json["error"]]
    text = log.read_text(encoding="utf-8")
    assert "builtins.RuntimeError" in text
    assert "builtins.KeyError" in text
    assert "listing.py" in text
    for secret in (*SECRETS, "--search"):
        assert secret not in text


def test_a_second_bug_is_added_to_the_log(broken: Cli) -> None:
    for _ in range(2):
        broken("list", "people", "--search", "Jeanne")

    assert (broken.data / LOG_NAME).read_text(encoding="utf-8").count("builtins.RuntimeError") == 2


def test_the_traceback_of_a_bug_tells_where() -> None:
    try:
        raise ValueError("secret")
    except ValueError as error:
        text = crash_text(error)

    assert "test_the_traceback_of_a_bug_tells_where" in text
    assert text.endswith("builtins.ValueError\n")


def test_stopping_by_hand_is_no_bug(practice: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(People, "all", interrupted)
    answer = practice("list", "people")

    assert (answer.status, answer.err) == (1, "Stopped.\n")
