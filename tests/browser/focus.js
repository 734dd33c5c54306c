// Watches where the focus goes on this page; gives the number of stops. `focusFaults()` tells what was not reached, and
// of everything reached whether it could be seen: an outline told apart from its ground (3 : 1), inside the window, not
// behind anything that floats.
() => {
  const name = (element) =>
    `${element.tagName.toLowerCase()}.${element.className} ${element.textContent.trim().slice(0, 20)}`;
  const numbers = (colour) => {
    const found = colour.match(/[\d.]+/g).map(Number);
    return colour.startsWith("color(") ? found.slice(0, 3).map((part) => part * 255).concat(found.slice(3)) : found;
  };
  const luminance = (colour) =>
    numbers(colour)
      .slice(0, 3)
      .map((part) => ((part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const contrast = (one, two) => {
    const [low, high] = [luminance(one), luminance(two)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const ground = (element) => {
    for (let up = element.parentElement; up; up = up.parentElement) {
      const colour = getComputedStyle(up).backgroundColor;
      if (numbers(colour)[3] !== 0) return colour;
    }
    return "rgb(255 255 255)";
  };
  const inSight = (element) =>
    [...element.getClientRects()].some((box) => {
      const across = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 1);
      return [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2].some((down) => {
        const top = document.elementFromPoint(across, down);
        return top && (element.contains(top) || top.contains(element));
      });
    });

  const faults = [];
  const reached = new Set();
  const suspects = new Set();
  const stops = [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex]")].filter(
    (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }),
  );
  document.addEventListener("focusin", ({ target }) => {
    reached.add(target);
    if (!stops.includes(target)) faults.push(`hidden, but focused: ${name(target)}`);
    const style = getComputedStyle(target);
    const shown = contrast(style.outlineColor, ground(target));
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push(`no outline: ${name(target)}`);
    else if (shown < 3) faults.push(`outline of ${shown.toFixed(1)} : 1: ${name(target)}`);
  });
  document.addEventListener("keydown", () => {
    const here = document.activeElement;
    if (here !== document.body && !inSight(here)) suspects.add(here);
  });
  // A fast walk can be ahead of the page's own scrolling: what was out of sight is looked at again, at rest, coming to it
  // from above and from below.
  const stillHidden = async (element) => {
    for (const end of [0, document.documentElement.scrollHeight]) {
      document.activeElement.blur();
      scrollTo(0, end);
      element.focus();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)));
      if (!inSight(element)) return true;
    }
    return false;
  };
  window.focusFaults = async () => {
    const found = [...faults];
    for (const suspect of suspects) if (await stillHidden(suspect)) found.push(`out of sight: ${name(suspect)}`);
    return [...found, ...stops.filter((stop) => !reached.has(stop)).map((stop) => `never reached: ${name(stop)}`)];
  };
  return stops.length;
}
