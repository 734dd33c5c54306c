"""What stands below the name of an entry: its attributes with their names, and its values by year as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from keikaku.dataclass import dataclass
from keikaku.plan.model import At, Attribute, Attributed, Choice, Grade, Plan, Text, YearValues
from keikaku.plan.outline import number_text
from keikaku.text.writing import Writing


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAttribute:
    """One attribute of one entry."""

    attribute: Attribute
    at: At
    choices: tuple[Choice, ...] = ()
    """Those chosen; of departments the first leads."""
    text: Text | None = None
    """Words, or an address."""
    number: str = ""
    """As printed, with its unit."""

    @property
    def link(self) -> str:
        """The address, where it is one."""
        return self.text.markdown if self.text is not None and self.attribute.type == "link" else ""


def attributes_of(plan: Plan, value: Attributed) -> tuple[GivenAttribute, ...]:
    """In the order in which the plan declares them; what it does not declare a rule has reported."""
    found = []
    for attribute in plan.attributes:
        given = value.attributes.get(attribute.id)
        if given is None:
            continue
        first = given.values[0]
        if attribute.choices:
            by_id = {choice.id: choice for choice in attribute.choices}
            chosen = tuple(by_id[one.markdown] for one in given.values)
            found.append(GivenAttribute(attribute=attribute, at=given.at, choices=chosen))
        elif attribute.type == "number":
            number = plan.writing.quantity(number_text(first.markdown), attribute.unit)
            found.append(GivenAttribute(attribute=attribute, at=given.at, number=number))
        else:
            found.append(GivenAttribute(attribute=attribute, at=given.at, text=first))
    return tuple(found)


def chosen_words(given: GivenAttribute, writing: Writing) -> str:
    """The names of what is chosen; where several departments share the work, the one that leads is said to."""
    names = [choice.label for choice in given.choices]
    if given.attribute.type == "department" and len(names) > 1:
        names[0] = writing.say("leading", name=names[0])
    return writing.say("between-choices").join(names)


# ---------------------------------------------------------------------------------------------- values by year


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """A row of a table by year: its name, and as many cells as there are years."""

    name: str
    cells: tuple[str, ...]
    at: At


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTable:
    """Planned and actual values of one quantity."""

    values: YearValues
    name: str
    """What is counted, with its unit."""
    years: tuple[str, ...]
    columns: tuple[str, ...]
    """The years as they are said: 令和6年度."""
    rows: tuple[YearRow, ...]


def year_tables(plan: Plan, value: Attributed) -> tuple[YearTable, ...]:
    """The tables of an entry; one that names no year is none."""
    return tuple(table for table in (year_table(plan, values) for values in value.years) if table.years)


def year_table(plan: Plan, values: YearValues) -> YearTable:
    """Planned and actual values; achievement and grade where there are any."""
    writing = plan.writing
    years = tuple(sorted({*values.planned, *values.actual, *values.grades}))
    achieved = {year: achievement(values, year) for year in years}
    graded = {year: grade(values, year, plan.grades) for year in years}
    shown: tuple[tuple[str, Mapping[str, str], str], ...] = (
        ("planned", {year: number_text(value) for year, value in values.planned.items()}, "planned"),
        ("actual", {year: number_text(value) for year, value in values.actual.items()}, "actual"),
        ("achieved", {year: f"{rate}%" for year, rate in achieved.items() if rate is not None}, "actual"),
        ("grade", {year: given for year, given in graded.items() if given}, "grades" if values.grades else "actual"),
    )
    apart = " " if writing.spaced else ""
    unit = f"{apart}{writing.say('in-brackets', words=values.unit)}" if values.unit else ""
    return YearTable(
        values=values,
        name=f"{values.name}{unit}",
        years=years,
        columns=tuple(map(writing.fiscal_year, years)),
        rows=tuple(
            YearRow(
                name=writing.say(key),  # type: ignore[arg-type]
                cells=tuple(cells.get(year, writing.say("no-value")) for year in years),
                at=values.at.child(where),
            )
            for key, cells, where in shown
            if cells
        ),
    )


def achievement(values: YearValues, year: str) -> Decimal | None:
    """Per cent with one decimal, rounded half up; None where one is no number, or there is nothing to divide by.

    Actual by planned; of what is meant to fall, planned by actual.
    """
    planned, actual = _number(values.planned.get(year)), _number(values.actual.get(year))
    part, whole = (actual, planned) if values.direction == "rise" else (planned, actual)
    if part is None or not whole:
        return None
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def grade(values: YearValues, year: str, grades: tuple[Grade, ...]) -> str:
    """As judged, or by the plan's rule; empty where there is neither."""
    if year in values.grades:
        return values.grades[year]
    rate = achievement(values, year)
    return next((one.name for one in grades if rate is not None and rate >= one.at_least), "")


def drawable(table: YearTable) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """Name and numbers of the series that a chart can show; nothing where fewer than two values are numbers."""
    series = [
        (row.name, tuple(value if _number(value) is not None else None for value in map(given.get, table.years)))
        for row, given in zip(table.rows, (table.values.planned, table.values.actual), strict=False)
    ]
    if sum(value is not None for _, values in series for value in values) > 1:
        yield from series


def _number(value: str | None) -> Decimal | None:
    try:
        return Decimal(value) if value is not None else None
    except InvalidOperation:
        return None
