"""The words for what is wrong with the writing of a YAML file, apart from its meaning.

Both the reader of sound YAML (`parse`) and the seeker of causes (`repairs`) tell the same mistakes; the words
for each stand here once.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from keikaku.diagnostics.diagnostic import Diagnostic, Related, error, warning
from keikaku.diagnostics.span import Span

UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]"
)
"""What YAML refuses, line ends that editors do not show as such, and what breaks, turns or joins others unseen."""


class Wording(NamedTuple):
    """A code with what is wrong and what to do."""

    code: str
    message: str
    help: str

    def at(self, span: Span, correction: str | None = None) -> Diagnostic:
        """The error at a place."""
        return error(self.code, self.message, span, self.help, correction=correction)


TAB = Wording(
    "tab-indent",
    "字下げにタブが使われています。",
    "タブを消し、半角の空白（スペース）に直してください。1段は半角2文字です。",
)
FULL_WIDTH_SPACE = Wording(
    "full-width-space",
    "字下げに全角の空白が使われています。",
    "半角の空白（スペース）に直してください。1段は半角2文字です。",
)
ODD_SPACE = Wording(
    "full-width-space",
    "字下げに、半角の空白に見える別の文字が使われています。",
    "ホームページなどから貼り付けると入ることがあります。消して、半角の空白（スペース）を打ち直してください。",
)
FULL_WIDTH_HASH = Wording(
    "full-width-hash",
    "覚え書きの印の「＃」が全角です。",
    "半角の「#」に直してください。",
)
NO_SPACE_AFTER_DASH = Wording(
    "missing-space-after-dash",
    "「-」のすぐ後に半角の空白がありません。",
    '「- 」のように半角の空白を1つ入れてください。「-」で始まる文章なら、全体を " で囲みます。',
)
NO_DASH = Wording(
    "missing-dash",
    "並びの行の頭に「- 」がありません。",
    "半角の「-」と半角の空白1つで始めてください。番号や記号は要りません。",
)
BESIDE_BAR = Wording(
    "text-beside-bar",
    "「|」と同じ行に文章があります。",
    "「|」の後で行を変え、文章は次の行から字下げして書いてください。",
)
SWALLOWED_ITEM = Wording(
    "wrong-indent",
    "この「-」は、上の行の文章の続きとして読まれています。",
    "上の「-」と同じ位置まで字下げを戻してください。",
)
SEVERAL_DOCUMENTS = Wording(
    "several-documents",
    "1つのファイルの中が「---」で区切られています。",
    "「---」の行を消すか、続きを別のファイルに移してください。",
)
NOT_A_KEY = Wording(
    "not-a-key",
    "項目の名前として読めないものがあります。",
    '「title: 見守り」のように、名前と半角の「: 」で書いてください。文章なら全体を " で囲みます。',
)
NO_VALUE = Wording(
    "empty-value",
    "値が書かれていません。",
    "値を書くか、要らない項目なら行ごと消してください。",
)
ONLY_A_COMMENT = Wording(
    "empty-value",
    "「#」から後ろは覚え書きとして読まれるため、値がありません。",
    '文章なら、全体を " で囲んでください。要らない項目なら、行ごと消してください。',
)
NOT_A_MAPPING = Wording(
    "not-a-mapping",
    "ファイルの中身が「項目: 値」の形になっていません。",
    "行の頭から「id: mimamori」のように、項目の名前と半角の「: 」で書いてください。",
)
UNREADABLE_LINE = Wording(
    "unreadable-line",
    "このあたりの書き方が読み取れません。",
    "字下げが上の行とそろっているか、半角の「: 」や「- 」があるか、"
    '" が2つ1組になっているかを、この行とその上の行で確かめてください。',
)
BACKSLASH = Wording(
    "backslash",
    '" で囲んだ文章の中に「\\」（円記号）があります。',
    "\" の代わりに ' で囲んでください。",
)
STRAY_QUOTE = Wording(
    "unbalanced-quotes",
    '文章の終わりの引用符（"）に、組になる相手がありません。',
    '文章の一部でなければ消してください。文章の頭の " を消したのなら、書き戻してください。',
)
GROUPED_DIGITS = Wording(
    "number-form",
    "数の途中に「,」があり、2つの数として読まれます。",
    "桁の区切りの「,」は書きません（見せるときに自動で付きます）。別々の数なら「,」の後に半角の空白を入れてください。",
)
ENDING_QUOTE = "文章の中で \" を使うときは、外側を ' で囲みます。"
LIST_BESIDE_KEY = Wording(
    "quotes-needed",
    "「- 」が項目の名前と同じ行にあります。",
    '並びなら、「- 」を次の行に書いてください。文章なら、全体を " で囲みます。',
)
COLON_IN_TEXT = Wording(
    "quotes-needed",
    "文章の中に「: 」があり、項目の区切りと見分けがつきません。",
    '文章全体を " で囲んでください。',
)


EMPTY_PLACE = Wording(
    "empty-value",
    "「,」と「,」の間に何も書かれていません。",
    '空のますは "" と書いてください。要らない「,」なら消してください。',
)


def no_text_key(key: str) -> Wording:
    """`- 見守りを行います。` with `detail: …` on the next line."""
    return Wording(
        "missing-key",
        f"下の行に「{key}」を書くときは、この文章の頭に「text: 」が要ります。",
        "「- text: 」と書き、その後に文章を続けてください。",
    )


def full_width_colon(key: str) -> Wording:
    """`：` where the end of a key is meant."""
    return Wording(
        "full-width-colon",
        f"「{key}」の後のコロンが全角（：）です。",
        "半角の「:」と半角の空白1つに直してください。",
    )


def no_space_after_colon(key: str) -> Wording:
    """`title:見守り`."""
    return Wording(
        "missing-space-after-colon",
        f"「{key}:」のすぐ後に半角の空白がありません。",
        "「:」の後に半角の空白を1つ入れてください。",
    )


def no_colon(key: str) -> Wording:
    """`title 見守り`."""
    return Wording(
        "missing-colon",
        f"「{key}」の後に「:」がありません。",
        "項目の名前の後には半角の「:」と半角の空白を書いてください。",
    )


def almost_bar(sign: str) -> Wording:
    """``sign`` alone behind a key, with the text on the lines below."""
    what = "全角です" if sign in "｜＞ｌＩ" else f"「{sign}」になっています"
    right = ">" if sign == "＞" else "|"
    return Wording(
        "full-width-bar",
        f"「次の行から文章」の印が{what}。",
        f"半角の「{right}」に直してください（Shift を押しながら「¥」のキー）。"
        if right == "|"
        else "半角の「>」に直してください。",
    )


def swallowed_by_block(sign: str) -> Wording:
    """`- ` or `city:` on a line of the text under `|`."""
    other = "「-」を「・」" if sign == "-" else "「:」を全角の「：」"
    return Wording(
        "wrong-indent",
        f"この「{sign}」は、上の「|」から始まる文章の続きとして読まれています。",
        "字下げを左に戻してください。すぐ上で、項目の行（「actions:」など）が消えていないかも確かめてください。"
        f"文章の一部なら、{other}に替えます。",
    )


def bullet(sign: str) -> Wording:
    """A typographic bullet or a full-width dash where `-` is meant."""
    return Wording(
        "full-width-dash",
        f"行の頭の「{sign}」は、並びの印になりません。",
        "半角の「-」と半角の空白1つに直してください。",
    )


def full_width_quote(sign: str) -> Wording:
    """`“見守り”` where quotes are needed."""
    return Wording("full-width-quote", f"引用符が全角（{sign}）です。", '半角の " に直してください。')


def unclosed_quote(mark: str) -> Wording:
    """`"見守り`."""
    return Wording(
        "unbalanced-quotes",
        f"引用符（{mark}）が閉じられていません。",
        f"文章の終わりにも {mark} を書いてください。",
    )


def early_quote(mark: str) -> Wording:
    """`"見守り" を行う`."""
    return Wording(
        "unbalanced-quotes",
        f"引用符（{mark}）の組が、文章の途中で終わっています。",
        f"文章全体を1組の引用符で囲んでください。{ENDING_QUOTE}",
    )


def unclosed_bracket(opening: str, closing: str) -> Wording:
    """`[businesses, schools`."""
    return Wording(
        "unbalanced-brackets",
        f"かっこ「{opening}」が閉じられていません。",
        f'終わりに「{closing}」を書いてください。文章なら、全体を " で囲みます。',
    )


def special_first(sign: str) -> Wording:
    """`@見守り`."""
    return Wording(
        "quotes-needed",
        f"文章が記号「{sign}」で始まっています。",
        '文章全体を " で囲んでください。',
    )


def block_outside(width: int) -> Wording:
    """A line of a long text further left than the text."""
    return Wording(
        "wrong-indent",
        "文章の行が、文章の範囲より左にあります。",
        f"「|」の下の行は、すべて半角{width}文字で字下げしてください。",
    )


def indent(found: int, meant: int, below: int) -> Wording:
    """A line whose indentation fits no line above; ``below``: how many lines under it are moved with it."""
    help = f"半角{meant}文字の字下げにしてください。" if meant else "字下げをなくし、行の頭から書いてください。"
    return Wording(
        "wrong-indent",
        f"字下げ（半角{found}文字）が上の行とそろっていません。",
        f"{help}この行に続く下の{below}行も、同じだけ動かします。" if below else help,
    )


def too_deep(depth: int) -> Wording:
    """Nesting beyond any plan's need."""
    return Wording(
        "too-deep",
        f"字下げやかっこの重なりが{depth}段を超えています。",
        "書き方の間違いで重なっていないか確かめてください。",
    )


