"""The diagnostics about the writing of a YAML file, apart from its meaning; their words stand beside this.

Both the reader of sound YAML (`parse`) and the seeker of causes (`repairs`) report the same mistakes.
"""

from __future__ import annotations

from typing import Any

from keikaku.catalogue import LocalizedText
from keikaku.dataclass import dataclass
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.diagnostics.span import Span

_say = DiagnosticCatalogue(__file__)


@dataclass(frozen=True, slots=True)
class Wording:
    """One mistake with the values its words need, before its place is known."""

    key: str
    values: tuple[tuple[str, Any], ...] = ()

    def at(self, span: Span, correction: str | None = None) -> Diagnostic:
        """The error at a place."""
        return _say.error(self.key, span, correction=correction, **dict(self.values))

    @property
    def code(self) -> str:
        """The code of the diagnostic."""
        return _say.code(self.key)

    @property
    def message(self) -> LocalizedText:
        """What is wrong."""
        return _say(f"{self.key}.message", **dict(self.values))

    @property
    def help(self) -> LocalizedText:
        """What to do."""
        return _say(f"{self.key}.help", **dict(self.values))


def _wording(key: str, /, **values: object) -> Wording:
    return Wording(key, tuple(values.items()))


TAB = Wording("tab")
FULL_WIDTH_SPACE = Wording("full-width-space")
ODD_SPACE = Wording("odd-space")
FULL_WIDTH_HASH = Wording("full-width-hash")
NO_SPACE_AFTER_DASH = Wording("no-space-after-dash")
NO_DASH = Wording("no-dash")
NEEDLESS_DASH = Wording("needless-dash")
QUOTED_NUMBER = Wording("quoted-number")
BESIDE_BAR = Wording("beside-bar")
SLASHES = Wording("slashes")
DOCUMENT_END = Wording("document-end")
SWALLOWED_ITEM = Wording("swallowed-item")
TEXT_ABOVE_LIST = Wording("text-above-list")
SEVERAL_DOCUMENTS = Wording("several-documents")
NOT_A_KEY = Wording("not-a-key")
NO_VALUE = Wording("no-value")
ONLY_A_COMMENT = Wording("only-a-comment")
NOT_A_MAPPING = Wording("not-a-mapping")
UNREADABLE_LINE = Wording("unreadable-line")
BACKSLASH = Wording("backslash")
STRAY_QUOTE = Wording("stray-quote")
GROUPED_DIGITS = Wording("grouped-digits")
LIST_BESIDE_KEY = Wording("list-beside-key")
COLON_IN_TEXT = Wording("colon-in-text")
PICTURE_IN_TEXT = Wording("picture-in-text")
EMPTY_PLACE = Wording("empty-place")


def no_text_key(key: str) -> Wording:
    """`- 見守りを行います。` with `detail: …` on the next line."""
    return _wording("no-text-key", key=key)


def full_width_colon(key: str) -> Wording:
    """`：` where the end of a key is meant."""
    return _wording("full-width-colon", key=key)


def value_above_entries(key: str) -> Wording:
    """`target: 50%以上` with `pending: 〇〇%` on the next line, further in."""
    return _wording("value-above-entries", key=key)


def key_twice(key: str) -> Wording:
    """`id: id: mimamori`."""
    return _wording("key-twice", key=key)


def lines_joined(key: str) -> Wording:
    """`text: 変わったことを知らせます。 city:`."""
    return _wording("lines-joined", key=key)


def no_space_after_colon(key: str) -> Wording:
    """`title:見守り`."""
    return _wording("no-space-after-colon", key=key)


def no_colon(key: str) -> Wording:
    """`title 見守り`."""
    return _wording("no-colon", key=key)


def almost_bar(sign: str) -> Wording:
    """``sign`` alone behind a key, with the text on the lines below."""
    if sign == "＞":
        return _wording("full-width-angle")
    return _wording("full-width-bar") if sign in "｜ｌＩ" else _wording("letter-for-bar", sign=sign)


def bar_before_text(sign: str) -> Wording:
    """`purpose: | 火の用心のため、` with nothing below it."""
    return _wording("bar-before-text", sign=sign)


def swallowed_by_block(sign: str) -> Wording:
    """`- ` or `city:` on a line of the text under `|`."""
    return _wording("dash-in-block") if sign == "-" else _wording("colon-in-block", sign=sign)


def bullet(sign: str) -> Wording:
    """A typographic bullet or a full-width dash where `-` is meant."""
    return _wording("bullet", sign=sign)


def full_width_quote(sign: str) -> Wording:
    """`“見守り”` where quotes are needed."""
    return _wording("full-width-quote", sign=sign)


def unclosed_quote(mark: str) -> Wording:
    """`"見守り`."""
    return _wording("unclosed-quote", mark=mark)


def early_quote(mark: str) -> Wording:
    """`"見守り" を行う`."""
    return _wording("early-quote", mark=mark)


def unclosed_bracket(opening: str, closing: str) -> Wording:
    """`[businesses, schools`."""
    return _wording("unclosed-bracket", opening=opening, closing=closing)


def special_first(sign: str) -> Wording:
    """`@見守り`."""
    return _wording("special-first", sign=sign)


def block_outside(width: int) -> Wording:
    """A line of a long text further left than the text; ``width`` in columns."""
    return _wording("block-outside", width=width)


def indent(found: int, meant: int, below: int) -> Wording:
    """A line whose indentation fits no line above; ``below``: how many lines under it are moved with it."""
    help = _say("indent.to", columns=meant) if meant else _say("indent.none")
    return _wording("indent", columns=found, to=help, below=_say("indent.below", lines=below) if below else "")


def too_deep(depth: int) -> Wording:
    """Nesting beyond any plan's need."""
    return _wording("too-deep", depth=depth)


def null_word(text: str) -> Wording:
    """`~` or `null`."""
    return _wording("null-word", text=text)


def odd_number(text: str, digits: int) -> Wording:
    """`0942`, `1e3`."""
    return _wording("odd-number", text=text, digits=digits)


def control_character(sign: str, others: int) -> Wording:
    """``sign``: the first of them; ``others``: how many more there are."""
    more = _say("control-character.others", n=others) if others else ""
    return _wording("control-character", code=ord(sign), more=more)


def text_too_long(length: int, limit: int) -> Wording:
    """``length`` and ``limit`` in characters."""
    return _wording("text-too-long", length=length, limit=limit)


def refused(mark: str) -> Wording:
    """Anchors, aliases and tags."""
    return _wording("refused", mark=mark)


def cut_by_hash(span: Span) -> Diagnostic:
    """The warning that ` #` in the middle of a text begins a comment."""
    return _say.warning("cut-by-hash", span)


def duplicate_key(key: str, span: Span, first: Span) -> Diagnostic:
    """A key that its mapping has already."""
    return _say.error("duplicate-key", span, key=key, related=(Related(_say("duplicate-key.first"), first),))
