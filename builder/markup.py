"""Text fields as safe HTML: references resolved, notes and unsettled spots marked, terms linked once."""

from __future__ import annotations

from html import escape
from posixpath import relpath

from builder.outline import Outline
from builder.prose import (
    REFERENCE_SCHEMES,
    WEB_SCHEMES,
    Emphasis,
    Inline,
    Link,
    NoteMark,
    Paragraph,
    Strong,
    Unsettled,
    Words,
    parse,
    plain,
)


class Markup:
    """Renders the texts of one page. ``page`` is its address; a term is linked where the page first names it."""

    def __init__(self, outline: Outline, page: str) -> None:
        self.outline = outline
        self.page = page
        self.linked: set[str] = set()
        self.note_marks: set[str] = set()

    def href(self, ref: str) -> str:
        """The address of an entry, relative to this page."""
        entry = self.outline.entries[ref]
        if entry.page == self.page and entry.anchor:
            return f"#{entry.anchor}"
        return self.to(entry.page) + (f"#{entry.anchor}" if entry.anchor else "")

    def to(self, page: str) -> str:
        """The address of a page (``measures/``), relative to this page."""
        way = relpath(page or ".", self.page or ".")
        return "./" if way == "." else f"{way}/"

    def paragraphs(self, markdown: str) -> list[str]:
        """The HTML inside each paragraph of a text."""
        return [self._inlines(paragraph, link=True) for paragraph in parse(markdown)]

    def inline(self, markdown: str) -> str:
        """A text of one paragraph; more are joined by line breaks."""
        return "<br>".join(self.paragraphs(markdown))

    def title(self, markdown: str) -> str:
        """A text without links or note marks, for headings and the texts of links."""
        return "".join(self._inlines(paragraph, link=False) for paragraph in parse(markdown))

    def _inlines(self, paragraph: Paragraph, *, link: bool) -> str:
        return "".join(self._inline(inline, link) for inline in paragraph)

    def _inline(self, inline: Inline, link: bool) -> str:
        match inline:
            case Words(text):
                return self._words(text) if link else escape(text)
            case Strong(children):
                return f"<strong>{self._inlines(children, link=link)}</strong>"
            case Emphasis(children):
                return f"<em>{self._inlines(children, link=link)}</em>"
            case Unsettled(children, note):
                words = self._inlines(children, link=False)
                about = f' title="{escape(note)}"' if note else ""
                return f'<span class="pending"{about}>{words}<span class="pending-mark">未確定</span></span>'
            case NoteMark(id):
                return self._note(id) if link else ""
            case Link():
                return self._link(inline, link)

    def _link(self, inline: Link, link: bool) -> str:
        if inline.scheme in REFERENCE_SCHEMES and (ref := f"{inline.scheme}:{inline.target}") in self.outline.entries:
            words = self._inlines(inline.children, link=False) or escape(self.outline.entries[ref].title)
            return f'<a href="{escape(self.href(ref))}">{words}</a>' if link else words
        words = self._inlines(inline.children, link=False)
        if link and inline.scheme in WEB_SCHEMES:
            return f'<a href="{escape(f"{inline.scheme}:{inline.target}")}">{words}</a>'
        return words

    def _note(self, id: str) -> str:
        ref = f"note:{id}"
        number = escape(self.outline.entries[ref].number)
        # The first mark is where the note leads back to.
        own = "" if id in self.note_marks else f' id="mark-{escape(id)}"'
        self.note_marks.add(id)
        return f'<sup{own}><a href="{escape(self.href(ref))}" class="note-mark">{number}</a></sup>'

    def _words(self, text: str) -> str:
        parts: list[str] = []
        position = 0
        for found in self.outline.lexicon.find(text):
            entry = self.outline.entries[found.ref]
            if found.ref in self.linked or entry.page == self.page:
                continue
            self.linked.add(found.ref)
            word = escape(text[found.start : found.end])
            parts.append(escape(text[position : found.start]))
            parts.append(f'<a class="term" href="{escape(self.href(found.ref))}">{word}</a>')
            position = found.end
        parts.append(escape(text[position:]))
        return "".join(parts)


def bare(markdown: str) -> str:
    """The words of a text without any markup."""
    return "".join(plain(paragraph) for paragraph in parse(markdown))
