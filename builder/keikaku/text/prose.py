"""The Markdown of text fields: one parser; what it yields is rendered once per output.

The dialect is small on purpose. Paragraphs, **bold**, *emphasis*, links with the plan's own schemes, notes ``[^id]``.
Lists, headings, tables and HTML are not part of it: structure belongs to the YAML, so that a text beginning with
``1.`` or ``#`` stays a text. Raw HTML is shown as it is typed and reported by a rule.

Nearly all texts are words, links and notes, which one pattern reads; the Markdown library is asked (and loaded) for
what it does not match. A test holds both equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from keikaku.dataclass import dataclass
from keikaku.patterns import regex

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

REFERENCE_SCHEMES = (
    "chapter",
    "section",
    "subsection",
    "topic",
    "challenge",
    "pillar",
    "measure",
    "action",
    "actor",
    "programme",
    "term",
    "figure",
    "table",
    "indicator",
)
"""Schemes of links to entries: ``[words](term:id)``."""
WEB_SCHEMES = ("https", "http", "mailto", "tel")
"""Schemes of links out of the plan."""


@dataclass(frozen=True, slots=True)
class Words:
    """Plain characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """``scheme`` as typed, in lower case. No children: the title of the entry pointed to is shown."""

    scheme: str
    target: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Words of the plan that are not settled (``[〇〇](pending: "…")``), and what is missing."""

    children: tuple[Inline, ...]
    note: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """``[^id]``: the number of a note stands here."""

    id: str


Inline = Words | Strong | Emphasis | Link | Unsettled | NoteMark
Paragraph = tuple[Inline, ...]

_SIGNS = r"\\*_\[\]<>&!`\n\r\0"
"""Those that mean something to Markdown, or might."""
_PLAIN = regex(rf"[^{_SIGNS}]*+")
_SIMPLE = regex(
    rf"(?P<words>[^{_SIGNS}]++)|\[\^(?P<note>[^\s{_SIGNS}]{{1,100}})\]"
    rf"|\[(?P<label>(?!\^)[^{_SIGNS}]*+)\]"
    rf"\((?P<address>[a-z]++:[^\x01-\x20\x7f(){_SIGNS}]*+)(?: \"(?P<title>[^\"{_SIGNS}]*+)\")?\)"
)
"""Words, a note or a link that can mean nothing else, whatever stands beside them."""
_NOTE = regex(r"\[\^([^\]\s]{1,100})\]")
_BETWEEN_WORDS = regex(r"([A-Za-z0-9\u00c0-\u024f,.;:!?'’”\")\]–—-][*_]*)\n(?=[*_\[(“‘\"']*[A-Za-z0-9\u00c0-\u024f])")
"""A line break of a paragraph between words that are apart by spaces."""
_MAX_LEVEL = 20
"""Emphasis within emphasis: no text has three; more than this is a row of stars, and shown as one."""


def _note_rule(state: StateInline, silent: bool) -> bool:
    found = _NOTE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("note", "", 0)
        token.meta = {"id": found[1]}
    state.pos = found.end()
    return True


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # late: most plans are read without it, and loading it takes as long as the plan

    parser = MarkdownIt("zero").enable(["emphasis", "balance_pairs", "link", "escape", "newline"])
    parser.inline.ruler.before("link", "note", _note_rule)
    # Which schemes are allowed is a question of content, with a message of its own (rules/texts.py); here every
    # link parses, and no renderer emits an address whose scheme is not in the two lists above.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


@lru_cache(maxsize=8192)
def parse(markdown: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text field. Never fails: what is no markup is words."""
    stripped = markdown.strip()
    if not stripped:
        return ()
    if _PLAIN.fullmatch(stripped):  # nine of ten texts
        return ((Words(stripped),),)
    return _simple(stripped) or _by_library(stripped)


def _simple(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text whose signs can be read one way only; nothing where there is more to it."""
    paragraphs: list[Paragraph] = []
    for paragraph in (part.strip(" \t\u3000") for part in text.split("\n\n")):
        found: list[Inline] = []
        at = 0
        while at < len(paragraph):
            piece = _SIMPLE.match(paragraph, at)
            if piece is None:
                return ()
            if piece["words"] is not None:
                found.append(Words(piece["words"]))
            elif piece["note"] is not None:
                found.append(NoteMark(piece["note"]))
            else:
                label = (Words(piece["label"]),) if piece["label"] else ()
                found.append(_link(piece["address"], piece["title"] or "", label))
            at = piece.end()
        if not found or paragraph != paragraph.strip():  # of lines that are not empty and yet say nothing
            return ()
        paragraphs.append(tuple(found))
    return tuple(paragraphs)


def _by_library(text: str) -> tuple[Paragraph, ...]:
    spaced = _BETWEEN_WORDS.sub(r"\1 ", text) if "\n" in text else text
    return tuple(_paragraph(token) for token in _parser().parse(spaced) if token.type == "inline")


def _paragraph(token: Token) -> Paragraph:
    children = token.children or ()
    if any(child.level > _MAX_LEVEL for child in children):
        return (Words(token.content),)
    return _inlines(iter(children), None)


def _inlines(tokens: Iterator[Token], closing: str | None) -> Paragraph:
    found: list[Inline] = []
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                found.append(Words(token.content))
            case "softbreak" | "hardbreak":
                # A line break inside a Japanese paragraph joins without a space, as it is typed for width only. Between
                # words of letters it was made a space before.
                continue
            case "note":
                found.append(NoteMark(token.meta["id"]))
            case "strong_open":
                found.append(Strong(_inlines(tokens, "strong_close")))
            case "em_open":
                found.append(Emphasis(_inlines(tokens, "em_close")))
            case "link_open":
                address, title = (str(token.attrGet(name) or "") for name in ("href", "title"))
                found.append(_link(address, title, _inlines(tokens, "link_close")))
            case kind if kind == closing:
                break
    return _join(found)


def _link(address: str, title: str, children: Paragraph) -> Inline:
    scheme, _, target = address.partition(":")
    scheme = scheme.strip().lower()
    if scheme == "pending":
        # Without a space before its quotes the note is, to Markdown, part of the address.
        return Unsettled(children, title or target.strip("\"'“”"))
    return Link(scheme, target, children)


def _join(found: list[Inline]) -> Paragraph:
    """Neighbouring words become one, so that a term is found although an escape stands inside it."""
    joined: list[Inline] = []
    for inline in found:
        if isinstance(inline, Words) and joined and isinstance(joined[-1], Words):
            joined[-1] = Words(joined[-1].text + inline.text)
        elif not (isinstance(inline, Words) and not inline.text):
            joined.append(inline)
    return tuple(joined)


def plain(
    paragraph: Paragraph,
    title: Callable[[str, str], str] = lambda scheme, target: "",
    note: Callable[[str], str] = lambda id: "",
) -> str:
    """The bare characters. ``title`` gives the words of a link without words; ``note`` the mark of a note."""
    parts: list[str] = []
    for inline in paragraph:
        match inline:
            case Words(text):
                parts.append(text)
            case Strong(children) | Emphasis(children) | Unsettled(children, _):
                parts.append(plain(children, title, note))
            case Link(scheme, target, children):
                parts.append(plain(children, title, note) if children else title(scheme, target))
            case NoteMark(id):
                parts.append(note(id))
    return "".join(parts)


def walk(paragraphs: tuple[Paragraph, ...]) -> Iterator[Inline]:
    """Every inline of a text, outer before inner."""
    for paragraph in paragraphs:
        for inline in paragraph:
            yield inline
            if not isinstance(inline, Words | NoteMark):
                yield from walk((inline.children,))
