"""Where a plan stands in the navigation of a site: data as it stands in ``nav`` of ``mkdocs.yml``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from mkdocs.plugins import BasePlugin

from keikaku.outputs.site import SiteFrame, WebLink

Item = str | dict[str, Any]
AWESOME = "awesome-nav"
"""The plugin that makes the navigation anew, of the names of folders and of what a file in each of them says."""


def plan_nav(site: SiteFrame, at: str) -> list[Item]:
    """The plan's pages by section, in the order of its menu: home, then each list with the pages that belong to it.

    What belongs to no list (results of a search, former addresses) is in no navigation.
    """
    frame = site.frame
    members: dict[str, list[str]] = {}
    for page in site.pages:
        members.setdefault(page.menu, []).append(f"{at}{page.source}")

    def section(link: WebLink) -> Item:
        source = f"{at}{link.url}index.md"
        listed = [source, *(other for other in members.get(link.url, []) if other != source)]
        return {link.title: listed} if len(listed) > 1 else {link.title: source}

    home = {frame.words["home"]: f"{at}index.md"}
    return [home, *map(section, frame.menu), {frame.words["more_menu"]: [section(link) for link in frame.footer]}]


def awesome_nav(plugin: BasePlugin[Any], site: SiteFrame, title: str) -> tuple[str, str]:
    """Name and text of the file in the plan's folder by which the plugin shows its pages as ``plan_nav`` would."""
    said = {"title": title, "nav": plan_nav(site, "")}
    return plugin.config["filename"], json.dumps(said, ensure_ascii=False)  # JSON is YAML


def placed(nav: Iterable[Item], at: str, title: str, own: list[Item]) -> list[Item]:
    """The host's navigation with the plan in the place it names by its folder, else at the end.

    An entry ``- 地域福祉計画: plans/fukushi/`` becomes a section of that title, a bare ``- plans/fukushi/`` one of the
    plan's own.
    """
    named = {at, at.rstrip("/"), f"{at}index.md"}
    found = False

    def put(items: Iterable[Item]) -> list[Item]:
        return [_each(item, one) for item in items]

    def one(name: str | None, value: Any) -> Item:
        nonlocal found
        if isinstance(value, list):
            return {str(name): put(value)}
        if value in named:
            found = True
            return {name or title: own}
        return value if name is None else {name: value}

    made = put(nav)
    return made if found else [*made, {title: own}]


def _each(item: Item, make: Callable[[str | None, Any], Item]) -> Item:
    if isinstance(item, str):
        return make(None, item)
    name, value = next(iter(item.items()))
    return make(name, value)
