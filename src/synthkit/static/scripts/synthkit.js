/* An element with its properties and what is in it; a text as it is compared, without case, accents and ligatures. */
globalThis.synthkitMake = (tag, facts = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), facts);
  made.append(...children);
  return made;
};
globalThis.synthkitBare = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae");
/* The index of the search, whose files are each read once: words by their beginnings, pages by their addresses. */
globalThis.synthkitIndex = (() => {
  const top = document.documentElement.dataset.content_root ?? "";
  const files = {};
  const file = (name) => (files[name] ??= new Promise((resolve, reject) => {
    document.head.append(synthkitMake("script", { src: `${top}cite/search/${name}.js`, onload: () => resolve(synthkitSearch[name]), onerror: reject }));
  }));
  /* What stands at an address from the top: a page or a record of one. */
  async function at(address) {
    const { pages } = await file("index");
    const part = Math.max(0, pages.findLastIndex((first) => first <= address));
    return (await file(`p${part}`)).find((page) => page.at === address);
  }
  return { file, at };
})();
/* What is wider than the text can be moved by the keyboard too. */
document.querySelectorAll("article table, div.math").forEach((box) => { if (box.scrollWidth > box.clientWidth) box.tabIndex = 0; });
/* Of a list that is on pages of letters: on to the page that has what one came for. */
(() => {
  function on() {
    const link = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".synth-moved > li")?.firstElementChild;
    if (link) location.replace(link.href);  // so that the way back leads to where one came from
  }
  addEventListener("hashchange", on);
  on();
})();
/* One click copies the reference at the end of a page. Styles as a menu: one click copies the reference, as rich text and
   as plain, or the text of a file, and shows what it copied; the next page begins with that style. Without scripts all are there to select, and the files to download. */
(() => {
  const { copy, copied } = document.currentScript.dataset;
  const menus = [];
  let chosen = "";
  try {
    chosen = localStorage.getItem("style") ?? "";
  } catch {
    // a browser that keeps nothing of this site
  }

  async function put(source) {
    const text = source.innerText;
    if (navigator.clipboard) {
      try {
        const kinds = { "text/plain": text, "text/html": source.tagName === "P" ? `<p>${source.innerHTML}</p>` : source.innerHTML };
        if (window.ClipboardItem && source.tagName !== "PRE") {
          const blobs = Object.entries(kinds).map(([type, content]) => [type, new Blob([content], { type })]);
          await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
        } else {
          await navigator.clipboard.writeText(text);
        }
        return;
      } catch {
        // refused (an insecure page, a permission): the older way below still works
      }
    }
    getSelection().selectAllChildren(source);
    document.execCommand("copy");
    getSelection().removeAllRanges();
  }

  globalThis.synthkitCopy = put;

  async function take(source, status) {
    await put(source);
    status.textContent = copied;
    setTimeout(() => { status.textContent = ""; }, 4000);
  }

  function choose(name) {
    chosen = name;
    for (const styles of menus) {
      const shown = styles.find((style) => style.name === name) ?? styles[0];
      for (const style of styles) {
        style.body.hidden = style !== shown;
        style.button.setAttribute("aria-pressed", style === shown);
      }
    }
  }

  function offer(list) {
    const status = synthkitMake("span", { role: "status" });
    const styles = [...list.querySelectorAll(":scope > dt")].map((term) => {
      const name = term.textContent.trim();
      const button = synthkitMake("button", { type: "button", className: "synth-copy-button" }, name);
      const body = term.nextElementSibling;
      term.hidden = true;
      button.addEventListener("click", () => {
        choose(name);
        try {
          localStorage.setItem("style", name);
        } catch {
          // chosen for this page
        }
        take(body.firstElementChild, status);
      });
      return { name, button, body };
    });
    const buttons = styles.map((style) => style.button);
    list.before(synthkitMake("div", { className: "synth-menu", role: "group", ariaLabel: copy }, `${copy} `, ...buttons, status));
    menus.push(styles);
  }

  document.querySelectorAll(".synth-styles").forEach(offer);
  choose(chosen);
  document.querySelectorAll(":not(dd) > p.synth-reference").forEach((reference) => {
    const text = synthkitMake("span", {}, ...reference.childNodes);
    const status = synthkitMake("span", { role: "status" });
    const button = synthkitMake("button", { type: "button", className: "synth-copy-button", onclick: () => take(text, status) }, copy);
    reference.append(text, " ", button, " ", status);
  });
  document.querySelectorAll(".synth-popover").forEach((box) => box.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") box.querySelector('[aria-pressed="true"]')?.focus();
  }));
})();
