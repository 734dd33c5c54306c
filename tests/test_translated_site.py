"""A plan in several languages, built for real: the same pages in each, and nobody takes a translation for the plan."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from keikaku.hosts.cli import main
from keikaku.outputs.site.languages import said_in
from tests.mkdocs_site import mkdocs, plan
from tests.specimens import TINY

JAPANESE = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
URL = "https://example.jp/plan/"
VOID = {"meta", "link", "input", "br", "wbr", "img", "path", "hr", "rect", "circle", "line"}


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny plan, half of it in English, and a word of it in Vietnamese."""
    folder = tmp_path_factory.mktemp("translated")
    shutil.copytree(TINY, folder / "plan")
    (folder / "plan" / "locale").mkdir()
    shutil.copy(Path(__file__).parent / "translation" / "en.po", folder / "plan" / "locale")
    vietnamese = 'msgctxt "plan/organisations"\nmsgid "潮美波市"\nmsgstr "Thành phố Shiominami"\n'
    (folder / "plan" / "locale" / "vi.po").write_text(vietnamese, "utf-8")
    return folder


@pytest.fixture(scope="module")
def site(translated: Path) -> Path:
    assert main(["build", str(translated / "plan"), "--site", str(translated / "site"), "--url", URL]) == 0
    return translated / "site"


def read(site: Path, name: str) -> str:
    return (site / name / "index.html").read_text("utf-8")


class Unmarked(HTMLParser):
    """Texts with Japanese letters that stand in no element which says so; where none can stand, none is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = [("", "")]
        self.found: list[str] = []
        self.seen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        language = "ja" if tag in ("script", "style", "svg", "title", "option") else dict(attrs).get("lang")
        if tag not in VOID:
            self.open.append((tag, language or self.open[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self.open[-1][0] and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if JAPANESE.search(data):
            self.seen += 1
            if self.open[-1][1] != "ja":
                self.found.append(data)


@pytest.mark.slow
def test_every_page_is_there_in_every_language_and_leads_to_itself_in_the_others(site: Path) -> None:
    """With addresses as search engines want them, the original for everybody else; a switch where there are two."""
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    original = {page for page in pages if not page.startswith(("en", "vi"))}
    assert len(original) > 20
    assert pages == original | {
        f"{language}/{page}".removesuffix("/.") for language in ("en", "vi") for page in original
    }
    for name in ("measures/tea", "en/measures/tea"):
        html = read(site, name)
        assert re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html) == [
            ("ja", f"{URL}measures/tea/"),
            ("en", f"{URL}en/measures/tea/"),
            ("vi", f"{URL}vi/measures/tea/"),
            ("x-default", f"{URL}measures/tea/"),
        ]
    switch = re.findall(r'<a href="([^"]+)" hreflang="([^"]+)" lang="[^"]+" rel="alternate"( aria-current)?', html)
    assert switch == [
        ("../../../measures/tea/", "ja", ""),
        ("./", "en", " aria-current"),
        ("../../../vi/measures/tea/", "vi", ""),
    ]
    assert f"<loc>{URL}en/measures/tea/</loc>" in (site / "en" / "sitemap.xml").read_text("utf-8")
    assert not (site / "en" / "404.html").exists()
    assert (site / "en" / "sw.js").is_file()
    assert "  en/measures/tea/index.html\n" in (site / "sha256sums.txt").read_text("utf-8")


@pytest.mark.slow
def test_what_is_not_translated_says_its_language(site: Path) -> None:
    seen = 0
    for path in sorted((site / "en").rglob("index.html")):
        page = Unmarked()
        html = path.read_text("utf-8")
        assert '<html lang="en">' in html
        page.feed(html)
        assert page.found == [], path
        seen += page.seen
    assert seen > 100


@pytest.mark.slow
def test_every_page_says_that_it_is_a_translation_and_what_the_original_says_now(site: Path) -> None:
    for path in sorted((site / "en").rglob("index.html")):
        page = path.parent.relative_to(site / "en").as_posix()
        up = "../" * (len(path.parent.relative_to(site).parts))
        assert (
            f"""What counts is the original: <a href="{up}{"" if page == "." else f"{page}/"}" """ in path.read_text()
        )
    tea = read(site, "en/measures/tea")
    said = '<span class="original-changed own">The original has changed since this was translated. It says now: <span'
    assert "We drink tea to get to know faces." in tea
    assert f'{said} lang="ja">顔を知るため、いっしょにお茶を飲みます。</span>' in tea
    fishers = read(site, "en/audiences/fishers")
    assert '<li>Anglers: <span class="original-changed own">' in fishers
    assert "original-changed" not in read(site, "en/measures/patrol")


@pytest.mark.slow
def test_search_data_and_print_are_in_the_language(site: Path, translated: Path) -> None:
    data = json.loads((site / "en" / "downloads" / "plan.json").read_text("utf-8"))
    assert (data["plan"]["language"], data["plan"]["translation_of"]) == ("en", "ja")
    texts = next((site / "en" / "search").glob("data-texts.*.js")).read_text("utf-8")
    assert "Have tea together" in texts
    # What a subject is about is looked up in the original, whatever words the translation has for it.
    assert 'href="../../measures/patrol/' in read(site, "en/subjects/watching")
    made = translated / "en.pdf"
    plan = str(translated / "plan")
    assert main(["print", plan, "--language", "en", "-o", str(made)]) == 0
    assert made.read_bytes() == (site / "en" / "downloads" / "plan.pdf").read_bytes()
    assert main(["print", plan, "--language", "fr", "-o", str(made)]) == 2


@pytest.mark.slow
def test_a_translated_plan_is_a_guest_in_its_own_language(translated: Path, tmp_path: Path) -> None:
    done = mkdocs(tmp_path, {"index.md": "# 市\n"}, plugins=[plan("plans/tea", translated / "plan")])
    assert done.returncode == 0, done.stderr
    assert "hreflang" not in read(tmp_path / "site", "plans/tea/measures/tea")


@pytest.mark.slow
def test_what_is_left_out_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A print draft in letters that no font of ours has; and translations, where a host shows the original alone."""
    folder = Path(shutil.copytree(TINY, tmp_path / "plan"))
    (folder / "locale").mkdir()
    nepali = 'msgctxt "plan/organisations"\nmsgid "潮美波市"\nmsgstr "शिओमिनामी शहर"\n'
    (folder / "locale" / "ne.po").write_text(nepali, "utf-8")
    site = tmp_path / "site"
    assert main(["build", str(folder), "--site", str(site)]) == 0
    assert "翻訳（नेपाली）の印刷版は、書体にない文字があるため、作っていません（" in capsys.readouterr().err
    assert (site / "downloads" / "plan.pdf").exists()
    assert (site / "ne" / "index.html").exists()
    assert not (site / "ne" / "downloads" / "plan.pdf").exists()

    left_out = "このサイトには、翻訳（नेपाली）を入れていません。"
    assert main(["pages", str(tmp_path / "pages"), str(folder)]) == 0
    assert left_out in capsys.readouterr().err
    done = mkdocs(tmp_path / "host", {"index.md": "# まち"}, plugins=[plan("plans", folder)])
    assert (done.returncode, left_out in done.stderr) == (0, True), done.stderr


