/* What kind of page a result is, and what it is about where the page itself can't be read (a book opened from a folder). */
(() => {
  const { offline } = document.currentScript.dataset;
  const isFolder = location.protocol === "file:";

  function annotate(item) {
    const link = item.querySelector("a");
    const page = link && globalThis.synthkitPages?.[link.getAttribute("href").split("#")[0]];
    if (!page || item.querySelector(".synth-kind")) return;
    const kind = document.createElement("span");
    kind.className = "synth-kind";
    kind.textContent = page.kind;
    link.before(kind);
    if (!isFolder || item.classList.contains("kind-object") || !page.about) return;
    const about = document.createElement("p");
    about.className = "context";
    about.textContent = page.about;
    item.append(about);
  }

  const results = document.getElementById("search-results");
  if (!results) return;
  results.parentElement.querySelector("input[name=q]")?.focus();
  if (isFolder) {
    const note = document.createElement("p");
    note.className = "synth-note";
    note.textContent = offline;
    results.before(note);
  }
  /* Sphinx looks for stems in the text as it is written, « meti » in « métiers », and shows the page's beginning. */
  function bare(text) {
    let letters = "";
    const places = [];
    [...text].forEach((char, place) => {
      const plain = char.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().replace("œ", "oe").replace("æ", "ae");
      [...plain].forEach(() => places.push(place));
      letters += plain;
    });
    return { letters, places };
  }

  function mainText(html, anchor) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const main = page.querySelector("article") ?? page.querySelector("[role=main]") ?? page.body;
    main.querySelectorAll("nav, script, style, button, .headerlink, .bd-header-article, .prev-next-area, .synth-end")
      .forEach((element) => element.remove());
    const part = anchor && main.querySelector(`[id="${CSS.escape(anchor.slice(1))}"]`);
    return (part || main).textContent.replace(/\s+/g, " ").trim();
  }

  Search.makeSearchSummary = (html, stems, anchor) => {
    const text = [...mainText(html, anchor)];
    const { letters, places } = bare(text.join(""));
    const [at, length] = [...stems].map((stem) => [letters.indexOf(stem), stem.length]).find(([found]) => found >= 0) ?? [0, 0];
    const isLetter = (char) => /[\p{L}\p{N}’'-]/u.test(char ?? "");
    let from = places[at] ?? 0;
    let to = places[at + length] ?? from;
    while (length && isLetter(text[from - 1])) from -= 1;
    while (length && isLetter(text[to])) to += 1;
    const start = Math.max(0, from - 110);
    const end = Math.min(text.length, to + 130);
    const context = document.createElement("p");
    context.className = "context";
    const found = document.createElement("mark");
    found.textContent = text.slice(from, to).join("");
    context.append(start ? "… " : "", text.slice(start, from).join(""), found, text.slice(to, end).join(""));
    context.append(end < text.length ? " …" : "");
    return context;
  };

  const annotateAll = () => results.querySelectorAll("li").forEach(annotate);
  new MutationObserver(annotateAll).observe(results, { childList: true, subtree: true });
  // a script rather than JSON: a page opened from a folder may load the one and not the other
  const kinds = document.createElement("script");
  kinds.src = `${document.documentElement.dataset.content_root ?? ""}cite/pages.js`;
  kinds.addEventListener("load", annotateAll);
  document.head.append(kinds);
})();