def null_word(text: str) -> Wording:
    """`~` or `null`."""
    return Wording(
        "empty-value",
        f"「{text}」は値になりません。",
        '値がなければ、項目の行ごと消してください。文字として書くなら " で囲みます。',
    )


def odd_number(text: str, digits: int) -> Wording:
    """`0942`, `1e3`."""
    return Wording(
        "number-form",
        f"「{text}」は、数とも文字とも決められない書き方です。",
        f'文字として書くなら "{text}" のように " で囲んでください。'
        f"数なら 12 や 1.50 のように、{digits}字までで書きます。",
    )


def control_character(sign: str, others: int) -> Wording:
    """``sign``: the first of them; ``others``: how many more there are."""
    more = f"ほかに{others}か所あります。" if others else ""
    return Wording(
        "control-character",
        f"目に見えない文字（U+{ord(sign):04X}）が入っています。{more}",
        "ほかのソフトから貼り付けるときに入ることがあります。その文字を消すか、行を打ち直してください。",
    )


def text_too_long(length: int, limit: int) -> Wording:
    """``length`` and ``limit`` in characters."""
    return Wording(
        "text-too-long",
        f"1つの文章が長すぎます（{length:,}文字、上限は{limit:,}文字）。",
        '違うものを貼り付けていないか、" を閉じ忘れていないか確かめてください。長い文章は、いくつかに分けて書きます。',
    )


def refused(mark: str) -> Wording:
    """Anchors, aliases and tags."""
    return Wording(
        "unsupported-yaml",
        f"値が「{mark}」で始まっています。この書き方は使えません。",
        '文章なら、全体を " で囲んでください。',
    )


def cut_by_hash(span: Span) -> Diagnostic:
    """The warning that ` #` in the middle of a text begins a comment."""
    return warning(
        "text-cut-by-hash",
        "「 #」から後ろは覚え書きとして読み飛ばされます。",
        span,
        '文章の一部なら、文章全体を " で囲んでください。覚え書きなら「# 」のように空白を入れてください。',
    )


def duplicate_key(key: str, span: Span, first: Span) -> Diagnostic:
    """A key that its mapping has already."""
    return error(
        "duplicate-key",
        f"項目「{key}」が同じまとまりの中に2回あります。",
        span,
        "どちらか一方を消してください。",
        related=(Related("1つ目はここです", first),),
    )
