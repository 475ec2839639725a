"""What the palette offers, as Qt's tables read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from organiser_kit.i18n import tr
from ui import icons, theme

if TYPE_CHECKING:
    from ui.pages.palette.presenter import Offer

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class OfferModel(QAbstractTableModel):
    """Words, and beside them a hint."""

    def __init__(self) -> None:
        super().__init__()
        self._offers: tuple[Offer, ...] = ()

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self._offers = offers
        self.endResetModel()

    def offer(self, row: int) -> Offer:
        """Return what a row offers."""
        return self._offers[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how much is offered."""
        return 0 if parent.isValid() else len(self._offers)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        offer = self._offers[index.row()]
        first = index.column() == 0
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.words if first else offer.hint
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said(offer)
        if role == Qt.ItemDataRole.DecorationRole and first:
            return icons.icon(offer.icon, "muted")
        if not first and role == Qt.ItemDataRole.ForegroundRole:
            return theme.current().colour("muted")
        if not first and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def said(offer: Offer) -> str:
    """Return what a screen reader says of an offer."""
    kind = {
        "page": tr("page"),
        "command": tr("command"),
        "meeting": tr("meeting"),
        "person": tr("person"),
    }[offer.kind]
    parts = (offer.words, kind, offer.hint)
    return ", ".join(part for part in parts if part)
