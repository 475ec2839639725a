"""The banners on top of the synchronisation's page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.pages.syncing.alerts import Act, Alert, act_words
from ui.pages.syncing.waiting_card import empty
from ui.widgets.panels import Banner

_LOOKS = {Act.ACCEPT: "danger"}


class AlertStack(QWidget):
    """Draws the alerts; a new one is read out once, not at every refresh."""

    acted = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alerts: tuple[Alert, ...] = ()
        self.banners: tuple[Banner, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE["s"])
        self.hide()

    def show_alerts(self, alerts: tuple[Alert, ...]) -> None:
        """Show what there is to say."""
        if alerts == self._alerts:
            return
        fresh = [alert for alert in alerts if alert not in self._alerts]
        self._alerts = alerts
        empty(self._column)
        self.banners = tuple(self._banner(alert) for alert in alerts)
        self.setVisible(bool(alerts))
        for alert, banner in zip(alerts, self.banners, strict=True):
            self._column.addWidget(banner)
            if alert in fresh:
                banner.announce()

    def _banner(self, alert: Alert) -> Banner:
        made = Banner(alert.tone, alert.sentence, closable=alert.closable)
        for act in alert.acts:
            made.add_action(act_words(act), lambda act=act: self.acted.emit(act), _LOOKS.get(act, "plain"))  # type: ignore[misc,arg-type]
        made.closed.connect(self.closed)
        return made
