"""What departments write into the cell of the new text without meaning a text: that nothing changes, or what to do.

Lists and patterns hold what is left of a reply when signs, white space and widths are levelled (``_levelled``).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Literal

from keikaku.patterns import regex
from keikaku.text.prose import parse, plain

Reply = Literal["unchanged", "request"]
"""That the text stays as it is; or that something be done with it."""

Doubt = Literal["little-left", "no-full-stop"]
"""Hardly anything of the text is left; the 。 at its end is gone."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_UNCHANGED = _listed(
    """
    同左 左同 同上 上同 同文 同じ 々
    変更しない 変更しません 修正しない 修正しません 直さない 直しません イキ いき 生き ママ まま
    ok 可 了 了解 了承 承知 承知しました 良い よい 良 いい これで良い これでよい 結構 差し支えなし 支障なし
    特になし 特に無し ありません 特にありません 特段なし 確認 確認済 確認済み 確認しました 済 済み レ ✓ ✔ ☑
    nochange nochanges unchanged same sameasbefore sameasabove asis okay fine agreed noobjection ditto
    """
)
_NOTHING = _listed("なし 無し 無 ナシ na none nothing ○ 〇 ◯ ◎")
"""Of a text, that nothing changes; of a value, words that may well stand in the place of its number."""
_NOTHING_TO_CHANGE = regex(
    r"(特に|特段の?)?(修正|変更|異議|異論|意見|訂正|加筆|追記|追加|指摘|問題|回答|直し|相違|異存)"
    r"(点|事項|箇所|か所|個所|等|など)?(は|も|の必要は?)?(特に)?"
    r"(なし|ナシ|無し|無|ない|無い|不要|ありません|ございません|しない|しません|必要なし|必要ありません)"
    r"|(現行|現状|現在|原案|素案|案|原文|左記|上記|左|上|前回|従前)の?(とおり|どおり|通り|まま)(で)?(よい|良い|いい|結構|可)?"
    r"|[こそ]のまま(で)?(よい|良い|いい|結構|可|ok)?|(左記|上記|左|上|前|前回|現行|現状|原案)[にと]同じ|ノーコメント"
)
_REQUESTS = _listed(
    """
    削除 全削除 全文削除 削除する 削除希望 要削除 削る トル トルツメ とる 取る 消す 消去 抹消
    廃止 廃止予定 廃止済 終了 中止 不要 要らない いらない
    追加 新規 追記 加筆 修正 修正あり 修正有 変更 変更あり 変更有 訂正 移動 統合 差替 差替え 差し替え 要修正 要変更
    別紙 別紙のとおり 別添 別添のとおり 別紙参照 別添参照 担当外 所管外 他課 他課所管 担当課に確認 × ✕ ✗
    delete remove deleted drop seeattached new add change
    """
)
_OPEN = _listed(
    """
    検討中 調整中 協議中 照会中 確認中 調査中 作成中 要確認 要検討 要調整 要協議
    保留 後日 後日回答 別途 別途回答 未定 未回答 回答不可 不明 pending tbd todo discuss
    """
)
"""Of a text, that there is none yet; of a value, words that may well stand in the place of its number."""
_NO_TEXT = regex(
    r"(?:(?:課|庁|局|部|係|関係)[内課者]?で?)?(?:後日|別途)?(?:検討|協議|調整|照会|確認|調査|回答|対応|修正|訂正|変更|提出)"
    r"(?:中|予定|します|いたします|しました|済み?)"  # 課内で協議中、後日回答します、修正しました
    r"|(?:別紙|別添|別表|赤字|朱書き?|下線部?|下記|右記|右|備考欄?|理由欄?|コメント)(?:の?(?:とおり|どおり|通り)|を?参照|に記載)"
    r"|(?:この|本|当該|上記の?|左記の?)(?:文章?|行|項目?|取り?組み?|事業|部分|箇所|表現)[はをも]?"
    r"(?:不要|廃止|終了|中止|削除?|消す|なし)"
    r"|(?:当|本|自|他)課(?:は|の|に|では)?(?:所管|担当|事業|業務)?(?:外|では?ない|ではありません|です|に?関係なし|該当なし|対象外)?"
    r"|空欄|見え?消し"
)
"""That there is no text yet, that it stands elsewhere, that the line is not wanted or somebody else's."""
_LABEL = r"(?:修正|変更|訂正|改正)[前後案]?|加筆|追記|[新旧正誤改]|原?案|回答|意見|質問|コメント|要望|理由|備考"
_EDIT = (
    r"(?:修正|変更|訂正|削除|追加|追記|加筆|差し?替え?|置き?換え?|入れ替え|書き換え|改め|直し|統一|見直し|移動|統合"
    r"|削っ|消し|加え|挿入|記載|表記)"
)
_PLEASE = (
    r"(?:て(?:ください|下さい|頂きたい|いただきたい|ほしい|欲しい|もらいたい)|お?願い(?:し|いたし|致し|ま)"
    r"|希望(?:し|$)|されたい|すべき|て(?:は|も)(?:どう|いかが|よい|良い)|できないか)"
)
_INSTRUCTION = regex(
    rf"""
    {_EDIT}[しをのにがでい、]*{_PLEASE}      # 〜に修正してください、〜の削除をお願いします
    |[をにへ](?:修正|訂正|削除|追記|加筆|差し?替え?|置き?換え?|書き換え)(?:のこと|する)?[))]?$  # 「地域」を「市」に修正
    |[」』を](?:トル|取る|ツメ|イレ|イキ)[))]?$
    |^[(\[【〔<〈]?(?:{_LABEL})(?:[)\]】〕>〉]:?|:)  # 修正案：、（案）、【修正】
    |の(?:前|後|あと|まえ|次|間)に.*(?:入れ|加え|足し?|挿入|追加|追記)(?:る|す|すること|のこと|ること)?[))]?$
    |[」』][をはも][^」』]*(?:入れる|加える|足す|付ける|外す|除く|省く|ひらく|直す|変える|改める)(?:こと)?[))]?$
    |[」』][はをも]「[^」]*」[にへと](?:修正|変更|訂正|統一)?[))]?$
    |→|⇒|➡|⇨|->|=>|←|⇐
    |(?:要確認|要検討|要修正|要調整|確認中|調整中)(?:です)?[))\]】]?$
    |該当(?:は|も)?(?:なし|無し|ありません)$
    |(?:では?ない(?:か|でしょうか)|どう(?:か|でしょうか)|いかがでしょうか)$
    """,
    re.VERBOSE,
)
_SIGNS = regex(r"[\s、。,.!・:;'\"“”‘’「」『』()\[\]{}【】〔〕〈〉《》<>*※_/|~〜=]+")
_BY_WHOM = regex(r"(?<=\S)\([^()]*\)\Z")
"""修正なし（総務課）"""
_POLITE = regex(
    r"(?:[をでに]?お?願い(?:します|いたします|致します|申し上げます)|願います|して(?:ください|下さい)|とする|です)+\Z"
)
_DITTO = regex(r"[\"'“”″〃々〟〝＂ゝヽ]+")
_LEAST_KEPT = 0.3
_FEWEST = 2
"""Letters of a text."""
_TOO_SHORT = 8
"""Characters of a text of which so few may well change all at once."""


