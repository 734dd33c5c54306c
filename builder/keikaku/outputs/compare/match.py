"""Find what in the old revision is the same thing as what in the new one.

First by identity: the same entry, the same field of it. Then, inside an entry and at last across entries, by likeness:
a paragraph carried to another section is still that paragraph. An action without an id is named by its place, which
says nothing once a line was put before it; it is found by likeness among the actions of the same actor and measure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from keikaku.dataclass import dataclass
from keikaku.plan.index import PlanIndex
from keikaku.plan.outline import LISTS, Line, Outline, Tag

_ALIKE_INSIDE = 0.4
_ALIKE_ACROSS = 0.6
"""Shared pairs of characters, from 0 to 1, for one thing reworded: inside one entry, and between two."""

_LONG_ENOUGH = 8
"""Characters below which equal words in different entries prove nothing (〇〇%, はい)."""

_SHARED_BY_MANY = 200
"""A pair of characters that occurs in more units than this (ます, 地域) distinguishes none of them."""


_GOES_ON = frozenset({"reading", "alias", "definition", "quoted", "link", "lacking", "correction", "reason"})
"""Roles of lines that in a list belong to the line before: 用語 and its reading, もとの字句 and the corrected ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What is compared as one: a line, all cells of a row of a table, all that a list says of one thing."""

    lines: tuple[Line, ...]
    position: int
    """Of its first line."""
    owner: str
    """The entry with a lasting name."""
    field: tuple[str, ...]
    words: str
    """Its text with every number of a note, and every title of another entry, replaced by the id of that, so that
    renumbering alone is no difference."""
    tags: tuple[Tag, ...]

    @property
    def role(self) -> str:
        """The role of its first line."""
        return self.lines[0].role

    @property
    def row_name(self) -> tuple[str, ...]:
        """Of a row of a table: what stands in its first cells. Empty where that is no name."""
        first = self.lines[0]
        if first.cell is None or first.text.isdecimal():
            return ()
        return (first.cell.table, *first.cell.under, first.text)

    @property
    def row_contents(self) -> tuple[str, ...]:
        """Of a row of a table: what stands behind its first cell. Empty where nothing does."""
        first = self.lines[0]
        contents = self.words.partition("\x1f")[2].strip("\x1f")
        return (first.cell.table, contents) if first.cell is not None and contents else ()


def compared_lines(outline: Outline) -> tuple[Line, ...]:
    """All lines but the table of contents, which repeats the headings."""
    return tuple(line for line in outline.shown if line.role != "contents")


def units(outline: Outline) -> tuple[Unit, ...]:
    """The units of a revision, in the order of print."""
    found: list[Unit] = []
    run: list[Line] = []
    lines = compared_lines(outline)
    for position, line in enumerate(lines):
        run.append(line)
        following = lines[position + 1] if position + 1 < len(lines) else None
        if following is not None and _same_unit(line, following):
            continue
        first = run[0]
        at = first.at
        assert at is not None, "only the contents stand nowhere"
        found.append(
            Unit(
                lines=tuple(run),
                position=position - len(run) + 1,
                owner=_lasting_name(outline.index, first),
                field=(first.role, *(step for step in at.path if isinstance(step, str))),
                words="".join(map(_words, run, (None, *run))),
                tags=tuple(tag for part in run for tag in part.tags),
            )
        )
        run = []
    return tuple(found)


def _words(line: Line, before: Line | None) -> str:
    """The words of a line of a unit, behind a sign for each column or line since the one before."""
    apart = 0 if before is None else 1
    if line.cell is not None:
        apart = line.cell.column - (before.cell.column if before is not None and before.cell is not None else 0)
    return "\x1f" * apart + (_marked(line.names) if line.names else line.with_marks(_marked))


def _same_unit(line: Line, following: Line) -> bool:
    """Two cells of one row, or what a list says of one thing."""
    if line.entry != following.entry or line.part != following.part:
        return False
    if line.cell is not None and following.cell is not None:
        return (line.cell.table, line.cell.row) == (following.cell.table, following.cell.row)
    return line.part in LISTS and following.role in _GOES_ON


def _lasting_name(index: PlanIndex, line: Line) -> str:
    if line.part in LISTS:
        return f"part:{line.part}/{line.entry}"
    place = index.actions.get(line.entry)
    if place is not None and place.item.id is None:
        return f"measure:{place.measure}/{place.actor}"
    return line.entry


def _marked(ref: str) -> str:
    return f"\x1e{ref}\x1e"


def regrouped(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """Both revisions with paragraphs taken together that are one paragraph in the other, word for word."""
    return _joined(old, new), _joined(new, old)


def _joined(units: Sequence[Unit], others: Sequence[Unit]) -> tuple[Unit, ...]:
    wanted = {(unit.owner, unit.field, unit.words) for unit in others if len(unit.lines) == 1}
    wanted -= {(unit.owner, unit.field, unit.words) for unit in units}
    longest = max((len(words) for _, _, words in wanted), default=0)
    found: list[Unit] = []
    at = 0
    while at < len(units):
        first, words, end = units[at], "", at
        taken = 1
        while end < len(units) and (units[end].owner, units[end].field) == (first.owner, first.field):
            words += units[end].words
            end += 1
            if len(words) > longest:
                break
            if (first.owner, first.field, words) in wanted:  # which is none of these units alone
                taken = end - at
                break
        group = units[at : at + taken]
        found.append(first if taken == 1 else _one(group))
        at += taken
    return tuple(found)


def _one(group: Sequence[Unit]) -> Unit:
    return replace(
        group[0],
        lines=tuple(line for unit in group for line in unit.lines),
        words="".join(unit.words for unit in group),
        tags=tuple(tag for unit in group for tag in unit.tags),
    )


def match(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """Place in ``new`` → place in ``old`` of the same thing; nothing twice."""
    pairs: dict[int, int] = {}
    old_by_owner, new_by_owner = _by_owner(old), _by_owner(new)
    for owner, there in new_by_owner.items():
        here = old_by_owner.get(owner)
        if here:
            _match_inside(old, new, here, there, pairs)
    taken = set(pairs.values())
    old_left = [n for n in range(len(old)) if n not in taken]
    new_left = [n for n in range(len(new)) if n not in pairs]
    _match_equal(old, new, old_left, new_left, pairs)
    taken = set(pairs.values())
    _match_alike(
        old,
        new,
        [n for n in old_left if n not in taken and len(old[n].words) >= _LONG_ENOUGH],
        [n for n in new_left if n not in pairs and len(new[n].words) >= _LONG_ENOUGH],
        pairs,
        _ALIKE_ACROSS,
    )
    return pairs


def _by_owner(units: Sequence[Unit]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for n, unit in enumerate(units):
        found[unit.owner].append(n)
    return found


def _match_inside(
    old: Sequence[Unit], new: Sequence[Unit], here: list[int], there: list[int], pairs: dict[int, int]
) -> None:
    """The units of one entry: fields there is one of, equal words in order, equal words, rows of tables, likeness."""
    old_fields = Counter(old[n].field for n in here)
    new_fields = Counter(new[n].field for n in there)
    single = {field: n for n in here if old_fields[field := old[n].field] == 1}
    for n in there:
        field = new[n].field
        if new_fields[field] == 1 and field in single:
            pairs[n] = single[field]
    here, there = _unpaired(here, there, pairs)
    matcher = SequenceMatcher(
        None, [(old[n].role, old[n].words) for n in here], [(new[n].role, new[n].words) for n in there], autojunk=False
    )
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            pairs[there[block.b + step]] = here[block.a + step]
    here, there = _unpaired(here, there, pairs)
    _match_equal(old, new, here, there, pairs, at_least=1)
    here, there = _unpaired(here, there, pairs)
    _match_rows(old, new, here, there, pairs, lambda unit: unit.row_name)
    here, there = _unpaired(here, there, pairs)
    _match_rows(old, new, here, there, pairs, lambda unit: unit.row_contents)
    here, there = _unpaired(here, there, pairs)
    _match_alike(old, new, here, there, pairs, _ALIKE_INSIDE)


def _unpaired(here: list[int], there: list[int], pairs: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """What of one entry has no partner yet. Its units have theirs within it, so only its own pairs are looked at."""
    taken = {pairs[n] for n in there if n in pairs}
    return [n for n in here if n not in taken], [n for n in there if n not in pairs]


def _match_equal(
    old: Sequence[Unit],
    new: Sequence[Unit],
    here: Iterable[int],
    there: Iterable[int],
    pairs: dict[int, int],
    at_least: int = _LONG_ENOUGH,
) -> None:
    """The same words in the same role, first with first."""
    waiting: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n in here:
        waiting[old[n].role, old[n].words].append(n)
    for n in there:
        same = waiting.get((new[n].role, new[n].words))
        if same and len(new[n].words) >= at_least:
            pairs[n] = same.pop(0)


def _match_rows(
    old: Sequence[Unit],
    new: Sequence[Unit],
    here: list[int],
    there: list[int],
    pairs: dict[int, int],
    known_by: Callable[[Unit], tuple[str, ...]],
) -> None:
    """Rows of a table by what they are ``known_by``, where both revisions have one that is known by it."""
    known: tuple[dict[tuple[str, ...], list[int]], ...] = (defaultdict(list), defaultdict(list))
    for units, places, rows in ((old, here, known[0]), (new, there, known[1])):
        for n in places:
            rows[known_by(units[n])].append(n)
    for mark, found in known[1].items():
        before = known[0].get(mark, [])
        if mark and len(found) == len(before) == 1:
            pairs[found[0]] = before[0]


def _match_alike(
    old: Sequence[Unit],
    new: Sequence[Unit],
    here: list[int],
    there: list[int],
    pairs: dict[int, int],
    threshold: float,
) -> None:
    """The most alike first. Candidates come from an index of pairs of characters, so that long histories stay quick."""
    grams = {n: _grams(old[n].words) for n in here if not old[n].lines[0].names}
    index: dict[str, list[int]] = defaultdict(list)
    for n, found in grams.items():
        for gram in found:
            index[gram].append(n)
    scored: list[tuple[float, int, int, int]] = []
    for n in there:
        if new[n].lines[0].names:
            continue  # it is that entry or another, never one like it
        own = _grams(new[n].words)
        candidates = {
            m
            for gram in own
            if len(postings := index.get(gram, [])) <= _SHARED_BY_MANY
            for m in postings
            if old[m].role == new[n].role
        }
        for m in candidates:
            score = 2 * (own & grams[m]).total() / (own.total() + grams[m].total())
            if score >= threshold:
                scored.append((-score, abs(old[m].position - new[n].position), n, m))
    taken: set[int] = set()
    for _, _, n, m in sorted(scored):
        if n not in pairs and m not in taken:
            pairs[n] = m
            taken.add(m)


def _grams(words: str) -> Counter[str]:
    return Counter(words[n : n + 2] for n in range(max(1, len(words) - 1)))
