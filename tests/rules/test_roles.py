from __future__ import annotations

import pytest

from organiser_kit.i18n import catalogue
from organiser_kit.model.meetings import Role
from organiser_kit.rules.roles import role_label, role_words


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("role", Role)
def test_a_role_has_a_capital_by_itself_and_none_inside_a_sentence(role: Role, language: str) -> None:
    alone, inside = role_label(role, catalogue(language)), role_words(role, catalogue(language))

    assert inside == inside.lower()
    assert alone == inside.capitalize() != inside


def test_the_words_are_those_of_the_language() -> None:
    assert role_label(Role.FUTURE_ORGANISER, catalogue("fr")) == "Futur·e organisateur·rice"
    assert role_words(Role.ORGANISER, catalogue("en")) == "organiser"
