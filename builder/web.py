"""The web pages: ``Outline`` → finished HTML bodies with their addresses. Knows nothing of MkDocs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup as Safe

from builder import model
from builder.markup import Markup, bare
from builder.outline import Entry, Outline, value_text
from builder.pending import pending_items


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class WebPage:
    """One page. ``path`` is its address under the site's root, with a final slash; empty for home."""

    path: str
    title: str
    description: str
    body: str
    headings: tuple[Heading, ...]
    section: str
    """The title of the part of the navigation it belongs to; empty for the top."""


class Page:
    """What a template sees of the page it makes: links, texts and headings, beside the outline."""

    def __init__(self, outline: Outline, path: str) -> None:
        self.outline = outline
        self.path = path
        self.markup = Markup(outline, path)
        self.headings: list[Heading] = []

    def href(self, ref: str) -> str:
        return self.markup.href(ref)

    def to(self, path: str) -> str:
        return self.markup.to(path)

    def text(self, text: model.Text) -> Safe:
        return Safe(self.markup.inline(text.markdown))  # noqa: S704 - Markup escapes every word it is given

    def paragraphs(self, text: model.Text) -> list[Safe]:
        return [Safe(html) for html in self.markup.paragraphs(text.markdown)]  # noqa: S704 - as above

    def title(self, text: model.Text) -> Safe:
        return Safe(self.markup.title(text.markdown))  # noqa: S704 - as above

    def heading(self, level: int, id: str, title: str) -> str:
        """Note a heading for the page's contents; the template writes the element."""
        self.headings.append(Heading(level, id, title))
        return ""


def site_pages(outline: Outline, templates: Path) -> tuple[WebPage, ...]:
    """All pages, home first, in the order of the navigation. Pure but for reading the templates."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["bare"] = lambda text: bare(text.markdown)
    environment.filters["kind"] = lambda block: type(block).__name__
    environment.globals["value_text"] = value_text
    return tuple(_render(environment, outline, *page) for page in _pages(outline))


def _render(
    environment: Environment,
    outline: Outline,
    path: str,
    title: str,
    section: str,
    template: str,
    data: Mapping[str, Any],
) -> WebPage:
    page = Page(outline, path)
    body = environment.get_template(f"{template}.html").render(
        page=page, outline=outline, plan=outline.index.plan, index=outline.index, entries=outline.entries, **data
    )
    description = outline.index.plan.site.description if not path else f"{title}（{outline.index.plan.site.name}）"
    return WebPage(path, title, description, body, tuple(page.headings), section)


def _pages(outline: Outline) -> Iterator[tuple[str, str, str, str, Mapping[str, Any]]]:
    """(address, title, part of the navigation, template, what the template needs) of each page."""
    plan, entries = outline.index.plan, outline.entries
    yield "", "ホーム", "", "home", {}
    for chapter in plan.chapters:
        entry = entries[f"chapter:{chapter.id}"]
        yield entry.page, entry.label, "計画の本文", "chapter", {"chapter": chapter, "entry": entry}
    yield "framework/", "施策体系", "", "framework", {"measures_of": _measures_of(plan)}
    yield "challenges/", "課題の一覧", "課題", "challenges", {}
    for challenge in plan.challenges:
        entry = entries[f"challenge:{challenge.id}"]
        answers = [
            (measure, link) for measure in plan.measures for link in measure.challenges if link.id == challenge.id
        ]
        data = {"challenge": challenge, "entry": entry, "answers": answers}
        yield entry.page, entry.label, "課題", "challenge", data
    yield "measures/", "施策の一覧", "施策と取組み", "measures", {"measures_of": _measures_of(plan)}
    ordered = [measure for measures in _measures_of(plan).values() for measure in measures]
    for n, measure in enumerate(ordered):
        entry = entries[f"measure:{measure.id}"]
        around = (ordered[n - 1] if n else None, ordered[n + 1] if n + 1 < len(ordered) else None)
        data = {"measure": measure, "entry": entry, "before": around[0], "after": around[1]}
        yield entry.page, entry.label, "施策と取組み", "measure", data
    for actor in plan.actors:
        data = {"actor": actor, "measures_of": _measures_of(plan)}
        yield f"actors/{actor.id}/", bare(actor.heading.markdown), "だれがすること", "actor", data
    for audience in plan.audiences:
        data = {"audience": audience, "actions": _addressed(outline, audience.id)}
        yield f"audiences/{audience.id}/", f"{audience.name}ができること", "だれがすること", "audience", data
    for subject in plan.subjects:
        data = {"subject": subject, "found": _about(outline, subject.words)}
        yield f"subjects/{subject.id}/", subject.name, "話題から探す", "subject", data
    if plan.programmes:
        yield "programmes/", "事業の一覧", "事業", "programmes", {}
    for programme in plan.programmes:
        ref = f"programme:{programme.id}"
        data = {"programme": programme, "mentions": outline.mentions.get(ref, ())}
        yield f"programmes/{programme.id}/", programme.name, "事業", "programme", data
    yield "indicators/", "成果指標", "", "indicators", {}
    if plan.terms:
        yield "glossary/", "用語集", "", "glossary", {"rows": _kana_rows(plan.terms)}
    yield "pending/", "未確定事項", "", "pending", {"items": pending_items(outline)}


def _measures_of(plan: model.Plan) -> dict[str, list[model.Measure]]:
    """Pillar id → its measures in order, those below another after it."""
    found: dict[str, list[model.Measure]] = {}
    for pillar in plan.pillars:
        own = [measure for measure in plan.measures if measure.pillar == pillar.id]
        upper = [measure for measure in own if measure.parent is None]
        found[pillar.id] = [
            measure for top in upper for measure in (top, *(below for below in own if below.parent == top.id))
        ]
    return found


def _addressed(outline: Outline, audience: str) -> list[str]:
    return [
        ref
        for ref, place in outline.index.actions.items()
        if isinstance(place.item, model.Action) and audience in place.item.audience
    ]


def _about(outline: Outline, words: tuple[str, ...]) -> list[Entry]:
    """Actions, challenges and terms whose lines hold one of the words, in the order of print."""
    refs = dict.fromkeys(
        line.entry
        for line in outline.lines
        if line.entry.startswith(("action:", "challenge:", "term:")) and any(word in line.text for word in words)
    )
    return [outline.entries[ref] for ref in refs]


_ROWS = (
    "あいうえお",
    "かきくけこ",
    "さしすせそ",
    "たちつてと",
    "なにぬねの",
    "はひふへほ",
    "まみむめも",
    "やゆよ",
    "らりるれろ",
    "わをん",
)
_VOICED = str.maketrans(
    "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔ", "かきくけこさしすせそたちつてとはひふへほはひふへほう"
)


def _kana_rows(terms: tuple[model.Term, ...]) -> dict[str, list[model.Term]]:
    """あ, か, さ … → the terms whose readings begin there; rows without terms are left out."""
    rows: dict[str, list[model.Term]] = {}
    for term in terms:
        first = term.reading[0].translate(_VOICED)
        row = next((row[0] for row in _ROWS if first in row), "その他")
        rows.setdefault(row, []).append(term)
    return rows
