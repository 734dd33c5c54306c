"""Text fields as safe HTML: whatever an editor typed, only the tags written here come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import lru_cache

from markupsafe import Markup, escape

from keikaku.dataclass import dataclass
from keikaku.patterns import regex
from keikaku.plan.languages import Languages
from keikaku.plan.model import Text
from keikaku.plan.outline import Entry, Outline
from keikaku.text import prose
from keikaku.text.breaking import kept_together
from keikaku.text.prose import REFERENCE_SCHEMES, WEB_SCHEMES

_BLANK = regex("[〇○◯]+")
_BLANK_VALUE = regex(r"[〇○◯]+[^〇○◯ぁ-ゖァ-ヺ]{0,4}")
"""A blank with a unit at most: 〇〇%, 〇〇箇所."""
_WHOLE = 12
"""Characters that stay on one line: 2026年12月31日 has room on a small screen with large text."""


def _for_the_eye(shown: Markup) -> Markup:
    return Markup('<span aria-hidden="true">{}</span>').format(shown)


def unheard_blanks(shown: Markup) -> Markup:
    """The HTML with every 〇〇 in it, which would be read out as zeros, for the eye only."""
    return Markup(_BLANK.sub(lambda found: _for_the_eye(Markup(found[0])), shown))  # noqa: S704 - it is markup already


@lru_cache(maxsize=8192)  # a text stands on several pages
def _whole(text: str) -> Markup:
    """Running text whose numbers no line parts from what they count: 第1号, 3月11日."""
    parts: list[Markup] = []
    at = 0
    for start, end in kept_together(text):
        if not text[start:end].isascii() and end - start <= _WHOLE:
            parts += (escape(text[at:start]), Markup('<span class="whole">{}</span>').format(text[start:end]))
            at = end
    return Markup().join((*parts, escape(text[at:])))


@dataclass(slots=True)
class PageMarkup:
    """Renders the texts of one page, which it must be given in their order: a term is linked where it first occurs."""

    outline: Outline
    href: Callable[[str], str]
    """An address relative to the site's root → one relative to this page."""
    words: Mapping[str, str]
    page: str
    """This page's address; a term is not linked to the place it is read at."""
    local_notes: frozenset[str] = frozenset()
    """Ids of notes that stand on this page too, although their entry's address is another page."""
    linked: list[str] = field(default_factory=list)
    """Refs of the terms and programmes linked so far."""
    marked: set[str] = field(default_factory=set)
    """Ids of the notes marked so far: only the first mark can be returned to."""

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The entries of the plan, by ref."""
        return self.outline.entries

    def text(self, text: Text | None) -> Markup:
        """All paragraphs, each a ``<p>``, terms linked."""
        paragraphs = prose.parse(text.markdown) if text is not None else ()
        shown = Markup().join(Markup("<p>{}</p>").format(self._inlines(found, True)) for found in paragraphs)
        changed = self._changed(text)
        return shown + Markup("<p>{}</p>").format(changed) if changed else shown

    def inline(self, text: Text | None, *, terms: bool = False) -> Markup:
        """The text without paragraphs, for headings, cells and items; a further paragraph follows a line break."""
        paragraphs = prose.parse(text.markdown) if text is not None else ()
        return Markup("<br>").join(self._inlines(found, terms) for found in paragraphs) + self._changed(text)

    def _changed(self, text: Text | None) -> Markup:
        """Of a translation, what the original says now, where that is no longer what was translated."""
        if text is None or text.changed is None:
            return Markup()
        return Markup(" ") + self.changed("".join(map(prose.plain, prose.parse(text.changed))))

    def changed(self, now: str) -> Markup:
        """That an original was changed, and what it says now."""
        index = self.outline.index
        assert index.translation is not None
        words = Markup('<span lang="{}">{}</span>').format(index.translation.of.plan.language, now)
        said = Markup(index.plan.writing.pattern("original-changed")).format(words=words)  # noqa: S704 - our own file
        return Markup('<span class="original-changed own">{}</span>').format(said)

    def pending(self, shown: Markup | str, note: str | None) -> Markup:
        """Words that are not settled, distinguished by more than colour, also to the ear: 「次期、未確定」.

        A blank (〇〇) would be read out as zeros, so it is for the eye only.
        """
        label = self.words["pending_about"].format(note=note) if note else self.words["pending"]
        shown = escape(shown)
        pattern = Markup('<span class="pending">{}{}<span class="pending-tag own"{} title="{}">{}</span></span>')
        heard = Markup('<span class="visually-hidden own"{}>{}</span>')
        if _BLANK_VALUE.fullmatch(shown.striptags()):
            shown, spoken = _for_the_eye(shown), self.words["pending_blank"]
        else:
            shown, spoken = unheard_blanks(shown), self.words["pending_pause"]
        return pattern.format(
            shown, heard.format(self._of_labels, spoken), self._of_labels, label, self.words["pending"]
        )

    @property
    def _of_labels(self) -> Markup:
        return Languages.of(self.outline.index.plan).of_labels

    def _inlines(self, inlines: prose.Paragraph, terms: bool) -> Markup:
        return Markup().join(self._inline(inline, terms) for inline in inlines)

    def _inline(self, inline: prose.Inline, terms: bool) -> Markup:
        match inline:
            case prose.Words(text):
                return self._words(text) if terms else escape(text)
            case prose.Strong(children):
                return Markup("<strong>{}</strong>").format(self._inlines(children, terms))
            case prose.Emphasis(children):
                return Markup("<em>{}</em>").format(self._inlines(children, terms))
            case prose.Unsettled(children, note):
                return self.pending(self._inlines(children, terms=False), note)
            case prose.NoteMark(id):
                return self._note_mark(id)
            case prose.Link():
                return self._link(inline)

    def _words(self, text: str) -> Markup:
        parts: list[Markup] = []
        position = 0
        for found in self.outline.lexicon.find(text):
            entry = self.entries[found.ref]
            if found.ref in self.linked or entry.page == self.page:
                continue
            self.linked.append(found.ref)
            parts += (_whole(text[position : found.start]), self._term(entry, text[found.start : found.end]))
            position = found.end
        return Markup().join((*parts, _whole(text[position:])))

    def _term(self, entry: Entry, word: str) -> Markup:
        if entry.kind == "term":
            tip = f"tip_{entry.id}"
            pattern = Markup('<a class="term" href="{0}" aria-describedby="{1}">{2}</a>')
            return pattern.format(self.href(entry.url), tip, word)
        return Markup('<a class="term" href="{}">{}</a>').format(self.href(entry.url), word)

    def _note_mark(self, id: str) -> Markup:
        entry = self.entries.get(f"note:{id}")
        if entry is None:
            return Markup()
        local = id in self.local_notes or entry.page == self.page
        address = f"#{entry.anchor}" if local else self.href(entry.url)
        anchor = Markup()
        if local and id not in self.marked:
            self.marked.add(id)
            anchor = Markup(' id="mark_{}"').format(id)
        pattern = Markup('<sup class="note-mark"><a href="{}"{} aria-label="{}"{}>{}</a></sup>')
        label = self.words["note_label"].format(number=entry.number)
        return pattern.format(address, anchor, label, self._of_labels, entry.number)

    def _link(self, link: prose.Link) -> Markup:
        entry = self.entries.get(f"{link.scheme}:{link.target}") if link.scheme in REFERENCE_SCHEMES else None
        shown = self._inlines(link.children, terms=False)
        if entry is not None:
            return Markup('<a href="{}">{}</a>').format(self.href(entry.url), shown or entry.label)
        if link.scheme in WEB_SCHEMES:
            return Markup('<a href="{}">{}</a>').format(f"{link.scheme}:{link.target}", shown or link.target)
        return shown
