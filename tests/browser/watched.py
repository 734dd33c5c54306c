"""A page that is watched from its start: what moves unasked, what it asks of whom, what its policy holds back."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Page, Request

WATCH = """
  window.shifts = [];
  const name = ({node}) => node ? `${node.nodeName} ${node.className ?? ''}` : '?';
  new PerformanceObserver((list) => {
    for (const {value, sources} of list.getEntries()) window.shifts.push(`${value} ${sources.map(name)}`);
  }).observe({type: 'layout-shift', buffered: true});
  window.broken = [];
  document.addEventListener('securitypolicyviolation', (event) => window.broken.push(
    `${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile || ''}:${event.lineNumber} ${event.sample}`));
"""
SHIFTS = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(window.shifts), 30)))"
BROKEN = "() => window.broken"


class Watched:
    """A page whose requests, console and policy are watched."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.faults: list[str] = []
        page.add_init_script(WATCH)
        page.on("request", lambda request: self._request(request, origin))
        page.on("console", lambda message: self._console(message.type, message.text))
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("dialog", lambda dialog: (self.faults.append(f"{page.url}: dialog {dialog.message}"), dialog.dismiss()))

    def _request(self, request: Request, origin: str) -> None:
        if urlsplit(request.url).scheme not in ("data", "blob") and not request.url.startswith(f"{origin}/"):
            self.faults.append(f"{self.page.url}: asks {request.url}")

    def _console(self, kind: str, text: str) -> None:
        if kind == "error" and "Failed to load resource" not in text:
            self.faults.append(f"{self.page.url}: {text}")

    def visit(self, address: str) -> None:
        """Go there, and use what a page offers: brightness, menu, search, the first term."""
        page = self.page
        page.goto(address)
        for selector in (".theme-toggle", "details.menu > summary", ".search-open"):
            tool = page.locator(selector).first
            if tool.count() and tool.is_visible():
                tool.click()
                page.keyboard.press("Escape")
        term = page.locator("a.term").first
        if term.count():
            term.focus()
        self.faults += (f"{address}: {found}" for found in page.evaluate(BROKEN))
