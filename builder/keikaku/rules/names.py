"""What the kinds are called to an officer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

KIND_NAMES: Mapping[str, str] = {
    "plan": "計画",
    "chapter": "章",
    "section": "節",
    "subsection": "項",
    "topic": "小項目",
    "challenge": "課題",
    "pillar": "施策の柱",
    "measure": "施策",
    "action": "取組み",
    "actor": "主体",
    "audience": "呼びかける相手",
    "programme": "事業",
    "term": "用語",
    "note": "注",
    "figure": "図",
    "table": "表",
    "indicator": "成果指標",
    "indicator-group": "成果指標の表",
    "subject": "話題",
    "erratum": "正誤",
}


def kind_name(ref: str) -> str:
    """The Japanese name of the kind of ``kind:id``; of an unknown kind, 項目."""
    return KIND_NAMES.get(ref.partition(":")[0], "項目")


def meant(near: Sequence[str]) -> str:
    """The question whether one of the nearest was meant."""
    return f"{'か'.join(f'「{word}」' for word in near)}の間違いではありませんか。"


def id_of(ref: str) -> str:
    """The id in ``kind:id``."""
    return ref.partition(":")[2]
