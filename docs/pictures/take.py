"""Take the pictures of CONTRIBUTING.md anew: ``make pictures``.

What this program shows is photographed: the preview, its banner, the 新旧対照表. What the pages of a code host show
is drawn (``host.html``) around real lines and a real message, because nobody's account belongs in a picture. The
workbook is shown as LibreOffice prints it; where that is not installed, its picture stays as it is.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
from jinja2 import Environment, FileSystemLoader
from PIL import Image
from playwright.sync_api import Page

from tests.chromium import chromium

HERE = Path(__file__).parent
TOP = HERE.parent.parent
FILE = "measures/mimamori.yml"
EDITS = (
    ("    - id: aisatsu-koekake", "    - 夜間の見守りに参加します。\n    - id: aisatsu-koekake"),
    ("すべての人が孤立せず安心して地域で生活できるよう", "誰もが孤立せず、住み慣れた地域で安心して生活できるよう"),
)
FAULT = ("- id: weak-ties", "- id: weak-tie")
MEETING = "第3回協議会"
"""The tag of the revision that the example is compared with."""
WIDTH = 960
ACTOR, ANSWERED = "council", "見守り訪問活動を促進します。"
ANSWER, REASON = "見守り訪問活動を、夜間も含めて促進します。", "夜間の訪問を始めたため。"
PRINTED = {"dpi": 84, "height": 390}
"""How large the sheet is drawn, and how much of it is shown."""


def main() -> None:
    """Write all pictures beside this file."""
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        plan = Path(name) / "plan"
        shutil.copytree(TOP / "tests" / "plans" / "kurume", plan)
        commit(plan.parent, MEETING)
        page = browser.new_page(viewport={"width": WIDTH, "height": 640})
        page.set_default_timeout(120_000)
        with previewed(plan) as address:
            edit(plan, *EDITS)
            _editor(page, plan)
            _preview(page, address)
            _comparison(page, plan)
            _workbook(plan)
            edit(plan, FAULT)
            _banner(page, address)
            _annotation(page, plan)


def commit(folder: Path, tag: str) -> None:
    """The folder as a repository whose only commit bears a tag."""
    environment = {**os.environ, "GIT_COMMITTER_DATE": "2026-04-01T09:00:00+09:00"}
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.jp")
    for words in (("init", "-q"), ("add", "-A"), (*identity, "commit", "-q", "-m", tag), ("tag", tag)):
        subprocess.run(("git", *words), cwd=folder, env=environment, check=True)


def edit(plan: Path, *changes: tuple[str, str]) -> None:
    """Change the file of the example; every change must be one."""
    text = (plan / FILE).read_text("utf-8")
    for old, new in changes:
        assert old in text, f"the plan no longer says {old}"
        text = text.replace(old, new, 1)
    (plan / FILE).write_text(text, "utf-8")


def keikaku(folder: Path, *words: str) -> str:
    """What a command prints, run beside the plan as an editor would."""
    command = [sys.executable, "-m", "keikaku", *words]
    environment = {"PYTHONPATH": str(TOP), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout


@contextmanager
def previewed(plan: Path) -> Iterator[str]:
    """The address of ``keikaku serve``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "keikaku", "serve", "plan", "--address", f"127.0.0.1:{port}"]
    environment = {"PYTHONPATH": str(TOP), "PATH": "/usr/bin:/bin"}
    with subprocess.Popen(command, cwd=plan.parent, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}/{FILE.removesuffix('.yml')}/"
            for _ in range(600):
                try:
                    urllib.request.urlopen(address, timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield address
        finally:
            server.terminate()


def _preview(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_text("夜間の見守りに参加します。").first.wait_for()
    page.get_by_text("夜間の見守りに参加します。").first.scroll_into_view_if_needed()
    page.screenshot(path=HERE / "preview.png")


def _banner(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".faults").wait_for()
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=HERE / "banner.png", clip={"x": 0, "y": 0, "width": WIDTH, "height": 460})


def _comparison(page: Page, plan: Path) -> None:
    keikaku(plan.parent, "compare", MEETING, "--output", "comparison.html")
    page.goto((plan.parent / "comparison.html").as_uri())
    page.screenshot(path=HERE / "comparison.png", clip={"x": 0, "y": 0, "width": WIDTH, "height": 560})


def _workbook(plan: Path) -> None:
    office, draw = shutil.which("soffice"), shutil.which("pdftoppm")
    if office is None or draw is None:
        print("workbook.png: LibreOffice または pdftoppm がないため、撮り直しません。")
        return
    keikaku(plan.parent, "export", "xlsx", "plan", "--actor", ACTOR, "--output", "out")
    (file,) = (plan.parent / "out").glob("*.xlsx")
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[1]
    rows = enumerate(sheet.iter_rows(values_only=True), 1)
    row = next(number for number, values in rows if ANSWERED in values)
    sheet.cell(row, 6).value, sheet.cell(row, 7).value = ANSWER, REASON
    book.save(file)
    profile = f"-env:UserInstallation={(plan.parent / 'profile').as_uri()}"
    printing = (office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(plan.parent), str(file))
    subprocess.run(printing, check=True, capture_output=True, timeout=300)
    window = ("-f", "2", "-l", "2", "-r", str(PRINTED["dpi"]), "-y", "35", "-H", str(PRINTED["height"]))
    pdf = plan.parent / f"{ACTOR}.pdf"
    subprocess.run((draw, *window, "-png", "-singlefile", str(pdf), str(plan.parent / "sheet")), check=True)
    with Image.open(plan.parent / "sheet.png") as drawn:
        drawn.quantize(24).save(HERE / "workbook.png", optimize=True)


def _editor(page: Page, plan: Path) -> None:
    lines = (plan / FILE).read_text("utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("purpose:"))
    shown = [(n + 1, lines[n], "夜間の見守り" in lines[n] or "住み慣れた" in lines[n]) for n in range(first, first + 9)]
    _draw(page, "editor.png", path=f"plan/{FILE}", lines=shown, button="Commit changes…", told=None)


def _annotation(page: Page, plan: Path) -> None:
    told = json.loads(keikaku(plan.parent, "check", "--format", "json"))["diagnostics"][0]
    lines = (plan / FILE).read_text("utf-8").splitlines()
    shown = [(n + 1, lines[n], n + 1 == told["line"]) for n in range(told["line"] - 3, told["line"] + 2)]
    _draw(page, "annotation.png", path=told["file"], lines=shown, button=None, told=told)


def _draw(page: Page, name: str, **shown: object) -> None:
    environment = Environment(loader=FileSystemLoader(HERE), autoescape=True)
    page.set_content(environment.get_template("host.html").render(**shown))
    page.locator("main").screenshot(path=HERE / name)


if __name__ == "__main__":
    main()
