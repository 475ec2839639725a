"""Reasons that stay when the person they are about has gone: they may not say who it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.rules.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from organiser_kit.model.people import Person

_SHORTEST_TELLING = 3
"""A given name of two letters stands in any sentence."""


def check_unnamed(reason: str, selves: Iterable[Person]) -> None:
    """Refuse a reason that is empty, or tells who it is about.

    Raises:
        UserError: it does.
    """
    if not reason.strip():
        raise UserError(tr("Say why: the reason is kept, without the name."))
    said = fold(reason)
    for person in selves:
        for told in (person.family_name, person.given_name, person.email, person.phone, person.external_ref):
            if len(told or "") >= _SHORTEST_TELLING and fold(told or "") in said:
                raise UserError(
                    tr("The reason outlives the person's data: say it without their name or contacts.")
                )
