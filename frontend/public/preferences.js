// Runs before the first paint, so that a chosen theme does not flash in the other one.
// The keys are those of src/lib/preferences.ts.
(() => {
  try {
    const theme = localStorage.getItem("allmende.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.kernTheme = theme;
  } catch {
    // Storage is switched off: the system's theme it is.
  }
})();
