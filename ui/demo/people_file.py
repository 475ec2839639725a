"""The spreadsheet of the evening: as a form exports it, with the flaws that such files have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.cli.files import write_bytes

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = (
    ("Exemple-Martin", "Jeanne", "École fictive Jules-Verne", "Enseignante"),
    ("EXEMPLE-LE GOFF", "yann", "Patronage imaginaire", "Animateur"),
    ("Exemple-Bœuf", "Anaïs", "Médiathèque imaginaire", "Bibliothécaire"),
    ("Fictif-Kowalczyk", "Łucja", "", "Ingénieure informatique"),
    ("de La Fiction", "Jean-Baptiste", "Ludothèque inventée", "Animateur périscolaire"),
    ("Fictif-Traoré", "Aminata", "Centre social inventé", "Médiatrice numérique"),
    ("Essai d’Angelo", "Chiara", "Les Pixels rêvés", "Animatrice"),
    ("Exemple-Nguyễn", "Minh-Anh", "École fictive Jules-Verne", "Professeure des écoles"),
    ("Fictif-Sørensen", "Søren", "", "Développeur"),
    ("Modèle", "Aïcha", "Collège fictif", "Documentaliste"),
    ("Témoin-Lefèvre", "Éléonore", "Collège fictif", "Enseignante"),
    ("Exemple-Garcia", "Óscar", "Fablab imaginaire", "Étudiant"),
    ("Prête-Nom", "Zoé", "Fablab imaginaire", "Animatrice"),
    ("Exemple-Diallo", "Fatou", "Centre social inventé", "Animatrice"),
    ("Fictif-Hervé", "Maëlle", "", "Étudiante"),
    ("Spécimen-Dupont", "Benoît", "Maison des exemples", "Enseignant"),
    ("Spécimen-Dupont", "Bérénice", "Maison des exemples", "Enseignante"),
    ("Imaginaire", "Karim", "Patronage imaginaire", "Animateur"),
    ("Cœur-Fictif", "Héloïse", "Médiathèque imaginaire", "Bibliothécaire"),
    ("Échantillon", "Gaël", "", "Ingénieur informatique"),
    ("Exemple-Roux", "Inès", "Les Pixels rêvés", "Animatrice"),
    ("Fictif-Vasseur", "Noé", "Maison des exemples", "Professeur des écoles"),
    ("Exemple-Guérin", "Françoise", "Maison des exemples", "Retraitée"),
    ("Essai-Morel", "Théo", "Fablab imaginaire", "Développeur"),
    ("Fictif-Ouattara", "Issa", "Collège fictif", "Documentaliste"),
)
"""Family name, given name, structure, profession: the fourth column as people write it."""

_HEADINGS = ("Nom", "Prénom", "Courriel", "Structure ou établissement", "Quel est votre métier ?")


def write_people_file(path: Path) -> Path:
    """Write the file: everybody once, one of them twice, and one line whose address is none."""
    lines = [
        (family, given, f"personne{number}@example.org", structure, profession)
        for number, (family, given, structure, profession) in enumerate(PEOPLE, start=1)
    ]
    lines.append(lines[0])
    lines.append(("Fictif-Erreur", "Camille", "camille(arobase)example.org", "", ""))
    text = "\r\n".join(";".join(line) for line in (_HEADINGS, *lines))
    # With the mark that French spreadsheets put first.
    return write_bytes(path, f"\ufeff{text}\r\n".encode())
