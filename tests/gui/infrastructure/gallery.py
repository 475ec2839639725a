"""Builds one page that shows every widget, for pictures that are looked at; not part of the product."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui.camera import no_camera
from ui.jobs import Step
from ui.widgets.basics import button, icon_button, label, spin_box
from ui.widgets.big_verdict import BigVerdict
from ui.widgets.busy import BusyOverlay, ProgressPanel
from ui.widgets.camera_view import CameraView
from ui.widgets.form import FormField
from ui.widgets.list_table import ListTable
from ui.widgets.panels import Banner, Card, EmptyState, SectionHeader
from ui.widgets.scheduler import ManualScheduler
from ui.widgets.search_field import SearchField
from ui.widgets.status_pill import StatusPill
from ui.widgets.step_list import StepItem, StepList
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from ui.camera import CameraFeed
    from ui.widgets.big_verdict import Answer

PEOPLE = [
    ("Exemple-Martin, Zoé", "École Jean-Moulin", "Présente", "18 h 02"),
    ("Exemple-Diallo, Aminata", "Médiathèque Olympe-de-Gouges", "Inscrite", ""),
    ("Exemple-Lefèvre, Noël", "Collège des Tilleuls", "Présent", "18 h 05"),
    ("Exemple-Øster, Søren", "Fablab du Port", "Absent excusé", ""),
]


def nothing() -> None:
    """Do nothing."""


def people_model() -> QStandardItemModel:
    """Return four made-up people."""
    model = QStandardItemModel(0, 4)
    model.setHorizontalHeaderLabels(["Nom", "Structure", "État", "Heure"])
    for person in PEOPLE:
        model.appendRow([QStandardItem(part) for part in person])
    return model


def build_page() -> QWidget:
    """Return the page of everyday widgets."""
    page = QWidget()
    page.setObjectName("page")
    page.resize(1280, 960)
    outer = QHBoxLayout(page)
    outer.setContentsMargins(24, 24, 24, 24)
    outer.setSpacing(24)
    outer.addLayout(_side(), 0)
    main = QVBoxLayout()
    main.setSpacing(16)
    outer.addLayout(main, 1)
    main.addLayout(_top())
    banner = Banner(
        "warning", "3 inscriptions n’ont pas d’adresse : les personnes ne recevront pas d’attestation."
    )
    banner.add_action("Les voir", nothing)
    main.addWidget(banner)
    card = Card("Personnes inscrites", "24 inscrites, 18 présentes, 2 arrivées sans inscription")
    table = ListTable("Personnes inscrites")
    table.setModel(people_model())
    table.stretch(1)
    table.selectRow(1)
    search = SearchField(ManualScheduler(), "Rechercher une personne", "Nom, structure ou code…")
    card.header.add(button("Importer", nothing, "plain", "upload"))
    card.header.add(button("Ajouter", nothing, "primary", "user-plus"))
    card.add(search)
    card.add(table, 1)
    main.addWidget(card, 3)
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(_form(), 1)
    row.addWidget(_buttons(), 1)
    main.addLayout(row, 2)
    toast = Toast(ManualScheduler(), page)
    toast.show_message("Présence de Zoé Exemple-Martin enregistrée", nothing)
    return page


def _side() -> QVBoxLayout:
    side = QVBoxLayout()
    side.setSpacing(16)
    side.addWidget(SectionHeader("Atelier robots", "Jeudi 26 novembre, 18 h"))
    steps = StepList("Étapes de la soirée")
    steps.setFixedWidth(250)
    steps.show_steps(
        [
            StepItem("prepare", "Préparer", "calendar", "done"),
            StepItem("registrations", "Inscriptions", "users", "done", "24"),
            StepItem("print", "Imprimer", "printer", "current"),
            StepItem("welcome", "Accueillir", "scan-line"),
            StepItem("close", "Clôturer", "clipboard-check"),
        ]
    )
    side.addWidget(steps)
    side.addStretch(1)
    progress = ProgressPanel("Création des badges")
    progress.show_step(Step(14, 24, "14 badges sur 24"))
    side.addWidget(progress)
    for tone, icon, words in (
        ("success", "cloud", "Tout est envoyé"),
        ("neutral", "cloud-off", "Hors ligne · 3 en attente"),
        ("danger", "circle-alert", "Envoi impossible"),
    ):
        pill = StatusPill(clickable=True)
        pill.show_status(tone, icon, words, "Cliquez pour synchroniser.")
        side.addWidget(pill)
    return side


def _top() -> QHBoxLayout:
    top = QHBoxLayout()
    top.setSpacing(8)
    top.addWidget(label("Imprimer les documents", "title"))
    top.addStretch(1)
    for name, icon in (("Aide", "circle-question-mark"), ("Réglages", "settings"), ("Thème sombre", "moon")):
        top.addWidget(icon_button(name, icon, nothing))
    return top


def _form() -> Card:
    card = Card("Lieu")
    good = FormField("Nom du lieu", QLineEdit("Médiathèque"), required=True)
    wrong = FormField("Code postal", QLineEdit("7500"), "Cinq chiffres.")
    wrong.show_error("Un code postal a cinq chiffres : il en manque un.")
    card.add(good)
    card.add(wrong)
    card.body.addStretch(1)
    return card


def _buttons() -> Card:
    card = Card("Commandes")
    grid = QGridLayout()
    grid.addWidget(button("Accueillir", nothing, "big", "scan-line"), 0, 0, 1, 2)
    grid.addWidget(button("Supprimer", nothing, "danger", "trash-2"), 1, 0)
    grid.addWidget(button("En savoir plus", nothing, "quiet"), 1, 1)
    disabled = button("Indisponible", nothing, "plain", "lock")
    disabled.setEnabled(False)
    grid.addWidget(disabled, 2, 0)
    combo = QComboBox()
    combo.addItems(["Feuille A4", "Badges 86 × 54"])
    combo.setAccessibleName("Format")
    grid.addWidget(combo, 2, 1)
    spin = spin_box(0, 99)
    spin.setValue(12)
    spin.setAccessibleName("Nombre")
    grid.addWidget(spin, 3, 0)
    check = QCheckBox("Son")
    check.setChecked(True)
    radio = QRadioButton("Recto verso")
    radio.setChecked(True)
    boxes = QHBoxLayout()
    boxes.addWidget(check)
    boxes.addWidget(radio)
    grid.addLayout(boxes, 3, 1)
    card.add(grid)
    card.body.addStretch(1)
    return card


VERDICTS: list[tuple[Answer, str, str, str]] = [
    ("ok", "Bienvenue", "Zoé Exemple-Martin", "Atelier robots · table 4"),
    ("already", "Déjà accueillie", "Aminata Exemple-Diallo", "Depuis 18 h 02, il y a 12 minutes."),
    (
        "attention",
        "À vérifier",
        "Noël Exemple-Lefèvre",
        "Inscrit à la réunion du 3 décembre : accueillir quand même ?",
    ),
    ("refused", "Code inconnu", "", "Ce badge n’est pas d’ici : cherchez le nom au clavier."),
    ("waiting", "Présentez un badge", "", "ou tapez le début d’un nom"),
]


def build_verdicts() -> QWidget:
    """Return the five answers of the reception desk."""
    page = QWidget()
    page.setObjectName("page")
    page.resize(1280, 1180)
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 24, 24, 24)
    column.setSpacing(16)
    for answer, words, name, detail in VERDICTS:
        panel = BigVerdict()
        panel.show_answer(answer, words, name, detail)
        column.addWidget(panel)
    return page


def build_empty() -> QWidget:
    """Return an empty state."""
    page = EmptyState(
        "calendar-plus",
        "Aucune réunion pour l’instant",
        "Créez la première : les feuilles, les badges et les attestations en découlent.",
        "Créer une réunion",
    )
    page.setObjectName("page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    page.resize(900, 560)
    return page


def build_camera() -> QWidget:
    """Return a page dimmed by its overlay, with the camera's two faces."""
    page = QWidget()
    page.setObjectName("page")
    page.resize(1000, 420)
    row = QHBoxLayout(page)
    row.setContentsMargins(24, 24, 24, 24)
    row.setSpacing(24)
    silent, seeing = Feed(), Feed()
    absent, present = CameraView(cast("CameraFeed", silent)), CameraView(cast("CameraFeed", seeing))
    silent.problem.emit(no_camera())
    picture = QImage(640, 480, QImage.Format.Format_RGB32)
    picture.fill(QColor("#6f8f86"))
    seeing.pictured.emit(picture)
    row.addWidget(absent)
    row.addWidget(present)
    other = QWidget()
    overlay = BusyOverlay(other)
    row.addWidget(other, 2)
    other.setMinimumWidth(440)
    overlay.begin("Lecture des feuilles")
    overlay.panel.show_step(Step(2, 9, "Feuille 2 sur 9"))
    return page


class Feed(QObject):
    """A camera's signals without a camera."""

    pictured = Signal(object)
    problem = Signal(str)