def test_japanese_is_known_by_its_letters() -> None:
    body = '<p title="市">See 見守り（令和8年）, <a lang="ja">日本語</a>.</p><svg><text>市</text></svg>'
    assert said_in(body, "en", "ja") == body.replace("見守り（令和8年）", '<span lang="ja">見守り（令和8年）</span>')
    assert said_in("<p>地区的見守り活動</p><p>地区</p>", "zh-Hans", "ja") == (
        '<p><span lang="ja">地区的見守り活動</span></p><p>地区</p>'
    )
    assert said_in(body, "ja-simple", "ja") == body


def test_a_picture_with_words_in_japanese_says_so_unless_some_of_them_are_english() -> None:
    picture = '<img src="a.png" alt="市の絵"><svg role="img" aria-label="現状 31か所"><path d=""/></svg>'
    said = picture.replace("<img ", '<img lang="ja" ').replace("<svg ", '<svg lang="ja" ')
    assert said_in(picture, "en", "ja") == said
    mixed = '<img alt="市, a drawing"><svg lang="en" aria-label="市"></svg><div aria-label="表">a</div>'
    assert said_in(mixed, "en", "ja") == mixed


@pytest.mark.slow
def test_in_material_each_language_has_its_own_tools(translated: Path) -> None:
    """The ways to the others above the page, and ふりがな in Japanese alone."""
    assert main(["build", str(translated / "plan"), "--theme", "material", "--site", str(translated / "material")]) == 0
    original, english = (read(translated / "material", name) for name in ("measures/tea", "en/measures/tea"))
    assert [html.count('class="tool furigana-switch"') for html in (original, english)] == [1, 0]
    assert '<li><a href="../../vi/measures/tea/" hreflang="vi" lang="vi" rel="alternate">' in original
    assert '<li><a href="../../../measures/tea/" hreflang="ja" lang="ja" rel="alternate">' in english
