"""Every address that was published leads somewhere: to its entry, to what took its place, or to what is removed."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.addresses import read_line, successors
from keikaku.plan.index import PlanIndex
from keikaku.rules.names import id_of, kind_name

_say = DiagnosticCatalogue(__file__)


def lost_address(index: PlanIndex) -> Iterator[Diagnostic]:
    """Told once for each entry, however many addresses it had."""
    record = index.plan.addresses
    if record is None:
        return
    told = set(record.removed)
    for n, line in enumerate(record.published):
        address = read_line(line)
        ref, words = address.ref, address.words
        if ref not in told and not successors(index, ref) and ref not in index.skipped:
            told.add(ref)
            place = record.at.span("published", n)
            yield _say.error("lost", place, kind=kind_name(ref), words=words or id_of(ref), ref=ref, id=id_of(ref))