def reply(was: str, now: str) -> Reply | None:
    """What an answer to a text says instead of being one; None where it may be one.

    What the old text says of itself is its own: a plan may well ask its readers to do something.
    """
    bare = _levelled(now)
    if _says_unchanged(now) or bare in _NOTHING:
        return "unchanged"
    if _asks(now) or sum(map(str.isalnum, bare)) < _FEWEST or any(map(_is_reply, _sentences(now))):
        return "request"
    return "request" if _instructions(now) > _instructions(was) else None


def reply_to_value(now: str) -> Reply | None:
    """The same of one cell of a value, where 検討中 and なし are good answers."""
    if _says_unchanged(now):
        return "unchanged"
    return "request" if _levelled(now) in _REQUESTS else None


def doubt(was: str, now: str) -> Doubt | None:
    """Why an answer may not be the new wording of a text; None where it seems to be."""
    old, new = _plain(was), _plain(now)
    if len(old) >= _TOO_SHORT and _kept(old, new) < _LEAST_KEPT:
        return "little-left"
    if all(line.endswith("。") for line in old.split("\n")) and not all(
        line.endswith("。") for line in new.split("\n")
    ):
        return "no-full-stop"
    return None


def _says_unchanged(now: str) -> bool:
    bare = _levelled(now)
    return bool(_DITTO.fullmatch(now.strip()) or bare in _UNCHANGED or _NOTHING_TO_CHANGE.fullmatch(bare))


def _asks(now: str) -> bool:
    bare = _levelled(now)
    return bare in _REQUESTS or bare in _OPEN or _NO_TEXT.fullmatch(bare) is not None


def _is_reply(sentence: str) -> bool:
    """変更なし。ただし提灯も貸しています。"""
    return bool(sentence.strip()) and (_says_unchanged(sentence) or _asks(sentence))


def _levelled(text: str) -> str:
    """In one width and case, without signs and a polite ending."""
    folded = _BY_WHOM.sub("", unicodedata.normalize("NFKC", text).casefold().strip())
    bare = _SIGNS.sub("", folded).replace("とくに", "特に") or folded.strip()
    return _POLITE.sub("", bare) or bare


def _instructions(text: str) -> int:
    """How many sentences say what to do with the text."""
    return sum(_INSTRUCTION.search(sentence.strip()) is not None for sentence in _sentences(text))


def _sentences(text: str) -> list[str]:
    return re.split(r"[。\n!?]", unicodedata.normalize("NFKC", text))


def _plain(text: str) -> str:
    """Without the marks of links and notes."""
    return "\n".join(plain(paragraph).strip() for paragraph in parse(text.replace("\n", "\n\n")))


def _kept(old: str, new: str) -> float:
    """The share of the old text, by pairs of neighbouring letters, that is in the new one."""
    there = set(pairwise(new))
    pairs = list(pairwise(old))
    return sum(pair in there for pair in pairs) / len(pairs)
