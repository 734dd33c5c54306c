"""What a plan has not settled yet, in one list: for the site's banner, the print draft and ``check --release``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from keikaku.dataclass import dataclass
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan import model
from keikaku.plan.model import At
from keikaku.plan.outline import Outline
from keikaku.text.prose import Unsettled, parse, plain, walk

_say = DiagnosticCatalogue(__file__)

PendingKind = Literal["value", "text", "contact", "figure", "planned", "link", "erratum"]
"""A number not given yet; words marked as unsettled; nobody named whom to ask of the plan; a figure that is lost; one
not made yet; a link of a measure to a challenge that the editors inferred; a question about words of the source."""

UNDECIDED = frozenset({"value", "text", "contact", "planned"})
"""Kinds of what is still to be decided; the others are doubts of those who made the site out of the document."""

PENDING_KINDS: tuple[PendingKind, ...] = get_args(PendingKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingItem:
    """One thing that is not settled."""

    kind: PendingKind
    ref: str
    """The entry it stands in; always one of ``Outline.entries``."""
    place: str
    """Where that is, by numbers: ``第5章5(4)``; empty for what has no number (cover, glossary)."""
    text: str
    """The plan's words as they stand: ``〇〇%``, the title of the figure, the label of the challenge."""
    note: str
    """What is missing, in the words of the plan's editors; empty where they said nothing."""
    at: At
    """Where to edit."""


def pending_items(outline: Outline) -> tuple[PendingItem, ...]:
    """Everything unsettled, kind by kind in the order of ``PENDING_KINDS``, each kind in the order of print."""
    kinds = {kind: n for n, kind in enumerate(PENDING_KINDS)}
    found = [*_values(outline), *_texts(outline), *_contact(outline)]
    found += [*_figures(outline), *_links(outline), *_errata(outline)]
    return tuple(sorted(found, key=lambda item: (kinds[item.kind], outline.order[item.ref])))


def unsettled(items: Iterable[PendingItem]) -> tuple[Diagnostic, ...]:
    """The items as faults: a plan is not released while one stays. That nobody is named to ask does not stop it."""
    return tuple(
        (_say.warning if item.kind == "contact" else _say.error)(item.kind, item.at.span(), text=item.text)
        for item in items
    )


def _item(outline: Outline, kind: PendingKind, ref: str, text: str, note: str, at: At) -> PendingItem:
    return PendingItem(kind=kind, ref=ref, place=outline.place(ref), text=text, note=note, at=at)


def _values(outline: Outline) -> Iterator[PendingItem]:
    for group in outline.index.plan.indicator_groups:
        if group.pending is not None:
            yield _value(outline, f"indicator-group:{group.id}", group.pending)
        for indicator in group.indicators:
            for value in (indicator.baseline, indicator.target, indicator.actual):
                if isinstance(value, model.Pending):
                    yield _value(outline, f"indicator:{indicator.id}", value)


def _value(outline: Outline, ref: str, value: model.Pending) -> PendingItem:
    return _item(outline, "value", ref, value.pending, value.note or "", value.at)


def _texts(outline: Outline) -> Iterator[PendingItem]:
    for owned in outline.index.texts:
        if "pending:" not in owned.text.markdown:
            continue
        for inline in walk(parse(owned.text.markdown)):
            if isinstance(inline, Unsettled):
                yield _item(outline, "text", owned.owner, plain(inline.children), inline.note, owned.text.at)


def _contact(outline: Outline) -> Iterator[PendingItem]:
    plan = outline.index.plan
    if not any("plan" in contact.serves for contact in plan.contacts):
        yield _item(outline, "contact", "plan", outline.entries["plan"].title, "", plan.at.child("organisations"))


def _figures(outline: Outline) -> Iterator[PendingItem]:
    for figure in outline.index.plan.figures:
        if figure.status != "available":
            ref = f"figure:{figure.id}"
            kind: PendingKind = "figure" if figure.status == "missing" else "planned"
            yield _item(outline, kind, ref, outline.entries[ref].title, "", figure.at.child("status"))


def _links(outline: Outline) -> Iterator[PendingItem]:
    for measure in outline.index.plan.measures:
        for link in measure.challenges:
            if link.basis == "inferred":
                label = outline.entries[f"challenge:{link.id}"].label
                yield _item(outline, "link", f"measure:{measure.id}", label, "", link.at)


def _errata(outline: Outline) -> Iterator[PendingItem]:
    for erratum in outline.index.plan.errata:
        if not erratum.certain:
            yield _item(outline, "erratum", erratum.entry, erratum.source, erratum.reason, erratum.at)
