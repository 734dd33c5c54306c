"""The whole plan as one JSON value: every entry with its number, words, address and links."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from keikaku.plan import model
from keikaku.plan.compose.figures import diagram_words, form_of
from keikaku.plan.index import ActionPlace
from keikaku.plan.model import Indicator, IndicatorValue, Reading, Text
from keikaku.plan.outline import Entry, Line, Outline, value_text
from keikaku.plan.pending import pending_items
from keikaku.text.prose import parse, plain
from keikaku.text.writing import Writing

Data = dict[str, Any]
_NAMES = frozenset({"title", "contents", "heading", "caption"})
"""Roles of lines that repeat a title."""
_FIELDS = frozenset({"reading", "alias", "definition", "vision", "licence", "labels"})
_FIELDS |= {"answer", "origin", "programme", "audience"}
_FIELDS |= {"open", "lacking", "erratum", "correction", "reason"}
"""Roles of lines that are said by fields of their own: words of an entry, its links, what is not settled and errata."""


def plan_data(outline: Outline, printed: Mapping[str, int | str]) -> Data:
    """Four keys: what the plan is, all that can be pointed to, what is not settled, and the errata.

    ``entries`` stand in the order of the plan; ``errata`` tell where its words differ from the document it was
    taken from.
    """
    return {
        "plan": _about(outline),
        "entries": _Entries(outline, printed).all(),
        "pending": [
            {"kind": item.kind, "ref": item.ref, "place": item.place, "text": item.text, "note": item.note}
            for item in pending_items(outline)
        ],
        "errata": [
            {
                "id": erratum.id,
                "ref": erratum.entry,
                "source": erratum.source,
                "corrected": erratum.corrected,
                "reason": erratum.reason,
                "certain": erratum.certain,
            }
            for erratum in outline.index.plan.errata
        ],
    }


def text_of(outline: Outline, text: Text | None) -> str:
    """The plain words of a text field, paragraphs on lines of their own."""
    if text is None:
        return ""

    def title(scheme: str, target: str) -> str:
        entry = outline.entries.get(f"{scheme}:{target}")
        return entry.title if entry is not None else ""

    def note(id: str) -> str:
        return outline.entries[f"note:{id}"].number

    return "\n".join(plain(paragraph, title, note) for paragraph in parse(text.markdown))


def address(outline: Outline, entry: Entry) -> str:
    """The address of an entry: whole where the plan says where its site stands, else relative to the site's root."""
    return f"{outline.index.plan.site.url or ''}{entry.url}" or "./"


def value_data(value: IndicatorValue | None, year: int | None, writing: Writing) -> Data | None:
    """One value of an indicator; ``status`` tells a number from what is pending and from what does not exist."""
    if value is None:
        return None
    found: Data = {"printed": value_text(value, writing), "year": year}
    if isinstance(value, Reading):
        return {
            **found,
            "status": "value",
            "value": value.value,
            "to": value.to,
            "unit": value.unit,
            "bound": value.bound,
        }
    if isinstance(value, model.Pending):
        return {**found, "status": "pending", "note": value.note}
    return {**found, "status": "words" if isinstance(value, model.Worded) else "absent"}


def _about(outline: Outline) -> Data:
    plan, translation = outline.index.plan, outline.index.translation
    return {
        "id": plan.id,
        "titles": [text_of(outline, title) for title in plan.titles],
        "status": plan.status,
        "date": plan.date,
        "organisations": list(plan.organisations),
        "language": plan.language,
        **({"translation_of": translation.of.plan.language} if translation is not None else {}),
        "site": plan.site.url,
        "licence": text_of(outline, plan.site.licence),
        "vision": text_of(outline, plan.vision.statement.text) if plan.vision else None,
        "cover": _picture(outline, plan.cover),
    }


def _picture(outline: Outline, picture: model.Picture | None) -> Data | None:
    """A picture in words; the file itself is in the plan's folder."""
    if picture is None:
        return None
    texts = {key: getattr(picture, key) for key in ("alternative", "description", "credit")}
    return {"file": picture.file, **{key: text_of(outline, text) for key, text in texts.items()}}


