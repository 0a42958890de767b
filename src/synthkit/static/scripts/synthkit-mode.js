/* Light or dark before the first line is drawn: as the reader chose, else as the book sets it, else as the system says. */
(() => {
  const { dataset } = document.documentElement;
  let mode;
  try {
    mode = localStorage.getItem("mode");
  } catch {
    // a browser that keeps nothing of this site
  }
  dataset.mode = ["light", "dark", "auto"].includes(mode) ? mode : dataset.theme || "auto";
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  dataset.theme = dataset.mode === "auto" ? system : dataset.mode;
})();
