"""What a group shares and asks, on one page of three sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from ui.pages.library.questions_section import QuestionsSection
from ui.pages.library.resources_section import ResourcesSection
from ui.pages.library.sheets_section import SheetsSection
from ui.pages.page import Page
from ui.widgets.basics import label
from ui.widgets.current_stack import CurrentStack
from ui.widgets.section_bar import SectionBar

if TYPE_CHECKING:
    from ui.navigation import Route
    from ui.pages.page import Context


class LibraryPage(Page):
    """Practice sheets first; a route's step names another section."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.bar = SectionBar(
            tr("Sections of the library"),
            (
                ("sheets", tr("Practice sheets"), "file-text"),
                ("resources", tr("To go further"), "graduation-cap"),
                ("questions", tr("Help desk"), "circle-question-mark"),
            ),
        )
        self.bar.chosen.connect(self.show_section)
        self.column.addWidget(label(tr("Library"), "title"))
        self.column.addWidget(self.bar)
        self.sheets = SheetsSection(context)
        self.sections: dict[str, SheetsSection | ResourcesSection | QuestionsSection] = {
            "sheets": self.sheets,
            "resources": ResourcesSection(context),
            "questions": QuestionsSection(context),
        }
        self._stack = CurrentStack()
        for section in self.sections.values():
            self._stack.add(section)
        self.column.addWidget(self._stack, 1)
        self._shown = "sheets"

    def enter(self, route: Route) -> None:
        """Show the section asked for, or the one shown last."""
        self.show_section(route.step if route.step in self.sections else self._shown)

    def show_section(self, key: str) -> None:
        """Show one section, read anew."""
        self._shown = key
        self.bar.mark(key)
        self._stack.show_only(self.sections[key])
        self.sections[key].load()

    def takes_files(self) -> bool:
        """Return whether a practice sheet that may be given files is open."""
        form = self.sheets.form
        return form.isVisible() and form.takes_files
