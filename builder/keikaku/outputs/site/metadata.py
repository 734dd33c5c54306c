"""What a page tells machines of itself: schema.org and OGP for its head, and the sitemap of them all.

Whole addresses are given only where the plan says where its site will stand; nothing is made up in their place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from xml.etree import ElementTree as ET

from keikaku.plan.model import Plan
from keikaku.plan.outline import Outline

_FORMATS = {"pdf": "application/pdf", "json": "application/json", "csv": "text/csv"}
_LOCALES = {"ja": "ja_JP"}
"""OGP names a language only together with a country; a language not listed here is left out."""


def head_metadata(
    outline: Outline,
    *,
    path: str,
    title: str,
    description: str,
    trail: Iterable[tuple[str, str]] = (),
    downloads: Mapping[str, bytes] | None = None,
) -> str:
    """Finished HTML for the head of the page at ``path``.

    ``trail``: title and address of the pages above, home first. ``downloads``: name → bytes of the files this page
    offers; a page that offers some is a data set.
    """
    plan = outline.index.plan
    pairs = {
        "og:type": "article" if path else "website",
        "og:title": title,
        "og:description": description,
        "og:site_name": plan.site.name,
        "og:locale": _LOCALES.get(plan.language),
        "og:url": _whole(plan, path),
    }
    tags = [
        f'<meta property="{name}" content="{escape(content)}">'
        for name, content in pairs.items()
        if content is not None
    ]
    data = _page(plan, path, title, description, tuple(trail))
    if downloads:
        data["mainEntity"] = _data_set(outline, description, downloads)
    return "\n".join((*tags, f'<script type="application/ld+json">{_json(data)}</script>'))


def sitemap(plan: Plan, paths: Iterable[str]) -> bytes | None:
    """The sitemap of the pages at ``paths``; None where the address of the site is not known yet.

    It carries no dates: the same plan gives the same bytes.
    """
    if plan.site.url is None:
        return None
    root = ET.Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for path in paths:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = f"{plan.site.url}{path}"
    ET.indent(root, " ")
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _whole(plan: Plan, path: str) -> str | None:
    return f"{plan.site.url}{path}" if plan.site.url is not None else None


def _json(data: dict[str, Any]) -> str:
    """As it may stand inside a script element: no word of a plan can end it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _given(**data: Any) -> dict[str, Any]:
    return {key.replace("at_", "@"): value for key, value in data.items() if value}


def _page(plan: Plan, path: str, title: str, description: str, trail: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    site = _given(at_type="WebSite", name=plan.site.name, url=plan.site.url)
    return _given(
        at_context="https://schema.org",
        at_type="WebPage" if path else "WebSite",
        name=title,
        description=description,
        url=_whole(plan, path),
        inLanguage=plan.language,
        creativeWorkStatus=plan.status,
        publisher=[{"@type": "Organization", "name": name} for name in plan.organisations],
        isPartOf=site if path else None,
        breadcrumb=_breadcrumb(plan, trail),
    )


def _breadcrumb(plan: Plan, trail: tuple[tuple[str, str], ...]) -> dict[str, Any] | None:
    if plan.site.url is None or not trail:
        return None
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": name, "item": _whole(plan, url)}
            for n, (name, url) in enumerate(trail, 1)
        ],
    }


def _data_set(outline: Outline, description: str, downloads: Mapping[str, bytes]) -> dict[str, Any]:
    plan = outline.index.plan
    licence = plan.site.licence.plain
    return {
        "@type": "Dataset",
        "name": outline.entries["plan"].title,
        "description": description,
        "license": licence,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "encodingFormat": _FORMATS[name.rpartition(".")[2]],
                "contentSize": f"{len(content)} B",
                "contentUrl": _whole(plan, f"downloads/{name}") or name,
            }
            for name, content in downloads.items()
            if "/" not in name
        ],
    }
