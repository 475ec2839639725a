from __future__ import annotations

import pytest

from organiser_kit.errors import UserError
from organiser_kit.imports.heading_words import classify, family_name_first
from organiser_kit.imports.headings import Confidence, Mapping, recognise


def fields(*headings: str) -> dict[str, str]:
    mapping = recognise(headings)
    return {field: headings[index] for field, index in mapping.fields.items()}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("NOM", "family_name"),
        ("Nom *", "family_name"),
        ("Nom (en majuscules)", "family_name"),
        ("Surname", "family_name"),
        ("Votre nom de famille", "family_name"),
        ("Prénom(s)", "given_name"),
        ("first_name", "given_name"),
        ("Quel est votre prénom ?", "given_name"),
        ("Nom / Prénom", "full_name"),
        ("Attendee name", "full_name"),
        ("E-mail", "email"),
        ("Adresse de courriel", "email"),
        ("Votre adresse e-mail préférée", "email"),
        ("Tél.", "phone"),
        ("N° de téléphone portable", "phone"),
        ("Nom de l'association", "structure"),
        ("Nom de votre école", "structure"),
        ("Institution", "structure"),
        ("Commune (ou ville)", "commune"),
        ("Town/City", "commune"),
        ("Métier", "profession_kind"),
        ("Numéro de commande", "external_ref"),
        ("ID number", "external_ref"),
    ],
)
def test_headings_people_and_tools_write(heading: str, field: str) -> None:
    guess = classify(heading)
    assert guess is not None
    assert guess.field == field


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "Code postal",
        "Nom de l'événement",
        "Nom du formulaire",
        "Nom du parent responsable",
        "Téléphone en cas d'urgence",
        "E-mail address verified",
        "J'accepte de recevoir des courriels : consentement",
        "Date de naissance",
        "Ville de naissance",
        "Département",
        "Remarques",
        "x" * 121 + " nom",
    ],
)
def test_headings_that_are_left_out(heading: str) -> None:
    assert classify(heading) is None


def test_the_participant_comes_before_the_plain_heading_wherever_it_stands() -> None:
    found = fields("Nom", "Prénom", "Email", "Nom participant", "Prénom participant", "Email participant")
    assert found["family_name"] == "Nom participant"
    assert found["given_name"] == "Prénom participant"
    assert found["email"] == "Email participant"


def test_of_two_equal_headings_the_first_is_used() -> None:
    assert recognise(["Nom", "Prénom", "Company", "Company"]).fields["structure"] == 2


def test_whole_names_and_parts_do_not_mix() -> None:
    assert fields("Attendee name", "Attendee name: Given name", "Attendee name: Family name").keys() == {
        "given_name",
        "family_name",
    }
    assert fields("Nom", "Courriel") == {"full_name": "Nom", "email": "Courriel"}
    assert fields("Full name", "First name") == {"full_name": "Full name"}


def test_the_order_of_a_whole_name_is_that_of_its_heading() -> None:
    assert family_name_first("NOM et prénom")
    assert not family_name_first("Prénom NOM")
    assert not family_name_first("Attendee name")
    assert recognise(["Nom Prénom"]).family_name_first


def test_a_payers_address_alone_is_the_persons() -> None:
    assert fields("Nom participant", "Prénom participant", "Email payeur")["email"] == "Email payeur"
    found = fields("Nom participant", "Prénom participant", "Nom payeur", "Prénom payeur", "Email payeur")
    assert "email" not in found
    assert found["payer_email"] == "Email payeur"


def test_what_is_left_out_is_listed() -> None:
    mapping = recognise(["Nom", "Prénom", "Régime alimentaire"])
    assert [(column.number, column.heading) for column in mapping.ignored] == [(3, "Régime alimentaire")]


@pytest.fixture
def mapping() -> Mapping:
    return recognise(["Nom", "Prénom", "Contact", "Contact", "Club = lieu", "7"])


def test_a_correction_by_heading_number_or_known_word(mapping: Mapping) -> None:
    assert mapping.with_override("3=email").fields["email"] == 2
    assert mapping.with_override("Club = lieu=structure").fields["structure"] == 4
    assert mapping.with_override("club = LIEU = Établissement").fields["structure"] == 4
    assert mapping.with_override("7=phone").fields["phone"] == 5
    assert mapping.with_override("3=email").columns[2].confidence is Confidence.CHOSEN


def test_a_correction_moves_a_field_and_ignore_frees_a_column(mapping: Mapping) -> None:
    moved = mapping.with_override("3=family_name")
    assert moved.fields == {"family_name": 2, "given_name": 1}
    assert mapping.with_override("Prénom=ignore").fields == {"family_name": 0}
    whole = mapping.with_override("3=full_name")
    assert whole.fields == {"full_name": 2}
    assert whole.with_override("1=family_name").fields == {"family_name": 0}


@pytest.mark.parametrize(
    ("correction", "part"),
    [
        ("Nom", "COLUMN=FIELD"),
        ("=email", "COLUMN=FIELD"),
        ("Nom=", "COLUMN=FIELD"),
        ("Prenoms=email", "There is no column “Prenoms”"),
        ("0=email", "There is no column “0”"),
        ("8=email", "There is no column “8”"),
        ("²=email", "There is no column “²”"),
        ("Contact=email", "Several columns"),
        ("Nom=couleur", "“couleur” is no field"),
        ("Nom=payer_email", "is no field"),
    ],
)
def test_a_wrong_correction_says_what_is_wrong(mapping: Mapping, correction: str, part: str) -> None:
    with pytest.raises(UserError) as caught:
        mapping.with_override(correction)
    assert part in str(caught.value)
