/* The catalogue page: filter by typing and by facets, sort, choose entries and download them as one file.
   The list is in the page; facets and files come from cite/facets.js and cite/library.js, beside the pages. */
(() => {
  const here = document.currentScript.src;
  const root = document.querySelector(".synth-catalogue");
  if (!root) return;

  const load = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(`../cite/${name}`, here);
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")
    .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[’']/g, " ");
  const filled = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
  const element = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  function start({ words, formats, entries }) {
    const items = entries.map((entry, place) => ({ ...entry, place, node: document.getElementById(`cat-${entry.id}`) }))
      .filter((entry) => entry.node);
    items.forEach((item) => {
      item.text = folded([item.node.textContent, item.kind, item.event, item.year, ...item.people, ...item.keywords].join(" "));
      item.box = element("input", { type: "checkbox", className: "synth-choose", title: item.title });
      item.box.setAttribute("aria-label", filled(words.choose, { title: item.title }));
      item.box.addEventListener("change", count);
      item.node.prepend(item.box);
    });

    const field = (label, control) => element("label", {}, `${label} `, control);
    const typed = element("input", { type: "search", autocomplete: "off" });
    const facets = {};
    const select = (name, values) => {
      facets[name] = element("select", {}, new Option(words.all, ""), ...values.map((value) => new Option(value, value)));
      return field(words[name], facets[name]);
    };
    const distinct = (values) => [...new Set(values.filter(Boolean).map(String))].sort((a, b) => a.localeCompare(b));
    const sort = element("select", {}, ...["list", "author", "newest", "title"].map((key) => new Option(words[key], key)));
    const status = element("p", { className: "synth-status" });
    status.setAttribute("role", "status");
    const downloads = formats.map((format) => {
      const button = element("button", { type: "button", className: "synth-copy-button", disabled: true }, format.name);
      button.addEventListener("click", () => download(format));
      return button;
    });
    const chosenLabel = element("span", { id: "synth-chosen" });
    const chosenGroup = element("div", { className: "synth-chosen" }, chosenLabel, " ", ...downloads);
    chosenGroup.setAttribute("role", "group");
    chosenGroup.setAttribute("aria-labelledby", "synth-chosen");
    const all = element("button", { type: "button", className: "synth-copy-button" }, words.chooseAll);
    all.addEventListener("click", () => {
      items.filter((item) => !item.node.hidden).forEach((item) => { item.box.checked = true; });
      count();
    });

    root.prepend(element("form", { className: "synth-filters", onsubmit: () => false },
      field(words.filter, typed),
      select("kind", distinct(items.map((item) => item.kind))),
      select("person", distinct(items.flatMap((item) => item.people))),
      select("event", distinct(items.map((item) => item.event))),
      select("year", distinct(items.map((item) => item.year)).reverse()),
      field(words.sort, sort), status, all, chosenGroup));

    function show() {
      const wanted = folded(typed.value).split(/\s+/).filter(Boolean);
      items.forEach((item) => {
        item.node.hidden = !(wanted.every((word) => item.text.includes(word))
          && (!facets.kind.value || item.kind === facets.kind.value)
          && (!facets.person.value || item.people.includes(facets.person.value))
          && (!facets.event.value || item.event === facets.event.value)
          && (!facets.year.value || String(item.year) === facets.year.value));
      });
      root.querySelectorAll(".synth-works").forEach((list) => {
        const isEmpty = [...list.children].every((node) => node.hidden);
        list.hidden = isEmpty;
        if (list.previousElementSibling?.classList.contains("synth-label")) list.previousElementSibling.hidden = isEmpty;
      });
      const shown = items.filter((item) => !item.node.hidden).length;
      status.textContent = shown ? filled(words.shown, { shown, total: items.length }) : words.none;
    }

    function order() {
      const by = {
        list: (a, b) => a.place - b.place,
        author: (a, b) => a.author.localeCompare(b.author) || a.place - b.place,
        newest: (a, b) => b.year - a.year || a.place - b.place,
        title: (a, b) => a.title.localeCompare(b.title),
      }[sort.value];
      [...items].sort(by).forEach((item) => item.node.parentNode.append(item.node));
    }

    function count() {
      const chosen = items.filter((item) => item.box.checked).length;
      chosenLabel.textContent = filled(words.chosen, { count: chosen });
      downloads.forEach((button) => { button.disabled = !chosen; });
    }

    async function download(format) {
      if (!window.synthkitLibrary) await load("library.js");
      const texts = items.filter((item) => item.box.checked).map((item) => window.synthkitLibrary[item.id][format.key]);
      const [head, between, tail] = format.joined;
      const isText = texts.every((text) => typeof text === "string");
      const text = isText ? head + texts.join(between) + tail : `${JSON.stringify(texts, null, 1)}\n`;
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