class _Entries:
    """Makes the data of each entry; the maps it needs are built once."""

    def __init__(self, outline: Outline, printed: Mapping[str, int | str]) -> None:
        self.outline = outline
        self.index = outline.index
        self.printed = printed
        self.lines: dict[str, list[Line]] = {}
        for line in outline.shown:
            named = line.role == "name" and line.text == outline.entries[line.entry].title
            if line.role not in _NAMES | _FIELDS and not named:
                self.lines.setdefault(line.entry, []).append(line)
        self.mentioned: dict[str, list[str]] = {}
        for ref, mentions in outline.mentions.items():
            for mention in mentions:
                self.mentioned.setdefault(mention.entry, []).append(ref)

    def all(self) -> list[Data]:
        return [self.entry(entry) for entry in self.outline.entries.values()]

    def entry(self, entry: Entry) -> Data:
        found: Data = {
            "ref": entry.ref,
            "kind": entry.kind,
            "id": entry.id,
            "number": entry.number,
            "title": entry.title,
            "reading": entry.reading,
            "parent": entry.parent,
            "place": self.outline.place(entry.ref),
            "url": address(self.outline, entry),
            "printed_page": self.printed.get(entry.ref),
            "text": [
                {"role": line.role, "number": line.number, "text": line.text} for line in self.lines.get(entry.ref, ())
            ],
            "mentions": self.mentioned.get(entry.ref, []),
        }
        if entry.ref in self.index.actions:
            return {**found, **self.action(self.index.actions[entry.ref])}
        definition = self.index.entities.get(entry.ref)
        return {**found, **self.own(entry.ref, definition.value)} if definition is not None else found

    def action(self, place: ActionPlace) -> Data:
        original = self.index.action(place.ref)
        return {
            "measure": f"measure:{place.measure}",
            "actor": f"actor:{place.actor}",
            "position": place.position,
            "group": text_of(self.outline, place.group.group) if place.group is not None else None,
            "audience": [f"audience:{id}" for id in original.audience],
            "programme": f"programme:{original.programme}" if original.programme else None,
            "cross_listing_of": place.original,
            "cross_listed_in": [again.ref for again in self.index.cross_listings.get(place.ref, ())],
        }

    def own(self, ref: str, value: object) -> Data:
        """What only this kind has."""
        match value:
            case model.Measure():
                return {"pillar": f"pillar:{value.pillar}", "challenges": [_link(link) for link in value.challenges]}
            case model.Challenge():
                return {"measures": self.answers(value.id)}
            case model.Actor():
                return {"heading": text_of(self.outline, value.heading), "short": value.short}
            case model.Audience():
                return {"actor": f"actor:{value.actor}", "words": list(value.words)}
            case model.Subject():
                return {"words": list(value.words)}
            case model.Programme():
                return {"aliases": list(value.aliases), "actions": self.of_programme(value.id), **self.places(ref)}
            case model.Term():
                words = value.definition or (value.quote.text if value.quote else None)
                return {"aliases": list(value.aliases), "definition": text_of(self.outline, words), **self.places(ref)}
            case Indicator():
                return self.indicator(ref, value)
            case model.IndicatorGroup():
                return self.group(value)
            case model.Figure():
                return self.figure(value)
            case _:
                return {}

    def places(self, ref: str) -> Data:
        return {"mentioned_in": [mention.entry for mention in self.outline.mentions.get(ref, ())]}

    def answers(self, challenge: str) -> list[Data]:
        return [
            {**_link(link), "ref": f"measure:{measure.id}"} for measure, link in self.index.answers.get(challenge, ())
        ]

    def of_programme(self, programme: str) -> list[str]:
        return list(self.index.by_programme.get(programme, ()))

    def indicator(self, ref: str, value: Indicator) -> Data:
        parent = self.outline.entries[ref].parent
        assert parent is not None, "an indicator stands in its group"
        years, writing = self.index.entities[parent].value.years, self.index.plan.writing
        return {
            "direction": value.direction,
            "baseline": value_data(value.baseline, years.baseline, writing),
            "target": value_data(value.target, years.target, writing),
            "actual": value_data(value.actual, years.actual, writing),
        }

    def group(self, value: model.IndicatorGroup) -> Data:
        columns = value.columns
        return {
            "scope": value.scope,
            "pillar": f"pillar:{value.pillar}" if value.pillar else None,
            "columns": {"baseline": columns.baseline, "target": columns.target, "actual": columns.actual},
            "pending": value.pending.pending if value.pending else None,
        }

    def figure(self, value: model.Figure) -> Data:
        data = value.data
        return {
            "status": value.status,
            "source": text_of(self.outline, value.source),
            "data": {
                "chart": data.chart,
                "unit": data.unit,
                "columns": list(data.columns),
                "series": [
                    {"name": series.name, "unit": unit, "chart": series.chart, "values": list(series.values)}
                    for series, unit in zip(data.series, data.units, strict=True)
                ],
            }
            if data is not None
            else None,
            "diagram": {
                "form": form_of(value.diagram),
                "words": list(diagram_words(value.diagram, partial(text_of, self.outline), self.index.plan.writing)),
            }
            if value.diagram is not None
            else None,
            "image": _picture(self.outline, value.image),
        }


def _link(link: model.ChallengeLink) -> Data:
    """``basis``: ``inferred`` is the editors' reading and must not be passed on as the document's word."""
    return {"ref": f"challenge:{link.id}", "basis": link.basis, "weight": link.weight}
