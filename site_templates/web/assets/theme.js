// Before anything is painted: what needs scripts has its room from the start, and the brightness is the one chosen here earlier.
document.documentElement.dataset.script = "";
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is forbidden: the system's setting holds.
}
