// In the page for unknown addresses, where the site was built without its own: the links of that page begin at the host's
// root. This finds where the site begins, by a file that every site has, the nearest first, and mends them.
(async () => {
  const steps = location.pathname.split("/").slice(1, -1).slice(0, 6);
  for (let n = steps.length; n > 0; n -= 1) {
    const root = `/${steps.slice(0, n).join("/")}/`;
    if (!(await fetch(`${root}sha256sums.txt`, { method: "HEAD" })).ok) continue;
    for (const link of document.querySelectorAll("[href^='/']")) link.setAttribute("href", root + link.getAttribute("href").slice(1));
    return;
  }
})().catch(() => {}); // without network the links stay as they are
