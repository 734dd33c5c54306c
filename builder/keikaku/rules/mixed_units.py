"""Numbers on one axis are in one unit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex

_say = DiagnosticCatalogue(__file__)
_IN_NAME = regex(r"[（(]\s*(?:単位[:：]\s*)?([^（）()]{1,6})\s*[)）]\s*$")
_KNOWN = regex(r"[人件回世帯か所箇団体円万億千％%年台戸棟歳日校区組席床名社数]{1,4}")


def mixed_units(index: PlanIndex) -> Iterator[Diagnostic]:
    """Drawn on one scale, people and households look alike."""
    for figure in index.plan.figures:
        if figure.data is None:
            continue
        for n, series in enumerate(figure.data.series):
            unit = unicodedata.normalize("NFKC", series.unit or figure.data.unit)
            named = _IN_NAME.search(series.name)
            other = unicodedata.normalize("NFKC", named[1]).strip() if named else unit
            if other != unit and _KNOWN.fullmatch(other):
                place = figure.at.span("data", "series", n, "name")
                yield _say.warning("other", place, name=series.name, unit=series.unit or figure.data.unit, other=other)
