// Before anything is painted: what needs scripts has its room from the start, and the brightness is the one chosen here earlier.
// A browser from before 2020 gets the pages as without scripts, which ours would ask too much of.
if ("allSettled" in Promise) document.documentElement.dataset.script = "";
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is forbidden: the system's setting holds.
}
