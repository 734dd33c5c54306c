"""Names have a reading where the plan's language needs one, and none where it does not."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.catalogue import LANGUAGES
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex

_say = DiagnosticCatalogue(__file__)


def reading(index: PlanIndex) -> Iterator[Diagnostic]:
    """Glossary, index and search go by the reading; where names are ordered as they are spelt it would be printed."""
    plan = index.plan
    for definition in index.definitions:
        entity = definition.value
        if not hasattr(entity, "reading"):
            continue
        if plan.writing.readings and not entity.reading:
            yield _say.error("missing", entity.at.span(next(iter(entity.at.datum())), part="key"))
        elif entity.reading and not plan.writing.readings and plan.language in LANGUAGES:
            yield _say.warning("unneeded", entity.at.span("reading"), language=plan.language)
