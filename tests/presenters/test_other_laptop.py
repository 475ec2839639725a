"""Who saw somebody first, when it was not this laptop."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from organiser_kit.model.attendance import Method
from organiser_kit.services.verdicts import ScanResult, Verdict
from ui.pages.reception.answers import of_scan

if TYPE_CHECKING:
    from tests.presenters.asker import PlainAsker


def seen(asker: PlainAsker, laptop: str) -> str:
    result = ScanResult(
        Verdict.ALREADY_IN, "p", "EXEMPLE Alix", asker.environment.now(), "other", method=Method.QR
    )
    return of_scan(result, "own", "", UTC, laptop=laptop).detail


def test_the_other_laptop_is_named_where_its_name_is_known(asker: PlainAsker) -> None:
    assert "on the laptop “Accueil 2” (badge)" in seen(asker, "Accueil 2")
    assert "on another laptop (badge)" in seen(asker, "")
