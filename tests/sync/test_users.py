"""Accounts for the server's pages: made with a secret that is told once, and taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.environment import Environment
from sync.server import cli, frame, users
from sync.server.database import opened

if TYPE_CHECKING:
    from tests.sync.conftest import Store


@pytest.fixture
def run(store: Store, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a way to run a command on a server with the practice group: its status and its lines."""

    def run_one(*arguments: str) -> tuple[int, list[Any], str]:
        status = frame.run(cli.commands, [*store.options, "--lang", "en", "--json", *arguments])
        said = capsys.readouterr()
        return status, [json.loads(line) for line in said.out.splitlines()], said.err

    run_one("init", "--demo")
    return run_one


def whose(store: Store, login: str, secret: str) -> str | None:
    with opened(store.engine, Environment()) as connection:
        account = users.recognise(connection, login, secret)
    return account.id if account else None


def test_an_account_opens_with_its_secret_until_it_is_revoked(run: Any, store: Store) -> None:
    (group,) = run("list", "groups")[1]
    status, (made,), _ = run(
        "user", "add", "Zoe@Example.org", "--name", "Zoé Exemple", "--group", group["id"]
    )
    assert status == 0
    secret = made.pop("secret")
    assert (made["role"], made["scope"]) == ("organiser", f"g:{group['id']}")
    assert run("user", "list")[1] == run("list", "users")[1] == [made]

    assert whose(store, " zoe@example.ORG ", secret.upper().replace("-", " ")) == made["id"]
    assert whose(store, "zoe@example.org", secret[:-1] + "x" * (secret[-1] != "x")) is None
    assert whose(store, "somebody", secret) is None

    assert run("user", "revoke", made["id"])[1] == [{"id": made["id"]}]
    assert whose(store, "zoe@example.org", secret) is None
    (listed,) = run("user", "list")[1]
    assert listed["revoked_at"] is not None
    assert run("user", "revoke", made["id"])[0] == 1


def test_a_coordinator_belongs_to_a_region(run: Any, store: Store) -> None:
    with opened(store.engine, Environment()) as connection:
        ((region, name),) = connection.execute("SELECT id, name FROM regions").fetchall()
    (made,) = run("user", "add", "coordination", "--region", name.upper())[1]
    assert (made["role"], made["scope"], made["name"]) == ("coordinator", f"r:{region}", "coordination")
    assert name in run("user", "add", "other", "--region", "nowhere")[2]


def test_the_database_holds_a_slow_hash_and_no_secret(run: Any, store: Store) -> None:
    (group,) = run("list", "groups")[1]
    secrets = [run("user", "add", login, "--group", group["id"])[1][0]["secret"] for login in ("a", "b")]
    with opened(store.engine, Environment()) as connection:
        kept = [row[0] for row in connection.execute("SELECT secret FROM account ORDER BY login").fetchall()]
    assert len({*secrets, *kept}) == 4
    for secret, text in zip(secrets, kept, strict=True):
        assert len(secret.replace("-", "")) == 20
        assert text.startswith("scrypt$32768$8$1$")
        assert secret.replace("-", "") not in text.replace("-", "")


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["user", "add", "a"], 2, "--region"),
        (["user", "add", "a", "--group", "x", "--region", "y"], 2, "--region"),
        (["user", "add", " ", "--group", "{group}"], 1, "1 to 200"),
        (["user", "add", "TAKEN", "--group", "{group}"], 1, "taken"),
        (["user", "revoke", "nobody"], 1, "user list"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    run: Any, arguments: list[str], status: int, sentence: str
) -> None:
    (group,) = run("list", "groups")[1]
    if sentence == "taken":
        run("user", "add", "taken", "--group", group["id"])
    done, _, told = run(*[argument.format(group=group["id"]) for argument in arguments])
    assert (done, sentence in told) == (status, True)
