/* Keeps a page of the preview up to date: comes again when it was written anew, stays where it was, shows warnings. */
(() => {
  const { page, version } = document.currentScript.dataset;
  const memory = `synthkit-preview:${page}`;
  const closedKey = "synthkit-preview-closed";

  // -- staying where one was ------------------------------------------------------------------------

  /* Elements by their place among those of a kind: ids may have changed with the text. */
  const opened = () => [...document.querySelectorAll("details")].map((details) => details.open);
  const fields = () => [...document.querySelectorAll("input, textarea, select")]
    .map((field) => (field.type === "checkbox" || field.type === "radio" ? field.checked : field.value));

  /* The paragraphs of the text, by what they say: each text with its elements in their order. */
  function paragraphs() {
    const text = document.querySelector("article") ?? document.querySelector("[role=main], main") ?? document.body;
    const found = new Map();
    for (const element of text.querySelectorAll("h1, h2, h3, h4, h5, h6, p, li, dt, dd, td, pre")) {
      const said = element.textContent.trim().slice(0, 200);
      if (said) found.set(said, [...(found.get(said) ?? []), element]);
    }
    return found;
  }

  /* What is in the window, from its middle outwards: the nearest that is still there later is kept where it is. */
  function seen() {
    const found = [];
    for (const [said, elements] of paragraphs()) {
      elements.forEach((element, number) => {
        const { top, bottom, height } = element.getBoundingClientRect();
        if (height && bottom > 0 && top < innerHeight) found.push({ said, number, top });
      });
    }
    return found.sort((one, other) => Math.abs(one.top - innerHeight / 2) - Math.abs(other.top - innerHeight / 2));
  }

  let comesAgain = false;

  function remember() {
    comesAgain = true;
    const place = { y: scrollY, seen: seen().slice(0, 20), opened: opened(), fields: fields() };
    try {
      sessionStorage.setItem(memory, JSON.stringify(place));
      history.scrollRestoration = "manual"; // it would go by pixels
    } catch {
      // no storage: the browser's own memory of the place has to do
    }
  }

  function comeBack() {
    let place;
    try {
      place = JSON.parse(sessionStorage.getItem(memory));
      sessionStorage.removeItem(memory);
    } catch {
      return;
    }
    if (!place) return;
    const details = document.querySelectorAll("details");
    if (details.length === place.opened.length) place.opened.forEach((open, n) => { details[n].open = open; });
    const inputs = document.querySelectorAll("input, textarea, select");
    if (inputs.length === place.fields.length) {
      place.fields.forEach((value, n) => {
        const field = inputs[n];
        const name = typeof value === "boolean" ? "checked" : "value";
        if (field[name] === value || field.type === "file") return;
        field[name] = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
      });
    }
    const settle = () => {
      const now = paragraphs();
      const kept = place.seen.find(({ said }) => now.has(said));
      const elements = kept ? now.get(kept.said) : [];
      const target = elements[Math.min(kept?.number ?? 0, elements.length - 1)];
      const y = target && place.y ? scrollY + target.getBoundingClientRect().top - kept.top : place.y;
      scrollTo({ top: y, behavior: "instant" });
    };
    settle();
    // pictures and fonts that come late move what is below them
    addEventListener("load", settle, { once: true });
  }

  // -- warnings -------------------------------------------------------------------------------------

  const style = `
    :host { all: initial; }
    section { position: fixed; z-index: 2147483647; inset: auto 1rem 1rem auto; max-width: min(44rem, calc(100vw - 2rem));
      max-height: 45vh; overflow: auto; box-sizing: border-box; padding: .75rem 1rem; border-radius: .4rem;
      font: 14px/1.45 system-ui, sans-serif; color: #1b1b1b; background: #fff8e1; border: 2px solid #8a5a00;
      box-shadow: 0 4px 24px #0005; }
    section.failed { background: #fdecec; border-color: #a30000; }
    header { display: flex; gap: 1rem; align-items: baseline; justify-content: space-between; }
    h2 { font-size: 1em; margin: 0; }
    h3 { font-size: 1em; font-weight: 600; margin: .6em 0 .2em; }
    ul { margin: 0; padding: 0; list-style: none; }
    li, pre { font: 12.5px/1.45 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; margin: .25em 0; }
    button { font: inherit; color: inherit; background: none; border: 1px solid currentColor; border-radius: .25rem;
      padding: .1rem .6rem; cursor: pointer; flex: none; }
    button:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
    @media print { :host { display: none; } }`;

  const element = (name, text = "") => Object.assign(document.createElement(name), { textContent: text });
  let host;

  function list(title, warnings) {
    if (!warnings.length) return [];
    const items = element("ul");
    items.append(...warnings.map(({ text }) => element("li", text)));
    return [element("h3", title), items];
  }

  /* Shows a box, unless it was closed and says the same still. */
  function show(title, parts, words, language, isFailure) {
    const said = JSON.stringify([title, ...parts.map((part) => part.textContent)]);
    host?.remove();
    let closed = "";
    try { closed = sessionStorage.getItem(closedKey); } catch { /* no storage: it is shown again */ }
    if (!parts.length || closed === said) return;
    host = document.createElement("div");
    host.lang = language;
    host.id = "synthkit-preview";
    const box = element("section");
    box.className = isFailure ? "failed" : "";
    box.setAttribute("role", isFailure ? "alert" : "status");
    box.setAttribute("aria-label", words.title);
    box.tabIndex = 0;
    const button = element("button", words.close);
    button.type = "button";
    const close = () => {
      try { sessionStorage.setItem(closedKey, said); } catch { /* no storage */ }
      host.remove();
    };
    button.addEventListener("click", close);
    box.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
    const head = element("header");
    head.append(element("h2", title), button);
    box.append(head, ...parts);
    const shadow = host.attachShadow({ mode: "open" });
    shadow.append(element("style", style), box);
    document.body.append(host);
  }

  /* A link to the page as it is printed. */
  function offerPdf() {
    const link = element("a", "PDF");
    const corner = document.createElement("div");
    link.href = `/_preview/pdf/${page}`;
    corner.attachShadow({ mode: "open" }).append(element("style", `
      a { position: fixed; z-index: 2147483646; inset: auto auto 1rem 1rem; padding: .2rem .6rem; border-radius: .3rem;
        font: 14px/1.45 system-ui, sans-serif; color: #1b1b1b; background: #fff; border: 1px solid #1b1b1b; }
      @media print { a { display: none; } }`), link);
    document.body.append(corner);
  }

  function tell({ failure, warnings, words, language }) {
    const here = list(words.here, warnings.filter((warning) => warning.here));
    const elsewhere = list(words.elsewhere, warnings.filter((warning) => !warning.here));
    if (failure) show(words.failed, [element("pre", failure), ...here, ...elsewhere], words, language, true);
    else show(words.warnings, [...here, ...elsewhere], words, language, false);
  }

  // -- the line to the server -----------------------------------------------------------------------

  let last;
  let leaving = false;
  addEventListener("pagehide", () => {
    leaving = true;
    if (!comesAgain) history.scrollRestoration = "auto"; // for whoever comes back to this page
  });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });

  function connect() {
    const socket = new WebSocket(`ws://${location.host}/_preview/live?page=${encodeURIComponent(page)}`);
    socket.addEventListener("message", ({ data }) => {
      last = JSON.parse(data);
      if (last.version !== null && last.version !== version) {
        remember();
        location.reload();
      } else tell(last);
    });
    socket.addEventListener("close", () => {
      if (leaving) return;
      if (last) show(last.words.gone, [element("p", location.host)], last.words, last.language, true);
      setTimeout(connect, 1000);
    });
  }

  if (version) offerPdf();
  comeBack();
  connect();
})();
