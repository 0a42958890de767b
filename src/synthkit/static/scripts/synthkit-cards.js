/* What a link leads to, in a card beside it: a reference, a term of a glossary, a note, a figure, a table, an equation, a
   person, a session or chapter. It comes on hover, on focus and at a first tap; Escape closes it. All of it is the site's own:
   its pages, the index of the search. A reference one came to by a link has a way back. */
(() => {
  const { open, back } = document.currentScript.dataset;
  const root = document.documentElement.dataset.content_root ?? "";
  const top = new URL(root || "./", location.href);
  const CARDS = "a.reference.internal, a.footnote-reference";
  const isOnPage = (link) => /^#(ref|term|equation)-/.test(link.hash) || link.matches(".footnote-reference, :has(> .std)");
  const isRecord = (link) => link.querySelector(".xref") && !link.hash.startsWith("#keyword-");

  const element = (tag, className, ...inside) => synthkitMake(tag, { className }, ...inside);

  /* What stands on this page, or on another one that can be read. */
  const pages = new Map([[location.pathname, Promise.resolve(document)]]);
  function pageOf(link) {
    if (!pages.has(link.pathname))
      pages.set(link.pathname, location.protocol === "file:" ? null : fetch(link.href)
        .then((response) => response.text()).then((html) => new DOMParser().parseFromString(html, "text/html")));
    return pages.get(link.pathname);
  }

  /* What a target stands for: what explains a term, the item of a list, a figure as it is. */
  function whole(target) {
    if (target?.matches("dt")) return target.nextElementSibling;
    return target?.closest("figure, table[id], div.math, aside.footnote") ?? target?.closest("li, dd");
  }

  async function contentOf(link) {
    if (isOnPage(link)) {
      const copy = whole((await pageOf(link))?.getElementById(decodeURIComponent(link.hash.slice(1))))?.cloneNode(true);
      if (!copy) return null;
      copy.querySelectorAll(".synth-back, .headerlink, .label, .backrefs, .synth-par").forEach((one) => one.remove());
      for (const one of [copy, ...copy.querySelectorAll("*")]) {
        one.removeAttribute("id");
        for (const name of ["src", "href"])
          if (one.hasAttribute(name)) one.setAttribute(name, new URL(one.getAttribute(name), link.href));
      }
      return [element("div", "synth-card-text", ...(copy.matches("figure, table, .math") ? [copy] : copy.childNodes))];
    }
    if (!isRecord(link)) return null;
    const path = decodeURIComponent(link.href.slice(top.href.length));
    const record = await synthkitIndex.at(path) ?? await synthkitIndex.at(path.split("#")[0]);
    if (!record?.kind) return null;
    return [
      element("p", "synth-kind", record.kind),
      element("p", "synth-title", record.title),
      ...[record.people, record.about].filter(Boolean).map((text) => element("p", "", text)),
    ];
  }

  const card = synthkitMake("div", { className: "synth-card", id: "synth-card", role: "tooltip", hidden: true });
  let shown = null;
  let waiting;
  const later = (act, delay) => {
    clearTimeout(waiting);
    waiting = setTimeout(act, delay);
  };

  function hide() {
    clearTimeout(waiting);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  }

  async function show(link, isTapped) {
    const content = await contentOf(link);
    if (!content) return false;
    hide();
    shown = link;
    card.replaceChildren(...content);
    if (isTapped) {
      card.append(synthkitMake("a", { className: "synth-card-go", href: link.href }, open));
    }
    card.hidden = false;
    link.setAttribute("aria-describedby", card.id);
    const at = link.getClientRects()[0];
    const { offsetWidth: width, offsetHeight: height } = card;
    const isBelow = at.bottom + height + 8 < innerHeight || at.top < height + 8;
    card.style.left = `${scrollX + Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8))}px`;
    card.style.top = `${scrollY + (isBelow ? at.bottom + 4 : at.top - height - 4)}px`;
    return true;
  }

  function linkOf(event) {
    const link = event.target.closest?.(CARDS);
    return link?.closest("article, [role=main], main") && !link.closest("nav, .synth-card") ? link : null;
  }

  addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkOf(event);
    if (link && link !== shown) later(() => show(link), 250);
    else if (link || event.target.closest?.(".synth-card")) clearTimeout(waiting);
    else if (shown) later(hide, 250);
    else clearTimeout(waiting);
  });
  addEventListener("focusin", (event) => {
    if (event.target.closest?.(".synth-card")) return;
    hide();  // at once: a card must not stand over what is focused next
    const link = linkOf(event);
    if (link?.matches(":focus-visible")) show(link);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  addEventListener("pointerdown", (event) => {
    if (shown && !event.target.closest?.(".synth-card") && linkOf(event) !== shown) hide();
  });
  addEventListener("click", (event) => {
    const link = linkOf(event);
    if (!link) return;
    if (event.pointerType === "touch" && link !== shown && (isOnPage(link) || isRecord(link))) {
      event.preventDefault();
      show(link, true).then((found) => found || (location.href = link.href));
      return;
    }
    hide();
    if (link.hash.startsWith("#ref-") && link.pathname === location.pathname) wayBack(link);
  });

  function wayBack(link) {
    document.querySelector(".synth-back")?.remove();
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const place = link.closest("[id]");
    if (!target || !place) return;
    const mark = synthkitMake("a", { className: "synth-back", href: `#${place.id}`, title: back, ariaLabel: back }, "↩");
    target.closest("li, p").querySelector("p")?.append(" ", mark) ?? target.parentElement.append(" ", mark);
  }

  document.body.append(card);
})();
