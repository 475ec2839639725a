"""When it is said that there is no backup: only of what would be lost, and not too soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.environment import Environment, FakeClock
from organiser_kit.storage.keyring_store import NoKeyring

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.kit import Kit


def later(environment: Environment, days: float) -> None:
    assert isinstance(environment.clock, FakeClock)
    environment.clock.advance(seconds=days * 86_400)


@pytest.fixture
def group(kit: Kit) -> str:
    return kit.plan.new_group("Groupe d’essai").id


def test_only_what_is_old_and_in_no_backup_is_counted(
    kit: Kit, group: str, environment: Environment, tmp_path: Path
) -> None:
    kit.people.add(group, family_name="Exemple", given_name="Ana")
    later(environment, 6.9)
    assert kit.backups.unsaved() == 0
    later(environment, 0.2)
    assert kit.backups.unsaved() > 0

    kit.back_up(tmp_path / "out.okbackup", passphrase=None, keyring=NoKeyring())
    assert kit.backups.unsaved() == 0
    later(environment, 30)
    assert kit.backups.unsaved() == 0, "nothing was written since"
    kit.people.add(group, family_name="Fictif", given_name="Bo")
    assert kit.backups.unsaved() == 0
    later(environment, 8)
    assert kit.backups.unsaved() == 1


def test_it_may_be_put_off_for_a_while(kit: Kit, group: str, environment: Environment) -> None:
    later(environment, 8)
    kit.backups.put_off()
    assert kit.backups.unsaved() == 0
    later(environment, 6.9)
    assert kit.backups.unsaved() == 0
    later(environment, 0.2)
    assert kit.backups.unsaved() > 0


def test_a_backup_that_failed_is_none(kit: Kit, group: str, environment: Environment, tmp_path: Path) -> None:
    later(environment, 8)
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(Exception, match="cannot be written"):
        kit.back_up(tmp_path / "file" / "out.okbackup", passphrase=None, keyring=NoKeyring())
    assert kit.backups.unsaved() > 0


def test_what_a_server_has_needs_none(kit: Kit, group: str, environment: Environment) -> None:
    later(environment, 8)
    with kit._database.transaction():  # noqa: SLF001 - as a server's answers do
        kit._database.execute("UPDATE outbox SET state = 'confirmed'")  # noqa: SLF001
    assert kit.backups.unsaved() == 0
