"""The plan as tables for spreadsheets. A row is a mapping; its keys name the columns (messages ``column_…``)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence

from keikaku.outputs.export.entries import address, text_of, value_data
from keikaku.patterns import regex
from keikaku.plan.compose.given import achievement, attributes_of, grade, year_table
from keikaku.plan.index import ActionPlace
from keikaku.plan.model import Attributed, ChallengeLink, FigureData, IndicatorGroup, Measure, Table
from keikaku.plan.outline import Entry, Outline
from keikaku.plan.table import TableCell, TableGrid, grid

Row = Mapping[str, str | int | None]
_FORMULA = regex(r"[=+\-@\t\r]|\(\d+\)$")
"""What a spreadsheet takes for a formula, or, as (1), for a negative number."""
_NUMBER = regex(r"-?\d+(\.\d+)?")


def tables(outline: Outline, printed: Mapping[str, int | str]) -> dict[str, Callable[[], Iterator[Row]]]:
    """Name of the table → what makes its rows; those that have some."""
    make = _Tables(outline, printed)
    found = {
        "measures": make.measures,
        "actions": make.actions,
        "cross-listings": make.cross_listings,
        "challenges": make.challenges,
        "indicators": make.indicators,
        "figures": make.figures,
        "programmes": make.programmes,
        "years": make.years,
    }
    return {name: rows for name, rows in found.items() if next(rows(), None) is not None}


def csv_bytes(rows: Sequence[Row], words: Mapping[str, str]) -> bytes:
    """At least one row, as UTF-8 with a byte order mark and CRLF: what the spreadsheets of an office expect."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([words.get(f"column_{key}", key) for key in rows[0]])  # an attribute is called as the plan calls it
    writer.writerows([[_cell(value) for value in row.values()] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def table_csv(outline: Outline, table: Table) -> bytes:
    """A table of the text: one row of heads, every cell with its words, also where it is joined to another."""
    shown = grid(table, outline.index)
    above = zip(*_filled(outline, shown, shown.heads), strict=True)
    heads = [" ".join(dict.fromkeys(filter(None, column))) for column in above]
    rows = [
        [words.replace(",", "") if shown.numbers and shown.numbers[n] else words for n, words in enumerate(row)]
        for row in _filled(outline, shown, shown.rows)
    ]
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([[_cell(words) for words in row] for row in (heads, *rows)])
    return out.getvalue().encode("utf-8-sig")


def _filled(outline: Outline, shown: TableGrid, part: Sequence[Sequence[TableCell]]) -> list[list[str]]:
    """The words of each place of some rows; a joined cell stands in all of its places."""
    first = part[0][0].row if part else 0
    words = [[""] * shown.width for _ in part]
    for cell in (cell for row in part for cell in row):
        text = text_of(outline, cell.text)
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                words[row - first][column] = text
    return words


def _cell(value: str | int | None) -> str:
    """A text that a spreadsheet would take for something else is kept a text by an apostrophe."""
    text = "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


class _Tables:
    def __init__(self, outline: Outline, printed: Mapping[str, int | str]) -> None:
        self.outline = outline
        self.index = outline.index
        self.plan = outline.index.plan
        self.entries = outline.entries
        self.printed = printed

    def where(self, entry: Entry) -> Row:
        """The last columns of every table."""
        return {"url": address(self.outline, entry), "printed_page": self.printed.get(entry.ref)}

    def measures(self) -> Iterator[Row]:
        for entry in self.entries.values():
            if entry.kind != "measure":
                continue
            measure: Measure = self.index.entities[entry.ref].value
            yield {
                "id": entry.id,
                "place": self.outline.place(entry.ref),
                "measure": entry.title,
                "reading": entry.reading,
                **({"level": self.plan.levels[self.index.depths[measure.id] + 1]} if self.plan.levels else {}),
                "pillar": self.entries[f"pillar:{measure.pillar}"].title,
                "parent_measure": self.entries[f"measure:{measure.parent}"].label if measure.parent else None,
                "purpose": text_of(self.outline, measure.purpose),
                **self.bases((link, f"challenge:{link.id}") for link in measure.challenges),
                **self.given("measure", measure),
                **self.where(entry),
            }

    def bases(self, links: Iterator[tuple[ChallengeLink, str]]) -> dict[str, str]:
        """Links between measures and challenges, what is stated and what the editors inferred never in one column."""
        found: dict[str, list[str]] = {"stated": [], "inferred": []}
        for link, ref in links:
            found[link.basis].append(self.entries[ref].label)
        return {basis: "\n".join(labels) for basis, labels in found.items()}

    def actions(self) -> Iterator[Row]:
        for place in self.index.actions.values():
            original = self.index.action(place.ref)
            entry = self.entries[place.ref]
            again = self.entries[place.original] if place.original else None
            programme = self.entries[f"programme:{original.programme}"].title if original.programme else None
            yield {
                "id": entry.id,
                **self.standing(place),
                "position": place.position,
                "group": text_of(self.outline, place.group.group) if place.group is not None else None,
                "action": text_of(self.outline, place.item.text or original.text),
                "detail": text_of(self.outline, place.item.detail),
                "audience": "\n".join(self.entries[f"audience:{id}"].title for id in original.audience),
                "programme": programme,
                **self.given("action", original),
                "cross_listing_of": again.id if again else None,
                **self.where(entry),
            }

    def standing(self, place: ActionPlace) -> Row:
        measure = self.entries[f"measure:{place.measure}"]
        actor = self.entries[f"actor:{place.actor}"]
        return {"measure_place": self.outline.place(measure.ref), "measure": measure.title, "actor": actor.title}

    def cross_listings(self) -> Iterator[Row]:
        for ref, places in self.index.cross_listings.items():
            original, home = self.entries[ref], self.index.actions[ref]
            for place in places:
                entry = self.entries[place.ref]
                yield {
                    "id": entry.id,
                    **self.standing(place),
                    "action": text_of(self.outline, place.item.text or self.index.action(place.ref).text),
                    "original_id": original.id,
                    "original_measure": self.entries[f"measure:{home.measure}"].label,
                    "original_actor": self.entries[f"actor:{home.actor}"].title,
                    "original_url": address(self.outline, original),
                    "original_printed_page": self.printed.get(ref),
                    **self.where(entry),
                }
        for ref, references in self.index.listed_again.items():
            original, action = self.entries[ref], self.index.actions.get(ref)
            for found in references:
                owner = self.entries[found.owner]
                yield {
                    "id": None,
                    "measure_place": self.outline.place(owner.ref),
                    "measure": owner.label if owner.kind != "measure" else owner.title,
                    "actor": None,
                    "action": original.title,
                    "original_id": original.id,
                    "original_measure": self.entries[f"measure:{action.measure}"].label if action else original.label,
                    "original_actor": self.entries[f"actor:{action.actor}"].title if action else None,
                    "original_url": address(self.outline, original),
                    "original_printed_page": self.printed.get(ref),
                    **self.where(owner),
                }

    def challenges(self) -> Iterator[Row]:
        for challenge in self.plan.challenges:
            entry = self.entries[f"challenge:{challenge.id}"]
            yield {
                "id": entry.id,
                "place": self.outline.place(entry.ref),
                "challenge": entry.title,
                "reading": entry.reading,
                "findings": "\n".join(text_of(self.outline, finding.text) for finding in challenge.findings),
                **{
                    f"measures_{basis}": labels
                    for basis, labels in self.bases(
                        (link, f"measure:{measure.id}") for measure, link in self.index.answers.get(challenge.id, ())
                    ).items()
                },
                **self.where(entry),
            }

    def indicators(self) -> Iterator[Row]:
        for entry in self.entries.values():
            if entry.kind != "indicator":
                continue
            group: IndicatorGroup = self.index.entities[entry.parent or ""].value
            indicator = self.index.entities[entry.ref].value
            row: dict[str, str | int | None] = {
                "id": entry.id,
                "scope": group.scope,
                "indicator_group": self.entries[entry.parent or ""].title,
                "indicator": entry.title,
                "direction": indicator.direction,
            }
            for name in ("baseline", "target", "actual"):
                data = value_data(getattr(indicator, name), getattr(group.years, name), self.plan.writing) or {}
                row |= {
                    f"{name}_{key}": data.get(key)
                    for key in ("year", "printed", "value", "to", "unit", "bound", "status")
                }
            yield {**row, **self.given("indicator", indicator), **self.where(entry)}

    def given(self, kind: str, value: Attributed) -> dict[str, str | int | None]:
        """A column for each attribute that this kind may have."""
        found = {given.attribute.id: given for given in attributes_of(self.plan, value)}
        row: dict[str, str | int | None] = {}
        for attribute in self.plan.attributes:
            given = found.get(attribute.id)
            if kind not in attribute.on:
                continue
            name = f"{attribute.name} ({attribute.unit})" if attribute.unit else attribute.name
            if given is None:
                row[name] = None
            elif given.choices:
                row[name] = "\n".join(choice.label for choice in given.choices)
            else:
                plain = value.attributes[attribute.id].values[0]
                row[name] = given.link or (text_of(self.outline, given.text) if given.text else plain.markdown)
        return row

    def programmes(self) -> Iterator[Row]:
        if not any(one.description or one.attributes for one in self.plan.programmes):
            return  # there would be nothing but their names, which plan.json has
        for programme in self.plan.programmes:
            entry = self.entries[f"programme:{programme.id}"]
            yield {
                "id": entry.id,
                "programme": entry.title,
                "reading": entry.reading,
                "description": text_of(self.outline, programme.description),
                **self.given("programme", programme),
                **self.where(entry),
            }

    def years(self) -> Iterator[Row]:
        """A row for each year of each quantity."""
        for entry in self.entries.values():
            found = self.index.actions.get(entry.ref)
            definition = self.index.entities.get(entry.ref)
            value = found.item if found is not None else definition.value if definition is not None else None
            for values in value.years if isinstance(value, Attributed) else ():
                for year in year_table(self.plan, values).years:
                    yield {
                        "id": entry.id,
                        "kind": entry.kind,
                        "entry": entry.label,
                        "series": values.name or entry.title,
                        "year": int(year),
                        "planned": values.planned.get(year),
                        "actual": values.actual.get(year),
                        "unit": values.unit,
                        "achieved": str(rate) if (rate := achievement(values, year)) is not None else None,
                        "grade": grade(values, year, self.plan.grades),
                        **self.where(entry),
                    }

    def figures(self) -> Iterator[Row]:
        """A row for each number of each chart."""
        for entry in self.outline.by_kind.get("figure", ()):
            data: FigureData | None = self.index.entities[entry.ref].value.data
            for series, unit in zip(data.series, data.units, strict=True) if data is not None else ():
                for column, value in zip(data.columns if data is not None else (), series.values, strict=True):
                    yield {
                        "id": entry.id,
                        "place": self.outline.place(entry.parent or ""),
                        "figure": entry.label,
                        "series": series.name,
                        "figure_column": column,
                        "value": value,
                        "unit": unit,
                        **self.where(entry),
                    }
