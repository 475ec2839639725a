"""Whoever enrols while the first thing for everybody is published can read it too, on either engine."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING

from organiser_kit.model.record import COMMON_SCOPE
from sync.protocol import EnrolRequest
from sync.server import devices, scopes
from sync.server.database import opened, transaction
from sync.server.scopes import Grant, grant_of, open_to_all
from tests.sync.fakes import GROUP

if TYPE_CHECKING:
    import pytest

    from organiser_kit.environment import Environment
    from sync.server.engines.base import Connection
    from tests.sync.conftest import Store

_PATIENCE_SECONDS = 10


def test_a_device_that_enrols_during_the_first_publication_is_let_in(
    store: Store, environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, goes_on = threading.Event(), threading.Event()
    hold = scopes.hold

    def hold_later(connection: Connection, scope: str) -> int:
        """Let everybody in who is there, and then wait."""
        looked.set()
        assert goes_on.wait(_PATIENCE_SECONDS)
        return hold(connection, scope)

    def publish() -> None:
        with closing(store.engine.connect()) as connection, transaction(connection):
            open_to_all(connection, COMMON_SCOPE)

    with opened(store.engine, environment) as connection:
        with transaction(connection):
            _enrol(connection, environment, "device-0")
        monkeypatch.setattr(scopes, "hold", hold_later)
        publishing = threading.Thread(target=publish)
        publishing.start()
        assert looked.wait(_PATIENCE_SECONDS)
        if store.is_sqlite:
            # There is one writer at a time: whoever enrols waits for the publication.
            goes_on.set()
            publishing.join()
            with transaction(connection):
                connection.execute("UPDATE scope SET seq = 1 WHERE id = :scope", {"scope": COMMON_SCOPE})
        with transaction(connection):
            _enrol(connection, environment, "device-1")
        goes_on.set()
        publishing.join()
        for device in ("device-0", "device-1"):
            assert grant_of(connection, device, COMMON_SCOPE) is Grant.READER


def test_whoever_enrols_before_anything_is_published_reads_nothing_more(
    store: Store, environment: Environment
) -> None:
    with opened(store.engine, environment) as connection, transaction(connection):
        assert _enrol(connection, environment, "device-1") == [f"g:{GROUP}"]


def _enrol(connection: Connection, environment: Environment, device: str) -> list[str]:
    code = devices.make_code(connection, environment, GROUP, Grant.ORGANISER)
    request = EnrolRequest(code=code, device_id=device, device_name="Exemple")
    return devices.enrol(connection, request, environment).scopes
