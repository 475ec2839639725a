"""Names for test data: French as the mission's people are, and visibly made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.environment import Chance

MODULES = (
    "Découvrir la programmation créative",
    "Manipuler l’information",
    "Diriger des robots",
    "Connecter le réseau",
    "Gérer un projet de médiation",
)

# The official geographic code (INSEE) of each region.
_REGIONS = (
    ("Auvergne-Rhône-Alpes", "84"), ("Bourgogne-Franche-Comté", "27"), ("Bretagne", "53"),
    ("Centre-Val de Loire", "24"), ("Corse", "94"), ("Grand Est", "44"), ("Hauts-de-France", "32"),
    ("Île-de-France", "11"), ("Normandie", "28"), ("Nouvelle-Aquitaine", "75"), ("Occitanie", "76"),
    ("Pays de la Loire", "52"), ("Provence-Alpes-Côte d’Azur", "93"), ("Guadeloupe", "01"),
    ("Martinique", "02"), ("Guyane", "03"), ("La Réunion", "04"), ("Mayotte", "06"),
)  # fmt: skip
_GIVEN = (
    "Adèle", "Agathe", "Aïcha", "Alban", "Alix", "Aminata", "Anaïs", "André", "Anne-Laure", "Antoine",
    "Awa", "Axel", "Bastien", "Benoît", "Bérénice", "Camille", "Cédric", "Chloé", "Clément", "Côme",
    "Damien", "Diane", "Édouard", "Éléonore", "Élise", "Émile", "Estelle", "Étienne", "Fanny", "Farid",
    "Fatou", "Florian", "François", "Françoise", "Gaël", "Géraldine", "Guénolé", "Hélène", "Héloïse",
    "Hugo", "Idriss", "Inès", "Irène", "Ismaël", "Jade", "Jean-Baptiste", "Jean-Luc", "Jérôme", "Joëlle",
    "Julie", "Karim", "Katell", "Laëtitia", "Léa", "Léo", "Loïc", "Louise", "Łukasz", "Maëlle", "Malik",
    "Manon", "Marc-Antoine", "Marguerite", "Marie-Thérèse", "Mathéo", "Mehdi", "Mélanie", "Moussa",
    "Nadège", "Naïma", "Noé", "Noémie", "Océane", "Óscar", "Pascal", "Paul", "Pénélope", "Quentin",
    "Rachida", "Raphaël", "Régis", "Rémi", "Romane", "Sacha", "Salomé", "Sébastien", "Solène", "Søren",
    "Stéphane", "Sylvie", "Tatiana", "Théo", "Thérèse", "Tiphaine", "Ugo", "Valérie", "Victoire",
    "Xavier", "Yann", "Yasmine", "Zélie", "Zoé",
)  # fmt: skip
_FAMILY = (
    "Martin", "Bernard", "Thomas", "Petit", "Robert", "Richard", "Durand", "Dubois", "Moreau", "Laurent",
    "Simon", "Michel", "Lefèvre", "Leroy", "Roux", "David", "Bertrand", "Morel", "Fournier", "Girard",
    "Bonnet", "Dupont", "Lambert", "Fontaine", "Rousseau", "Vincent", "Muller", "Lefebvre", "Faure",
    "Mercier", "Blanc", "Guérin", "Boyer", "Garnier", "Chevalier", "Legrand", "Gauthier", "Garcia",
    "Perrin", "Robin", "Clément", "Morin", "Nicolas", "Henry", "Roussel", "Mathieu", "Gautier", "Masson",
    "Marchand", "Duval", "Denis", "Dumont", "Marie", "Lemaire", "Noël", "Meyer", "Dufour", "Meunier",
    "Brun", "Blanchard", "Giraud", "Joly", "Rivière", "Lucas", "Brunet", "Gaillard", "Barbier", "Arnaud",
    "Martínez", "Gérard", "Roche", "Renard", "Schmitt", "Roy", "Leroux", "Colin", "Vidal", "Caron",
    "Picard", "Roger", "Fabre", "Aubert", "Lemoine", "Renaud", "Dumas", "Lacroix", "Olivier", "Philippe",
    "Bourgeois", "Pierre", "Benoît", "Rey", "Leclerc", "Payet", "Rolland", "Leclercq", "Traoré", "Diallo",
    "Nguyễn", "Kowalczyk", "Bœuf", "d’Angelo", "de La Tour", "Le Goff", "Guézennec", "Ben Salah",
)  # fmt: skip
_MADE_UP = ("Exemple", "Fictif", "Essai", "Modèle", "Imaginaire", "Témoin", "Inventé", "Spécimen")
_COMMUNES = (
    "Villefictive", "Bourg-Exemple", "Saint-Modèle", "Essai-sur-Loire", "Imaginaire-les-Bains", "Le Témoin",
    "Pont-l’Inventé", "Rêvé-en-Bray", "Spécimen-la-Forêt", "Châteaufictif",
)  # fmt: skip
_PLACES = ("Médiathèque", "École", "Collège", "Maison de quartier", "Tiers-lieu", "Centre social", "Fablab")


def region(number: int) -> tuple[str, str]:
    """Return the name and code of a region: a real one while there are some left."""
    if number < len(_REGIONS):
        return _REGIONS[number]
    return f"Région fictive {number + 1}", f"F{number + 1}"


def structure(number: int) -> tuple[str, str]:
    """Return the name and kind of a host."""
    return f"Association Exemple {number + 1}", "association"


def venue(number: int) -> tuple[str, str, str, int]:
    """Return the name, commune, postcode and capacity of a venue."""
    place, commune = _PLACES[number % len(_PLACES)], _COMMUNES[number % len(_COMMUNES)]
    return f"{place} fictive n°\u00a0{number + 1}", commune, "00000", 30 + number % 4 * 10


def group(number: int) -> str:
    """Return the name of a group."""
    return f"Groupe d’essai {number + 1}"


def names(chance: Chance) -> Iterator[tuple[str, str, str]]:
    """Yield family name, given name and commune for ever."""
    while True:
        family = f"{_pick(_MADE_UP, chance)}-{_pick(_FAMILY, chance)}"
        yield family, _pick(_GIVEN, chance), _pick(_COMMUNES, chance)


def _pick(words: tuple[str, ...], chance: Chance) -> str:
    return words[int(chance.uniform(0, len(words) - 1e-9))]
