"""Which language a piece of a page is in: the plan's words and the interface's may be in two (WCAG 3.1.2)."""

from __future__ import annotations

from markupsafe import Markup

from keikaku.dataclass import dataclass
from keikaku.plan.model import Plan


@dataclass(frozen=True, slots=True)
class Languages:
    """The language of the plan's words and that of the labels. A page is in the plan's; what is not, says so."""

    plan: str
    labels: str

    @staticmethod
    def of(plan: Plan) -> Languages:
        """Those of a plan."""
        return Languages(plan.language, plan.interface)

    @property
    def of_labels(self) -> Markup:
        """The attribute, with a space before it, of an element that holds labels; nothing in a page of one language."""
        return self._attribute(self.labels)

    @property
    def of_plan(self) -> Markup:
        """The attribute of an element that holds words of the plan, inside one that holds labels."""
        return self._attribute(self.plan)

    def label(self, words: Markup) -> Markup:
        """Words of the interface for running text."""
        return Markup("<span{}>{}</span>").format(self.of_labels, words) if self.of_labels else words

    def inside(self, value: object) -> object:
        """What fills a gap in words of the interface: words of the plan, unless it is a number or finished markup."""
        if not self.of_labels or not isinstance(value, str) or isinstance(value, Markup) or value.isdecimal():
            return value
        return Markup("<span{}>{}</span>").format(self.of_plan, value)

    def _attribute(self, language: str) -> Markup:
        return Markup(' lang="{}"').format(language) if self.plan != self.labels else Markup()
