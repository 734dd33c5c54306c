"""The policy of a page: nothing inline by word, each inline text by its hash."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from keikaku.outputs.csp import apply_policy, policy, with_policy

PAGE = '<!doctype html><html><head>\n<meta charset="utf-8">\n<title>題</title>{}</head><body>本文</body></html>'


def directives(html: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for part in policy(html).split("; ") if (words := part.split())}


def test_a_page_without_inline_code_allows_only_its_own_files() -> None:
    found = directives(PAGE.format('<script src="a.js"></script><script type="application/ld+json">{}</script>'))
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == found["style-src"] == ["'self'"]


@pytest.mark.parametrize("text", ["alert(1)", "\n if (a < b && c) {}\n", "document.title = '表題 &amp; <b>'"])
def test_an_inline_script_is_allowed_by_the_hash_of_its_very_text(text: str) -> None:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert directives(PAGE.format(f"<script>{text}</script>"))["script-src"] == ["'self'", f"'sha256-{digest}'"]


def test_the_policy_stands_before_anything_it_rules_and_is_added_once(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE.format('<link rel="stylesheet" href="a.css">'), "utf-8")
    apply_policy(tmp_path)
    once = (tmp_path / "index.html").read_text("utf-8")
    assert once.index("charset") < once.index("Content-Security-Policy") < once.index("<title>")
    assert "unsafe" not in once
    apply_policy(tmp_path)
    assert (tmp_path / "index.html").read_text("utf-8") == once


def test_a_page_that_stands_alone_may_use_only_what_it_holds() -> None:
    digest = base64.b64encode(hashlib.sha256(b"p { margin: 0 }").digest()).decode()
    assert policy(PAGE.format("<style>p { margin: 0 }</style>"), alone=True) == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_a_fragment_is_left_alone() -> None:
    assert with_policy("<p>断片</p>") == "<p>断片</p>"
