"""The data of the print draft as one page of HTML with print CSS: the same content for engines that read HTML.

Left out, because such engines cannot: the index, whose pages are known only after setting.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from keikaku.outputs.print.nodes import DraftData
from keikaku.outputs.print.typeset import as_json

Node = Mapping[str, Any]

CSS = """
@page { size: A4; margin: 27mm 22mm 25mm 27mm; @bottom-center { content: "－ " counter(page) " －" }
  @top-right { content: string(chapter); font-size: 8.5pt } @footnote { border-top: 0.5pt solid #888 } }
body { font: 10.5pt/1.82 "BIZ UDMincho", serif; text-align: justify }
h1 { break-before: page; string-set: chapter content(); font-size: 21pt } h1, h2, h3, h4, h5, h6 { break-after: avoid;
  font-family: "BIZ UDGothic", sans-serif; line-height: 1.5 }
p { margin: 0; text-indent: 1em } table { border-collapse: collapse; width: 100% } td, th { border: 0.5pt solid #777;
  padding: 5pt 6pt; font-size: 9.5pt } .note { float: footnote; font-size: 8.5pt } .role { border-left: 3.5pt solid;
  padding-left: 13pt } .pending { background: #ffefb0 } svg { width: 85mm; height: auto }
a.page::after { content: target-counter(attr(href), page) } a { color: inherit; text-decoration: none }
"""


def page(draft: DraftData) -> str:
    """The whole document."""
    data = json.loads(as_json(draft))
    data |= data["document"]
    head = f"<meta charset=utf-8><title>{escape(data['name'])}</title><style>{CSS}</style>"
    cover = [f"({data['status']})", data["date"], *data["organisations"]]
    front = "".join(f"<p>{words}</p>" for words in (*map(run, data["titles"]), *map(escape, cover)))
    contents = "".join(
        f"<p>{escape(entry['number'])} {run(entry['title'])} {_page(entry['ref'])}</p>"
        for entry in (*data["contents"], *data["figures"], *data["tables"])
    )
    glossary = "".join(
        f"<h6 id='{term['ref']}'>{run(term['name'])} ({escape(term['reading'])})</h6><p>{run(term['c'])}</p>"
        for term in data["glossary"]
    )
    lists = "".join(
        _table([[row["place"], row["title"], row[keys], _page(row["to"])] for row in group["rows"]])
        for name, keys in (("unsettled", "text"), ("errata", "reason"))
        for group in data[name]
    )
    body = f"<h1>目次</h1>{contents}{nodes(data['body'])}<h1>用語集</h1>{glossary}<h1>一覧</h1>{lists}"
    return f"<!doctype html><html lang={data['language']}><head>{head}</head><body>{front}{body}</body></html>"


def nodes(found: list[Any]) -> str:
    """Blocks of the body in their order."""
    return "".join(_KINDS[node["t"]](node) for node in found)


def run(found: list[Any]) -> str:
    """Running text."""
    return "".join(escape(node) if isinstance(node, str) else _inline(node) for node in found)


def _inline(node: Node) -> str:
    match node["t"]:
        case "break":
            return "<br>"
        case "note":
            return f"<span class=note id='{node['ref']}'>{run(node['c'])}</span>"
        case "ref":
            return f"{run(node['c'])}（{_page(node['to'])}）"
        case "mark" | "spot" | "again" | "piece" | "anchor":
            return ""
        case kind:
            return f"<span class={kind}>{run(node['c'])}</span>"


def _page(ref: str) -> str:
    return f'<a class=page href="#{ref}">p</a>'


def _cell(value: Any) -> str:
    return run(value) if isinstance(value, list) else value


def _table(rows: list[list[Any]], head: list[Any] | None = None) -> str:
    top = f"<thead><tr>{''.join(f'<th>{_cell(cell)}</th>' for cell in head)}</tr></thead>" if head else ""
    body = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>{top}<tbody>{body}</tbody></table>"


def _heading(node: Node) -> str:
    return f"<h{node['level']} id='{node['ref']}'>{escape(node['number'])} {run(node['c'])}</h{node['level']}>"


def _paragraph(node: Node) -> str:
    return f"<p>{run(node['c'])}</p>"


def _list(node: Node) -> str:
    items = (f"{item['number']}{'<br>'.join(map(run, item['c']))}{nodes(item['below'])}" for item in node["items"])
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _captioned(node: Node, body: str) -> str:
    title = f"{escape(node['number'])} {run(node['title'])}"
    return f"<figure id='{node['ref']}'><figcaption>{title}</figcaption>{body}</figure>"


def _figure(node: Node) -> str:
    drawn = node["svg"] + _numbers(node["table"]) if node["table"] else node["svg"] or "<p class=pending>—</p>"
    texts = [*node["statement"], *node["texts"], *node["source"], *node["remarks"]]
    return _captioned(node, drawn + "".join(f"<p>{run(text)}</p>" for text in texts))


def _numbers(table: Node) -> str:
    rows, heads = ([[cell["c"] for cell in row] for row in table[part]] for part in ("rows", "heads"))
    return _table(rows, [cell for row in heads for cell in row])


def _indicators(node: Node) -> str:
    if node["pending"]:
        return _captioned(node, run(node["pending"]))
    if node["table"]:
        return _captioned(node, _numbers(node["table"]))
    return _captioned(node, "".join(f"<p>{run(row['title'])}</p>{_numbers(row['table'])}" for row in node["rows"]))


def _challenges(node: Node) -> str:
    return "".join(
        f"<ul>{''.join(f'<li>{run(finding)}</li>' for finding in row['findings'])}</ul>"
        f"<p id='{row['ref']}'>{escape(row['number'])} {run(row['c'])}</p>"
        for row in node["rows"]
    )


def _framework(node: Node) -> str:
    return "".join(
        _table([[[row["number"], *row["title"]], *row["cells"]] for row in pillar["measures"]])
        for pillar in node["pillars"]
    )


def _answers(node: Node) -> str:
    return "".join(f"<p>{run([link['number'], *link['title']])}（{_page(link['to'])}）</p>" for link in node["links"])


def _actions(items: list[Any]) -> str:
    return "<ul>" + "".join(_group(item) if item["t"] == "group" else _action(item) for item in items) + "</ul>"


def _group(item: Node) -> str:
    return f"<p>〈{run(item['c'])}〉</p>"


def _action(item: Node) -> str:
    again = f"【再掲 {_page(item['again'])}参照】" if item["again"] else ""
    texts = "<br>".join(map(run, (*item["c"], *item["detail"])))
    return f"<li id='{item['ref']}'>{texts}{again}</li>"


_KINDS: Mapping[str, Callable[[Node], str]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "lead": _paragraph,
    "label": _paragraph,
    "loose-note": _paragraph,
    "list": _list,
    "facts": lambda node: _table([[row["label"], row["c"]] for row in node["rows"]]),
    "table": lambda node: _captioned(node, _numbers(node["table"])),
    "figure": _figure,
    "indicators": _indicators,
    "terms": lambda node: _table([[row["name"], "<br>".join(map(run, row["c"]))] for row in node["rows"]]),
    "challenges": _challenges,
    "framework": _framework,
    "answers": _answers,
    "block": lambda node: f"<div class=role><h6>{run(node['title'])}</h6>{_actions(node['items'])}</div>",
    "actions": lambda node: _actions(node["items"]),
}
