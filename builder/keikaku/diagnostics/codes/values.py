"""Codes about keys and values."""

from __future__ import annotations

from keikaku.diagnostics.codes.code import Code

_FORM = "サイト・印刷・一覧表は、決まった形の値から作られるためです。"

VALUES: tuple[Code, ...] = (
    Code(
        "missing-key",
        "必要な項目がない",
        "この種類に必ず要る項目がありません。例のように1行加えてください。",
        "題名や読みがないと、見出しや並び順が作れないためです。",
        "id: mimamori\nname: 見守り活動",
        "id: mimamori\nname: 見守り活動\nreading: みまもりかつどう",
    ),
    Code(
        "unknown-key",
        "知らない項目",
        "ここに書ける項目ではありません。名前の打ち間違いか、日本語で書いていないかを確かめてください。",
        "名前が違うと、書いた内容がどこにも出ないためです。",
        "題名: 見守り\npurpos: 安心して暮らすため、…",
        "title: 見守り\npurpose: 安心して暮らすため、…",
    ),
    Code(
        "wrong-type",
        "値の種類が違う",
        "文章のところに数や並びが、または数のところに文字があります。"
        '文字にするなら " で囲みます。並びなら「- 」で始めます。',
        _FORM,
        "title: 2026\nfindings: 空き家が増えた",
        'title: "2026"\nfindings:\n  - 空き家が増えた',
    ),
    Code(
        "full-width-digit",
        "全角の数字",
        "数は半角で書いてください。",
        "全角の数字は文字として読まれ、計算も並べ替えもできないためです。",
        "value: ５０",
        "value: 50",
    ),
    Code(
        "value-not-allowed",
        "決められた言葉でない",
        "ここに書ける言葉は決まっています。メッセージに並んでいるものから選んでください。",
        _FORM,
        "basis: infered",
        "basis: inferred",
    ),
    Code(
        "empty-text",
        "空の文章",
        "引用符の中に何もないか、空白だけです。文章を書くか、行ごと消してください。",
        "空の見出しや段落ができるためです。",
        'title: ""',
        "title: 見守り",
    ),
    Code(
        "invalid-id",
        "ID にならない",
        "ID は、半角の英小文字で始め、英小文字・数字・ハイフンだけで書きます。",
        "ID はページの住所（URL）になり、公開した後は変えられないためです。",
        "id: 見守り\npillar: Near_You",
        "id: mimamori\npillar: near-you",
    ),
    Code(
        "wrong-form",
        "書き方の決まりに合わない",
        "読みはひらがな、色は「#」と6桁、というように、書き方の決まった項目です。メッセージの例に合わせてください。",
        _FORM,
        "reading: ミマモリ",
        "reading: みまもり",
    ),
    Code(
        "too-few-items",
        "空の並び",
        "並びに1つも書かれていません。1つ以上書くか、項目の行ごと消してください。",
        "中身のない見出しや表ができるためです。",
        "findings: []",
        "findings:\n  - 空き家が増えた",
    ),
    Code(
        "repeated-item",
        "同じものが2回",
        "並びの中に同じものが2回あります。どちらか一方を消してください。",
        "一覧や数が二重になるためです。",
        "audience: [schools, schools]",
        "audience: [schools]",
    ),
    Code(
        "number-out-of-range",
        "範囲の外の数",
        "書ける数の範囲を外れています。桁や符号の打ち間違いを確かめてください。",
        "西暦の年や割合などの、打ち間違いを見つけるためです。",
        "baseline: 20266",
        "baseline: 2026",
    ),
    Code(
        "keys-exclude-each-other",
        "どちらか一方だけの項目",
        "同時には書けない2つの項目があります。要らない方を消してください。",
        "どちらを見せればよいか決められないためです。",
        "- id: years\n  text: 3年目に見直します。\n  term: review",
        "- id: years\n  text: 3年目に見直します。",
    ),
)
