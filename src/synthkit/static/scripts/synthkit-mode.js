/* Light or dark before the first line is drawn: as the reader chose, else as the system says. Ctrl+K opens the search. */
(() => {
  const { dataset } = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = "auto";
  try {
    chosen = localStorage.getItem("mode") ?? "auto";
  } catch {
    // a browser that keeps nothing of this site
  }
  const use = () => { dataset.theme = chosen === "auto" ? (system.matches ? "dark" : "light") : chosen; };
  use();
  system.addEventListener("change", use);
  addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-choose]");
    if (!button) return;
    chosen = button.dataset.choose;
    use();
    button.parentElement.hidePopover();
    try {
      localStorage.setItem("mode", chosen);
    } catch {
      // chosen for this page
    }
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    document.getElementById("search")?.showPopover();
  });
})();
