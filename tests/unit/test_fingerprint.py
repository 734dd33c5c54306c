"""Names that carry a hash of the content, through every file that leads to a changed one."""

from __future__ import annotations

import re

import pytest

from keikaku.outputs.site.fingerprint import fingerprinted

FILES = {
    "assets/plan.css": b"p{}",
    "search/search.js": b'import("./dialog.js");import(\'./gone.js\');const root = "sw.js"',
    "search/dialog.js": b'import words from "./words.js";new URL("index.json", x);new URL("worker.js", x)',
    "search/words.js": b"export default {}",
    "search/worker.js": b"'words'",
    "search/index.json": b'["plan.css"]',
}


def test_each_file_is_named_by_its_content_and_is_found_by_what_names_it() -> None:
    files, names = fingerprinted(FILES)
    assert names.keys() == FILES.keys()
    assert set(files) == set(names.values())
    for old, new in names.items():
        stem, suffix = old.rsplit(".", 1)
        assert re.fullmatch(rf"{re.escape(stem)}\.[0-9a-f]{{12}}\.{suffix}", new)
    dialog = files[names["search/dialog.js"]].decode()
    for part in ("words.js", "index.json", "worker.js"):
        assert names[f"search/{part}"].removeprefix("search/") in dialog
    search = files[names["search/search.js"]].decode()
    assert f'import("./{names["search/dialog.js"].removeprefix("search/")}")' in search
    assert "'./gone.js'" in search, "what is none of the files keeps its name"
    assert '"sw.js"' in search
    assert files[names["search/index.json"]] == FILES["search/index.json"], "data name nothing"


@pytest.mark.parametrize(
    ("changed", "renamed"),
    [
        ("assets/plan.css", {"assets/plan.css"}),
        ("search/words.js", {"search/words.js", "search/dialog.js", "search/search.js"}),
        ("search/index.json", {"search/index.json", "search/dialog.js", "search/search.js"}),
        ("search/search.js", {"search/search.js"}),
    ],
)
def test_a_change_renames_the_file_and_all_that_lead_to_it(changed: str, renamed: set[str]) -> None:
    _, before = fingerprinted(FILES)
    _, after = fingerprinted({**FILES, changed: FILES[changed] + b" "})
    assert {name for name in FILES if before[name] != after[name]} == renamed
