"""Our style sheets inside a frame that is not ours: they reach our bodies alone, and win there."""

from __future__ import annotations

import re

import pytest

from keikaku.outputs.site.scoped import SCOPE, scoped
from keikaku.resources import TEMPLATE_FOLDER

CASES = {
    ".a, .b > li { color: red }": f"{SCOPE} .a,{SCOPE} .b > li{{color: red}}",
    "a:is(.x, .y) { color: red }": f"{SCOPE} a:is(.x, .y){{color: red}}",
    # What is said of the window is the frame's; what stands inside it is ours.
    "body { margin: 0 }": "",
    "html:has(.kana) { scroll-padding-top: 5rem }": "",
    "html:not([data-script]) .hero { display: none }": f"html:not([data-script]) {SCOPE} .hero{{display: none}}",
    "main { padding: 0 } main:focus { outline: none }": "",
    # Colours hang on our bodies, and the frame says when it is dark.
    ":root { color-scheme: light; --ink: #000 }": f"{SCOPE}{{--ink: #000}}",
    '@media screen { :root[data-theme="dark"] { --ink: #fff } }': (
        f"@media screen{{[data-md-color-scheme=slate] {SCOPE}{{--ink: #fff}}}}"
    ),
    "@media (prefers-color-scheme: dark) { :root { --ink: #fff } }": "",
    # The root's text is 20 pixels, and the body has a part of the window.
    ".a { margin: -1.25rem 2em }": f"{SCOPE} .a{{margin: -1rem 2em}}",
    "@media (min-width: 40rem) { .a { color: red } }": (
        f"@container keikaku (min-width: 32rem){{{SCOPE} .a{{color: red}}}}"
    ),
    "@media (min-width: 40rem) and (min-height: 30rem) { .a { color: red } }": (
        f"@media (min-height: 30rem){{@container keikaku (min-width: 32rem){{{SCOPE} .a{{color: red}}}}}}"
    ),
    "@media print { .a { color: red } }": f"@media print{{{SCOPE} .a{{color: red}}}}",
    # How long a line may be is the frame's.
    ".a { max-width: 42rem; color: red } .b { max-width: 20rem }": (
        f"{SCOPE} .a{{color: red}}{SCOPE} .b{{max-width: 16rem}}"
    ),
    "/* { */ .a { content: '›' }": f"{SCOPE} .a{{content: '›'}}",
}


@pytest.mark.parametrize("css", CASES)
def test_a_rule_keeps_to_our_bodies(css: str) -> None:
    assert " ".join(scoped(css).split()) == CASES[css]


def test_colours_of_two_plans_on_one_site_stay_apart() -> None:
    assert scoped(":root { --site: red }", ".keikaku-a") == f"{SCOPE}.keikaku-a{{--site: red}}"


def test_no_rule_of_our_sheets_reaches_out() -> None:
    """Whatever is written into the sheets from here on."""
    for sheet in ("assets/plan.css", "search/search.css"):
        made = scoped((TEMPLATE_FOLDER / "web" / sheet).read_text("utf-8"))
        heads = re.findall(r"(?:^|[{}])([^{}@]+)\{", made)
        assert len(heads) > 20
        assert [head for head in heads if SCOPE not in head] == []
        assert made.count("{") == made.count("}")
