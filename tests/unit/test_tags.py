"""Start tags of a page: what the library's parser finds, found faster."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from keikaku.outputs.site import site
from keikaku.outputs.tags import Tag, scripts_and_styles, tags
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER


class _Library(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in reversed(attrs)}))


def found(html: str) -> list[tuple[str, dict[str, str]]]:
    return [(tag.name, dict(tag.attributes)) for tag in tags(html)]


def test_a_quoted_value_may_hold_what_ends_a_tag() -> None:
    html = """<A HREF='x?a=1&amp;b=">"' hidden data-n=3>本文</A><br/>"""
    assert found(html) == [("a", {"href": 'x?a=1&b=">"', "hidden": "", "data-n": "3"}), ("br", {})]


def test_what_only_looks_like_a_tag_is_none() -> None:
    html = """<!-- <a id="1"> --><script>if (a <b id="2">c) {}</script><style>/* <i> */</style>3 < 4 <p>"""
    assert list(tags(html)) == [
        Tag("script", {}, """if (a <b id="2">c) {}"""),
        Tag("style", {}, "/* <i> */"),
        Tag("p", {}),
    ]
    assert list(scripts_and_styles(html)) == list(tags(html))[:2]


def test_every_page_is_read_as_the_library_reads_it(tiny: Outline) -> None:
    pages = site(tiny, TEMPLATE_FOLDER).pages
    assert len(pages) > 5
    for page in pages:
        assert found(page.head + page.body) == _Library(page.head + page.body).found


_WORD = st.text("abé語", min_size=1, max_size=3)
_VALUE = st.text("ab 語<>/='", max_size=6)
_TAG = st.builds(
    lambda name, attributes, closed: (
        f"<x{name}" + "".join(f' {key}="{value}"' for key, value in attributes.items()) + ("/>" if closed else ">")
    ),
    st.text("ab", max_size=2),
    st.dictionaries(st.text("ab", min_size=1, max_size=3), _VALUE, max_size=3),
    st.booleans(),
)


@given(st.lists(_TAG | _WORD | st.just("<!-- <xa> -->") | st.just("</xa>"), max_size=8).map("".join))
def test_any_well_formed_page_is_read_as_the_library_reads_it(html: str) -> None:
    assert found(html) == _Library(html).found


@given(st.text("<>/='\"!-ab &;", max_size=60))
def test_any_text_is_read_without_fault(html: str) -> None:
    assert all(tag.name for tag in tags(html))
