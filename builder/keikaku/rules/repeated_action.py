"""No actor of a measure has the same action twice."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Action, ActionGroup

_say = DiagnosticCatalogue(__file__)


def repeated_action(index: PlanIndex) -> Iterator[Diagnostic]:
    """Most likely a line was typed or pasted twice."""
    for measure in index.plan.measures:
        for items in measure.actions.values():
            first: dict[str, Action] = {}
            for action in _actions(items):
                words = action.text.markdown.strip()
                if words in first:
                    related = (Related(_say("first"), first[words].text.at.span()),)
                    yield _say.warning("twice", action.text.at.span(), related=related)
                first.setdefault(words, action)


def _actions(items: tuple[object, ...]) -> Iterator[Action]:
    for item in items:
        if isinstance(item, Action):
            yield item
        elif isinstance(item, ActionGroup):
            yield from _actions(item.actions)
