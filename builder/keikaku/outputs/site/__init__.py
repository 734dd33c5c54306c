"""The website of a plan: its pages, rendered when they are asked for, and its files, as values.

Nothing is written here, and no generator is known: MkDocs, or another one, puts the frame around the bodies.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

from keikaku.messages import interface_language, load_messages
from keikaku.outputs.figures.pictures import site_pictures
from keikaku.outputs.lazy import LazyFiles
from keikaku.outputs.site.changes import CHANGES_PAGE, FEED, Changes, feed
from keikaku.outputs.site.colours import colours_css
from keikaku.outputs.site.line_breaks import with_line_breaks
from keikaku.outputs.site.measured import Measured
from keikaku.outputs.site.metadata import head_metadata, sitemap
from keikaku.outputs.site.moved import by_page, on_its_page, with_former_ids
from keikaku.outputs.site.page import Frame, Page, Rendered, SiteFrame, WebLink
from keikaku.outputs.site.pages import UnrenderedPage, link_to, moved_pages, statement, unrendered_pages
from keikaku.outputs.site.view import Context, View
from keikaku.outputs.templating import environment
from keikaku.plan.addresses import MovedAddress, moved
from keikaku.plan.compose.numbers import CONTACT_PAGE
from keikaku.plan.framework import framework
from keikaku.plan.languages import Languages
from keikaku.plan.model import IndicatorGroup
from keikaku.plan.outline import Outline
from keikaku.text.writing import Writing

__all__ = ["Frame", "Page", "SiteFrame", "WebLink", "site"]

_MENU = ("subjects/", "challenges/", "measures/", "actors/", "indicators/", "chapters/", "glossary/")
_FOOTER = (
    CONTACT_PAGE,
    CHANGES_PAGE,
    "easy/",
    "framework/",
    "programmes/",
    "attributes/",
    "pending/",
    "downloads/",
    "accessibility/",
)


def site(
    outline: Outline,
    templates: Path,
    printed: Mapping[str, int | str] | None = None,
    downloads: Mapping[str, bytes] | None = None,
    measured: Measured | None = None,
    sheets: Mapping[str, int] | None = None,
    changes: Changes | None = None,
    original_name: str = "",
) -> SiteFrame:
    """All pages of a sound plan.

    ``templates``: the folder of templates and interface words. ``printed``: ref → page of the print draft.
    ``downloads``: name → content of the files offered below ``downloads/``. ``measured``: what was measured on this
    plan's site. ``sheets``: page of the print draft → sheet of ``plan.pdf``. ``changes``: since the version
    published before. ``original_name``: of a translation, what the language of the original calls itself.
    """
    offered = downloads or {}
    plan = outline.index.plan
    words = load_messages(templates / "messages", plan.interface, "web", plan.language)
    copies = site_pictures(outline.index)
    context = Context(
        pictures=copies,
        words=words,
        unreviewed=interface_language(templates / "messages", plan.interface).unreviewed,
        chart_words=load_messages(templates / "messages", plan.interface, "chart"),
        printed=printed or {},
        sheets=sheets or {},
        offered=frozenset(f"downloads/{name}" for name in offered),
        framework=framework(outline),
        languages=Languages.of(plan),
        indicators=_by_pillar(outline),
        inferred_and_stated=len({link.basis for measure in plan.measures for link in measure.challenges}) > 1,
        original_name=original_name,
    )
    folder = templates / "web" / "pages"
    former = by_page(moved(outline))
    news = (
        feed(plan, changes, words["title_changes"], words["changes_lead"].format(name=changes.since))
        if changes
        else None
    )
    found = unrendered_pages(outline, words, offered, changes)
    gone = tuple(moved_pages(outline, words, former, (page.path for page in found)))

    def rendered(page: UnrenderedPage) -> Page:
        return Page(
            path=page.path,
            kind=page.kind,
            ref=page.ref,
            title=page.title,
            description=page.description,
            menu=page.trail[1].url if len(page.trail) > 1 else page.path,
            render=cache(lambda: _render(page, outline, context, folder, offered, former.get(page.path, ()))),
        )

    others = [rendered(page) for page in found]
    own = (*others, rendered(statement(outline, words, measured, others)))
    pages = (*own, *map(rendered, gone))
    titles = {page.path: page.title for page in own}
    frame = Frame(
        site_name=plan.site.name,
        name_phrases=tuple(plan.site.name[start:end] for start, end in pairwise(_ends(plan.site.name, plan.writing))),
        description=plan.site.description,
        language=plan.language,
        labels=plan.interface,
        status=plan.status,
        date=plan.date,
        organisations=plan.organisations,
        menu=tuple(WebLink(title=words[f"menu_{path[:-1]}"], url=path) for path in _MENU if path in titles),
        footer=tuple(WebLink(title=titles[path], url=path) for path in _FOOTER if path in titles),
        words={key.removeprefix("frame_"): text for key, text in words.items() if key.startswith("frame_")},
        unreviewed=context.unreviewed,
    )
    files = {
        "assets/plan-colours.css": colours_css(plan).encode(),
        **{copy.address: copy.content for found in copies.values() for copy in found},
    }
    if news is not None:
        files[FEED] = news
    listed = sitemap(plan, (page.path for page in own))
    if listed is not None:
        files["sitemap.xml"] = listed
    downloaded = LazyFiles({f"downloads/{name}": partial(offered.__getitem__, name) for name in offered})
    return SiteFrame(frame=frame, pages=pages, files=LazyFiles.of(files, downloaded))


def _by_pillar(outline: Outline) -> Mapping[str | None, tuple[IndicatorGroup, ...]]:
    """The groups of this plan's indicators by the pillar they measure, in the order of print."""
    found: dict[str | None, tuple[IndicatorGroup, ...]] = {}
    for entry in outline.by_kind.get("indicator-group", ()):
        group: IndicatorGroup = outline.index.entities[entry.ref].value
        if group.scope == "current":
            found[group.pillar] = (*found.get(group.pillar, ()), group)
    return found


def _ends(name: str, writing: Writing) -> tuple[int, ...]:
    return (0, *writing.phrase_breaks(name), len(name))


def _render(
    page: UnrenderedPage,
    outline: Outline,
    context: Context,
    templates: Path,
    offered: Mapping[str, bytes],
    former: tuple[MovedAddress, ...],
) -> Rendered:
    here = tuple(address for address in former if on_its_page(address))
    view = View(
        outline=outline,
        context=context,
        path=page.path,
        title=page.title,
        ref=page.ref,
        trail=page.trail,
        before=link_to(page.before, outline),
        after=link_to(page.after, outline),
        local_notes=page.local_notes,
        moved_away=() if page.kind == "moved" else tuple(address for address in former if address not in here),
    )
    template = environment(templates).get_template(f"{page.kind}.html")
    title = view.linked_title(WebLink(title=page.title, url=page.path, label=page.ref is None))
    body = template.render(v=view, title=title, **page.values)
    if outline.index.plan.writing.phrased:
        body = with_line_breaks(body)
    if outline.index.translation is not None:
        from keikaku.outputs.site.languages import said_in  # late: few plans are translated

        body = said_in(body, outline.index.plan.language, outline.index.translation.of.plan.language)
    body = with_former_ids(body, here)
    return Rendered(
        body=body,
        head=page.head
        or head_metadata(
            outline,
            path=page.path,
            title=page.title,
            description=page.description,
            trail=[(link.title, link.url) for link in page.trail],
            downloads=offered if page.path == "downloads/" else None,
        ),
    )
