"""What one heading means: the words that registration tools and people write above their columns."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from typing import NamedTuple


class Confidence(Enum):
    """How sure a reading of a heading is."""

    EXACT = "exact"
    GUESSED = "guessed"
    CHOSEN = "chosen"


class Guess(NamedTuple):
    """The field a heading names; of two headings for one field the lower rank is used."""

    field: str
    rank: int
    confidence: Confidence


PERSON_FIELDS = (
    "family_name",
    "given_name",
    "full_name",
    "email",
    "phone",
    "structure",
    "commune",
    "profession_kind",
    "external_ref",
)
"""What a column may be read as."""

ORDER_FIELDS = ("payer_family_name", "payer_given_name", "payer_email", "order_status")
"""Who paid is not who comes: read only to learn whether they are the same, and whether they still come."""

FIELDS = PERSON_FIELDS + ORDER_FIELDS

# One line a field and rank; headings are compared without case, accents and punctuation.
_EXACT: tuple[tuple[str, int, str], ...] = (
    (
        "family_name",
        0,
        "nom participant|nom de la participante|nom de famille participant",
    ),
    ("family_name", 0, "attendee name family name|participant last name|nom stagiaire|nom du stagiaire"),
    ("family_name", 0, "nom du participant nom de famille|nom de l apprenant|nom apprenant"),
    (
        "family_name",
        1,
        "nom|nom du participant|nom de famille|noms|last name|lastname|surname|family name|nom usuel",
    ),
    (
        "family_name",
        1,
        "votre nom|nom d usage|nom adherent|nom de l adherent|last|nom famille|nom beneficiaire",
    ),
    ("family_name", 2, "nom de naissance|nom patronymique|birth name"),
    (
        "given_name",
        0,
        "prenom participant|prenom du participant|prenom de la participante|attendee name given name",
    ),
    (
        "given_name",
        0,
        "participant first name|prenom stagiaire|prenom du stagiaire|nom du participant prenom",
    ),
    ("given_name", 0, "prenom de l apprenant|prenom apprenant|attendee name first name"),
    ("given_name", 1, "prenom|prenoms|first name|firstname|given name|forename|votre prenom|name given name"),
    (
        "given_name",
        1,
        "prenom adherent|prenom de l adherent|prenom usuel|first|given names|prenom beneficiaire",
    ),
    ("full_name", 0, "attendee name|nom complet participant|nom et prenom du participant|participant name"),
    ("full_name", 1, "nom prenom|prenom nom|nom et prenom|prenom et nom|nom complet|full name|fullname|name"),
    (
        "full_name",
        1,
        "nom prenoms|noms et prenoms|vos nom et prenom|vos nom prenom|display name|nom a afficher",
    ),
    (
        "full_name",
        1,
        "participant|participante|participants|participant e|stagiaire|apprenant|attendee|personne",
    ),
    ("email", 0, "email participant|e mail participant|courriel participant|mail participant|attendee email"),
    (
        "email",
        0,
        "email du participant|adresse email participant|adresse email du participant|attendee e mail",
    ),
    ("email", 0, "e mail du participant|courriel du participant|participant email"),
    ("email", 1, "email|e mail|mail|courriel|email address|e mail address|adresse email|adresse e mail|mel"),
    (
        "email",
        1,
        "adresse de courriel|adresse mail|adresse courriel|adresse electronique|courrier electronique",
    ),
    (
        "email",
        1,
        "votre email|votre e mail|votre adresse e mail|votre adresse email|votre courriel|mail address",
    ),
    (
        "email",
        2,
        "email professionnel|e mail 1|email 1|courriel professionnel|mail professionnel|mail 1|mail pro",
    ),
    ("email", 3, "email personnel|courriel personnel|mail personnel|e mail personnel|mail perso|email perso"),
    ("phone", 0, "telephone participant|telephone du participant|numero de telephone du participant"),
    (
        "phone",
        1,
        "telephone|tel|tel portable|telephone portable|portable|mobile|numero de telephone|gsm|phone",
    ),
    (
        "phone",
        1,
        "phone number|mobile phone|n de telephone|no de telephone|numero de portable|mobile number|cell",
    ),
    (
        "phone",
        2,
        "telephone mobile|telephone 1|tel 1|tel mobile|telephone professionnel|tel pro|phone1|phone 1",
    ),
    ("phone", 3, "telephone fixe|fixe|tel fixe|telephone 2|tel 2|phone2|phone 2|telephone domicile"),
    (
        "structure",
        1,
        "structure|etablissement|association|organisme|organisation|organization|employeur|societe",
    ),
    (
        "structure",
        1,
        "entreprise|company|institution|company name|employer|institut|ecole|structure d exercice",
    ),
    (
        "structure",
        1,
        "nom de la structure|nom de l etablissement|nom de l association|structure de rattachement",
    ),
    (
        "structure",
        2,
        "organisation d appartenance|lieu de travail|lieu d exercice|collectivite",
    ),
    ("structure", 3, "department|service|school"),
    (
        "commune",
        1,
        "commune|ville|city|town|localite|city town|ville commune|commune de residence|votre commune",
    ),
    ("commune", 1, "votre ville|town or city|ville de residence|commune ville|municipality"),
    (
        "profession_kind",
        1,
        "profession|metier|fonction|job title|occupation|type de profession|profession kind",
    ),
    (
        "profession_kind",
        1,
        "domaine professionnel|secteur professionnel|secteur d activite|votre profession|job",
    ),
    ("profession_kind", 2, "statut professionnel|activite professionnelle"),
    ("external_ref", 0, "numero de billet|n de billet|ticket number|pseudonymization id|identifiant externe"),
    ("external_ref", 0, "external ref|reference externe|attendee id|numero de participant"),
    (
        "external_ref",
        1,
        "id number|numero d identification|identifiant|idnumber|numero d adherent|numero adherent",
    ),
    ("external_ref", 2, "reference"),
    (
        "external_ref",
        3,
        "order code|numero de commande|reference commande|reference de commande|code de commande",
    ),
    ("external_ref", 3, "order|commande|n de commande|code commande"),
    # After the guesses: in HelloAsso this is the company of whoever paid.
    ("structure", 6, "raison sociale"),
    ("order_status", 1, "statut de la commande|statut commande|order status|status|statut|etat"),
    ("payer_family_name", 1, "nom payeur|nom du payeur|nom acheteur|nom de l acheteur|payer last name"),
    ("payer_family_name", 1, "invoice address name family name"),
    (
        "payer_given_name",
        1,
        "prenom payeur|prenom du payeur|prenom acheteur|prenom de l acheteur|payer first name",
    ),
    ("payer_given_name", 1, "invoice address name given name"),
    (
        "payer_email",
        1,
        "email payeur|e mail payeur|email du payeur|courriel payeur|email acheteur|payer email",
    ),
    ("payer_email", 1, "email de l acheteur|adresse email payeur|mail payeur"),
)

_KNOWN = {
    heading: Guess(field, rank, Confidence.EXACT)
    for field, rank, headings in _EXACT
    for heading in headings.split("|")
}

_SOMEBODY_ELSE = frozenset(
    "payeur payer acheteur buyer facturation invoice billing urgence emergency parent parents responsable"
    " referent contact tuteur accompagnant organisateur animateur formateur enfant"
    " conjoint naissance birth verified verifie confirmation autorisation consentement accord souhaitez"
    " acceptez date heure nombre".split()
)
_NOT_A_PERSON = frozenset(
    "evenement event produit product tarif billet formulaire form fichier file campagne utilisateur user"
    " groupe group session formation cours course projet domaine code pays country jeune salle lieu"
    " seat".split()
)
_EMAIL = frozenset("mail mails email emails courriel courriels mel".split())
_PHONE = frozenset("telephone tel portable mobile gsm phone".split())
_STRUCTURE = frozenset(
    "structure etablissement association organisme organisation organization entreprise employeur societe"
    " company institution employer asso ecole college lycee mairie school".split()
)
_COMMUNE = frozenset("commune ville city town".split())
_PROFESSION = frozenset("profession metier fonction".split())
_GIVEN = frozenset("prenom prenoms firstname forename".split())
_FAMILY = frozenset("nom noms surname lastname".split())

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "°": " "})
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def folded(heading: str) -> str:
    """Return a heading in small plain letters: ``Prénom (obligatoire) *`` gives ``prenom``."""
    bare = _BRACKETS.sub(" ", heading)
    return _NOT_WORDS.sub(" ", unaccented(bare if bare.strip() else heading)).strip()


def unaccented(text: str) -> str:
    """Return a text without case, accents, ligatures and needless spaces, whatever its script."""
    spread = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return " ".join("".join(c for c in spread if not unicodedata.combining(c)).split())


def classify(heading: str) -> Guess | None:
    """Return what a heading names, or ``None`` when it is nothing that is kept."""
    # Longer than a question of a form: an answer, whose words prove nothing.
    if len(heading) > 120:
        return None
    text = folded(heading.replace("_", " "))
    return _KNOWN.get(text) or _guess(frozenset(text.split()))


def _guess(words: frozenset[str]) -> Guess | None:
    if words & _SOMEBODY_ELSE:
        return None
    for field, signs in (
        ("email", _EMAIL),
        ("phone", _PHONE),
        ("structure", _STRUCTURE),
        ("commune", _COMMUNE),
        ("profession_kind", _PROFESSION),
    ):
        if words & signs:
            return Guess(field, 5, Confidence.GUESSED)
    return None if words & _NOT_A_PERSON else _guess_name(words)


def _guess_name(words: frozenset[str]) -> Guess | None:
    given, family = bool(words & _GIVEN), bool(words & _FAMILY)
    if given and family:
        return Guess("full_name", 5, Confidence.GUESSED)
    if given:
        return Guess("given_name", 5, Confidence.GUESSED)
    return Guess("family_name", 5, Confidence.GUESSED) if family else None


def family_name_first(heading: str) -> bool:
    """Tell whether a heading for whole names puts the family name first, as ``Nom et prénom`` does."""
    words = folded(heading).split()
    family = next((at for at, word in enumerate(words) if word in _FAMILY), None)
    given = next((at for at, word in enumerate(words) if word in _GIVEN), None)
    return family is not None and given is not None and family < given
