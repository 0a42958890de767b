/* The catalogue page: filter by typing and by facets, sort, choose entries and download them as one file.
   Filters, facets and files come from cite/facets.js, cite/facets-0.js and cite/library-0.js, beside the pages. A list that
   is too long for the page is on pages of letters: then facets are loaded, part by part, when something is looked for. */
(() => {
  const here = document.currentScript.src;
  const root = document.querySelector(".synth-catalogue");
  if (!root) return;
  const SHOWN = 50;
  const { compare } = new Intl.Collator(document.documentElement.lang);

  const load = (name) => new Promise((resolve, reject) => {
    document.head.append(element("script", { src: new URL(`../cite/${name}`, here), onload: resolve, onerror: reject }));
  });
  const element = synthkitMake;
  const folded = (text) => synthkitBare(text).replace(/[’']/g, " ");
  const filled = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

  function start({ words, formats, total, part, files, kind, person, event, year }) {
    const isWhole = root.querySelector(".synth-works") !== null;
    const parts = [];
    const chosen = new Set();
    let matching = [];

    /* The entries of a part, each with its line: that of the page, or one of its own. */
    const entriesOf = (number) => (parts[number] ??= load(`facets-${number}.js`).then(() =>
      window.synthkitFacets[number].map((entry, at) => made({ ...entry, place: number * part + at }))));

    function made(entry) {
      const node = isWhole ? document.getElementById(`cat-${entry.id}`) : lineOf(entry);
      const ariaLabel = filled(words.choose, { title: entry.title });
      const box = element("input", { type: "checkbox", className: "synth-choose", title: entry.title, ariaLabel });
      box.addEventListener("change", () => { chosen[box.checked ? "add" : "delete"](entry); count(); });
      node?.prepend(box);
      const said = [node?.textContent, entry.kind, entry.event, entry.year, ...entry.people, ...entry.keywords];
      return { entry, node, box, text: folded(said.join(" ")) };
    }

    function lineOf({ people, year, title, kind, at }) {
      const page = at ? [" · ", element("a", { href: new URL(`../${at}`, here) }, words.page)] : [];
      return element("li", {},
        element("p", {}, [people.join(", "), year, title].filter(Boolean).join(". ")),
        element("p", { className: "synth-details" }, kind, ...page));
    }

    const field = (label, control) => element("label", {}, `${label} `, control);
    const typed = element("input", { type: "search", autocomplete: "off" });
    const facets = {};
    const select = (name, values) => {
      facets[name] = element("select", {}, new Option(words.all, ""), ...values.map((value) => new Option(value, value)));
      return field(words[name], facets[name]);
    };
    const ordered = (values) => values.map(String).sort(compare);
    const sort = element("select", {}, ...["list", "author", "newest", "title"].map((key) => new Option(words[key], key)));
    const status = element("p", { className: "synth-status", role: "status" });
    const downloads = formats.map((format) => {
      const button = element("button", { type: "button", className: "synth-copy-button", disabled: true }, format.name);
      button.addEventListener("click", () => download(format));
      return button;
    });
    const chosenLabel = element("span", { id: "synth-chosen", role: "status" });
    const chosenGroup = element("div", { className: "synth-chosen", role: "group" }, chosenLabel, " ", ...downloads);
    chosenGroup.setAttribute("aria-labelledby", "synth-chosen");
    const shownReferences = element("div", { className: "synth-reference" });
    const all = element("button", { type: "button", className: "synth-copy-button" }, words.chooseAll);
    all.addEventListener("click", () => {
      matching.forEach(({ entry, box }) => { box.checked = true; chosen.add(entry); });
      count();
    });
    root.prepend(element("form", { className: "synth-filters", onsubmit: () => false },
      field(words.filter, typed),
      select("kind", ordered(kind)),
      select("person", ordered(person)),
      select("event", ordered(event)),
      select("year", ordered(year).reverse()),
      field(words.sort, sort), status, all, chosenGroup, shownReferences));
    const list = element("ul", { className: "synth-works" });
    const more = element("button", { type: "button", className: "synth-more", hidden: true }, words.more);
    more.addEventListener("click", () => paint(list.children.length + SHOWN));
    if (!isWhole) root.append(list, more);

    const fits = ({ entry, text }, wanted) => wanted.every((word) => text.includes(word))
      && (!facets.kind.value || entry.kind === facets.kind.value)
      && (!facets.person.value || entry.people.includes(facets.person.value))
      && (!facets.event.value || entry.event === facets.event.value)
      && (!facets.year.value || String(entry.year) === facets.year.value);

    let turn = 0;
    async function show() {
      const mine = ++turn;
      const wanted = folded(typed.value).split(/\s+/).filter(Boolean);
      const isIdle = !wanted.length && Object.values(facets).every((control) => !control.value);
      let found = [];
      for (let number = 0; number * part < total && (isWhole || !isIdle); number += 1) {
        found = found.concat((await entriesOf(number)).filter((one) => one.node && fits(one, wanted)));
        if (mine !== turn) return;
        matching = found;
        if (!isWhole) paint(SHOWN);
      }
      matching = found;
      paint(SHOWN);
      const shown = isIdle && !isWhole ? total : found.length;
      status.textContent = shown ? filled(words.shown, { shown, total }) : words.none;
    }

    function paint(most) {
      if (!isWhole) {
        list.replaceChildren(...[...matching].sort(orders[sort.value]).slice(0, most).map(({ node }) => node));
        more.hidden = matching.length <= most;
        return;
      }
      const visible = new Set(matching.map(({ node }) => node));
      root.querySelectorAll(".synth-works").forEach((works) => {
        [...works.children].forEach((node) => { node.hidden = !visible.has(node); });
        works.hidden = [...works.children].every((node) => node.hidden);
        if (works.previousElementSibling?.classList.contains("synth-label")) works.previousElementSibling.hidden = works.hidden;
      });
    }

    const orders = {
      list: (a, b) => a.entry.place - b.entry.place,
      author: (a, b) => compare(a.entry.author, b.entry.author) || a.entry.place - b.entry.place,
      newest: (a, b) => b.entry.year - a.entry.year || a.entry.place - b.entry.place,
      title: (a, b) => compare(a.entry.title, b.entry.title),
    };
    async function order() {
      if (!isWhole) return paint(SHOWN);
      const items = (await Promise.all(parts)).flat().filter(({ node }) => node);
      items.sort(orders[sort.value]).forEach(({ node }) => node.parentNode.append(node));
    }

    function count() {
      chosenLabel.textContent = filled(words.chosen, { count: chosen.size });
      downloads.forEach((button) => { button.disabled = !chosen.size; });
    }

    async function download(format) {
      const places = [...chosen].map(({ place }) => place).sort((a, b) => a - b);
      const numbers = [...new Set(places.map((place) => Math.floor(place / files)))];
      await Promise.all(numbers.filter((number) => !window.synthkitLibrary?.[number]).map((number) => load(`library-${number}.js`)));
      const texts = places.map((place) => window.synthkitLibrary[Math.floor(place / files)][place % files][format.key]);
      if (format.isStyle) {
        shownReferences.innerHTML = texts.map((text) => `<p>${text}</p>`).join("");
        await globalThis.synthkitCopy(shownReferences);
        chosenLabel.textContent = words.copied;
        return;
      }
      const [head, between, tail] = format.joined;
      const text = head + texts.filter(Boolean).join(between) + tail;
      const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
      element("a", { href: url, download: `library.${format.key}` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    }

    typed.addEventListener("input", show);
    Object.values(facets).forEach((control) => control.addEventListener("change", show));
    sort.addEventListener("change", order);
    show();
    count();
  }

  load("facets.js").then(() => start(window.synthkitFacets), () => {
    // without the facets the list stays as it is: whole, and each work with its files
    root.classList.add("synth-plain");
  });
})();
