"""Whatever is referred to exists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from keikaku.catalogue import LocalizedText
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex, Reference
from keikaku.rules.names import called, id_of, kind_name, meant, one_of
from keikaku.rules.renamed import ask, renamed
from keikaku.text.nearest import correction_of, nearest

_say = DiagnosticCatalogue(__file__)

# Kinds that live inside another entry's file: where such a file could not be used, nobody knows what it holds.
_INNER = {
    "section": "chapter",
    "subsection": "chapter",
    "topic": "chapter",
    "table": "chapter",
    "action": "measure",
    "indicator": "indicator-group",
    "audience": "audiences",
    "subject": "subjects",
    "erratum": "errata",
    "finding": "challenge",
}


def unknown_reference(index: PlanIndex) -> Iterator[Diagnostic]:
    """A reference to an entry that does not exist: a typo of the id, or the entry was deleted or renamed."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for ref in index.entities:
        by_kind[ref.partition(":")[0]].append(id_of(ref))
    before = renamed(index)
    for reference in index.references:
        ref = reference.ref
        if _has_a_rule_of_its_own(reference) or not _is_unknown(index, ref):
            continue
        kind = ref.partition(":")[0]
        new = before.get(ref)
        right = new or _named(index, ref) or correction_of(id_of(ref), by_kind[kind])
        in_text = reference.needle is not None
        span = reference.at.locate(reference.needle or "", reference.nth) if in_text else reference.at.span()
        correction = None
        if right is not None and not in_text:  # the line of a reference within a text is long
            written = reference.at.source.map.slice(span)
            correction = reference.at.source.corrected(span, written.replace(id_of(ref), right))
        help = ask(kind_name(ref), new) if new is not None else _help(index, ref, by_kind, right)
        yield _say.error("unknown", span, kind=kind_name(ref), id=id_of(ref) or ref, help=help, correction=correction)


def _has_a_rule_of_its_own(reference: Reference) -> bool:
    """Notes, choices, and the pillar of a measure."""
    of_measure = reference.owner.startswith("measure:") and reference.at.path == ("pillar",)
    return reference.ref.startswith(("note:", "choice:")) or (reference.ref.startswith("pillar:") and of_measure)


def _is_unknown(index: PlanIndex, ref: str) -> bool:
    if ref in index.entities or ref == "plan" or ref in index.skipped:
        return False
    above = f"{file_kind(ref)}:" if ref.partition(":")[0] in _INNER else None
    return above is None or not any(skipped.startswith(above) for skipped in index.skipped)


def file_kind(ref: str) -> str:
    """The kind of the file in which an entry is defined."""
    kind = ref.partition(":")[0]
    return _INNER.get(kind, kind)


def _named(index: PlanIndex, ref: str) -> str | None:
    """The id of the one entry of the kind that is called by what stands in the place of an id."""
    kind, _, name = ref.partition(":")
    ids = [
        id_of(other)
        for other, one in index.entities.items()
        if other.startswith(f"{kind}:") and called(one.value) == name
    ]
    return ids[0] if len(ids) == 1 else None


def _help(index: PlanIndex, ref: str, by_kind: dict[str, list[str]], right: str | None) -> LocalizedText:
    kind = ref.partition(":")[0]
    if kind == ref or kind not in by_kind:
        return _say("unknown.form")
    near = nearest(id_of(ref), by_kind[kind]) or ((right,) if right is not None else ())
    if not near:
        known = one_of(index, kind)
        if known is None:
            return _say("unknown.deleted", kind=kind_name(ref))
        return _say("unknown.known", kind=kind_name(ref), known=known)
    return meant(near) if right is not None else _say("unknown.near", meant=meant(near), kind=kind_name(ref))
