/* The search: Sphinx's index and stems, asked as a reader expects. docs/searching.md says how a page is found and placed.

   On the page of the search Sphinx's own way to ask and to show is replaced; elsewhere answers stand under the field of
   the band, and the index is loaded when somebody begins to type. */
(() => {
  const { offline, near, none, inText, further } = document.currentScript.dataset;
  const root = document.documentElement.dataset.content_root ?? "";
  const isFolder = location.protocol === "file:";
  const STEP = 20;
  const WEIGHTS = { title: 20, people: 40, keywords: 15, kind: 12, heading: 8, text: 5 };

  const bare = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase()
    .replaceAll("œ", "oe").replaceAll("æ", "ae").replace(/[’ʼ]/g, "'").replace(/\s+/g, " ");
  const wordsOf = (text) => text.match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
  const stems = new Map();
  let stemmer;
  function stem(word) {
    stemmer ??= new Stemmer();
    const lower = word.toLowerCase();
    if (!stems.has(lower)) stems.set(lower, stemmer.stemWord(lower));
    return stems.get(lower);
  }

  /* Whether two stems are one or two slips of the finger apart: a letter more, less, other, or two of them swapped. */
  function isNear(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return false;
    let before, above, row = Array.from({ length: other.length + 1 }, (_, column) => column);
    for (let i = 1; i <= one.length; i += 1) {
      [before, above, row] = [above, row, [i]];
      for (let j = 1; j <= other.length; j += 1) {
        row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (one[i - 1] !== other[j - 1]));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
          row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return false;
    }
    return row[other.length] <= most;
  }

  /* Stem -> page -> weight, of Sphinx's index and of the records; made once. */
  let known;
  function inverted(index, records) {
    if (known) return known;
    const pages = new Map();
    const found = new Map();
    const note = (word, page, weight) => {
      if (!found.has(word)) found.set(word, new Map());
      const places = found.get(word);
      places.set(page, Math.max(places.get(page) ?? 0, weight));
    };
    const target = (docname) => (DOCUMENTATION_OPTIONS.BUILDER === "dirhtml"
      ? docname.replace(/(^|\/)index$/, "$1").replace(/([^/])$/, "$1/")
      : docname + DOCUMENTATION_OPTIONS.LINK_SUFFIX);
    const addresses = index.docnames.map(target);
    addresses.forEach((at, number) => pages.set(at, { at, title: index.titles[number] }));
    for (const [terms, weight] of [[index.terms, WEIGHTS.text], [index.titleterms, WEIGHTS.heading]])
      for (const [word, numbers] of Object.entries(terms))
        for (const number of [numbers].flat()) note(word, addresses[number], weight);
    index.titles.forEach((title, number) =>
      wordsOf(title).forEach((word) => note(stem(word), addresses[number], WEIGHTS.title)));
    for (const record of records) {
      pages.set(record.at, { ...record, title: pages.get(record.at)?.title ?? record.title });
      for (const field of ["title", "people", "keywords", "kind"])
        wordsOf(record[field]).forEach((word) => note(stem(word), record.at, WEIGHTS[field]));
    }
    known = { pages, found };
    return known;
  }

  /* What stems a word of the question stands for, with what each counts; the last one may still be typed. */
  function meant(word, found, isLast) {
    const wanted = stem(word);
    const letters = bare(word);
    const all = [...found.keys()];
    const exact = found.has(wanted) ? [[wanted, 1]] : [];
    const begun = isLast ? all.filter((one) => one !== wanted && one.startsWith(letters)).map((one) => [one, 0.6]) : [];
    if (exact.length || begun.length) return { stems: [...exact, ...begun] };
    const most = letters.length < 4 ? 0 : wanted.length < 7 ? 1 : 2;
    const close = most ? all.filter((one) => isNear(wanted, one, most)).map((one) => [one, 0.5]) : [];
    if (close.length) return { stems: close, isNear: true };
    return { stems: letters.length < 4 ? [] : all.filter((one) => one.includes(letters)).map((one) => [one, 0.4]) };
  }

  function answer(question, index, records) {
    const { pages, found } = inverted(index, records);
    const phrases = [...question.matchAll(/["“«]([^"”»]+)["”»]/gu)].map(([, phrase]) => bare(phrase).trim());
    const typed = wordsOf(question);
    const telling = typed.filter((word) => !stopwords.has(word.toLowerCase()));
    const words = telling.length ? telling : typed;
    const isTyping = /[\p{L}\p{M}\p{N}_]$/u.test(question);
    const read = words.map((word, place) => ({ word, ...meant(word, found, isTyping && place === words.length - 1) }));
    let scores = null;
    for (const { stems: alternatives } of read) {
      const of = new Map();
      for (const [one, share] of alternatives)
        for (const [page, weight] of found.get(one)) of.set(page, Math.max(of.get(page) ?? 0, weight * share));
      scores = scores === null ? of : new Map(
        [...of].filter(([page]) => scores.has(page)).map(([page, weight]) => [page, weight + scores.get(page)]));
    }
    const whole = bare(question.replace(/["“”«»]/gu, "")).trim();
    const results = [...scores ?? []].map(([at, score]) => {
      const title = bare(pages.get(at).title);
      const isPage = !at.includes("#");  // by a person's name one looks for what the person contributes
      return { ...pages.get(at), score: score + (isPage && title === whole ? 100 : isPage && title.includes(whole) ? 10 : 0) };
    });
    results.sort((one, other) => other.score - one.score || one.title.localeCompare(other.title));
    return {
      results,
      phrases,
      // a rare word tells more of a place than one that stands everywhere
      stems: new Map(read.flatMap(({ stems: alternatives }) => alternatives.map(([one]) => [one, 1 + 4 / found.get(one).size]))),
      guessed: read.filter((one) => one.isNear).map(({ word }) => word),
    };
  }

  /* The text of a page, block by block, without what the site adds to it. Each page is read once. */
  const texts = new Map();
  function textOf(at) {
    const [file, anchor] = at.split("#");
    if (!texts.has(at))
      texts.set(at, fetch(root + (file || "./")).then((response) => response.text()).then((html) => {
        const page = new DOMParser().parseFromString(html, "text/html");
        const main = page.querySelector("article, [role=main], main") ?? page.body;
        main.querySelectorAll("nav, script, style, button, .headerlink, .no-search")
          .forEach((element) => element.remove());
        return (anchor && main.querySelector(`[id="${CSS.escape(anchor)}"]`)) || main;
      }));
    return texts.get(at);
  }

  function excerpt(main, wanted, phrases) {
    const blocks = [...main.querySelectorAll("p, li, dt, dd, td, th, h1, h2, h3, h4, h5, figcaption, pre")]
      .filter((block) => !block.querySelector("p, li, dd, pre"))
      .map((block) => block.textContent.replace(/[ \t\r\n]+/g, " ").trim());
    const counted = blocks.map((text) => {
      const marks = [...text.matchAll(/[\p{L}\p{M}\p{N}_]+/gu)]
        .filter(([word]) => wanted.has(stem(word))).map(({ 0: word, index }) => [index, index + word.length]);
      const stemsFound = new Set(marks.map(([from, to]) => stem(text.slice(from, to))));
      const weight = [...stemsFound].reduce((sum, one) => sum + wanted.get(one), 0);
      return { text, marks, count: weight + (text.length > 80) / 2 + 100 * phrases.filter((phrase) => bare(text).includes(phrase)).length };
    });
    return counted.reduce((best, one) => (one.count > best.count ? one : best), { count: 0, text: "", marks: [] });
  }

  function cut({ text, marks }) {
    const first = marks[0]?.[0] ?? 0;
    const from = first > 110 ? text.lastIndexOf(" ", first - 90) + 1 : 0;
    const to = text.length > from + 260 ? text.lastIndexOf(" ", from + 250) : text.length;
    const line = document.createElement("p");
    line.className = "context";
    let at = from;
    line.append(from ? "… " : "");
    for (const [start, end] of marks.filter(([, end]) => end <= to)) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      line.append(text.slice(at, start), mark);
      at = end;
    }
    line.append(text.slice(at, to), to < text.length ? " …" : "");
    return line;
  }

  /* The browser shows the place and marks it: a few words from the first that was found. */
  function placed(link, at, { text, marks }) {
    if (!marks.length) return;
    const words = text.slice(marks[0][0]).match(/^\S+( \S+){0,3}/u)[0].replace(/\P{L}+$/u, "");
    const fragment = encodeURIComponent(words).replaceAll("-", "%2D");
    link.href = `${root}${at}${at.includes("#") ? "" : "#"}:~:text=${fragment}`;
  }

  function item(result, { stems: wanted, phrases }) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = root + result.at;
    link.textContent = result.title;
    if (result.kind) {
      const kind = document.createElement("span");
      kind.className = "synth-kind";
      kind.textContent = result.kind;
      line.append(kind);
    }
    line.append(link);
    if (isFolder) {
      if (result.about) line.append(cut({ text: result.about, marks: [] }));
    } else
      textOf(result.at).then((main) => {
        const shown = excerpt(main, wanted, phrases);
        if (shown.text) line.append(cut(shown));
        placed(link, result.at, shown);
      });
    return line;
  }

  async function withPhrases(answered) {
    if (!answered.phrases.length || isFolder) return answered;
    const mains = await Promise.all(answered.results.map(({ at }) => textOf(at)));
    const has = (main) => answered.phrases.every((phrase) => bare(main.textContent).includes(phrase));
    return { ...answered, results: answered.results.filter((_, number) => has(mains[number])) };
  }

  const script = (source) => new Promise((resolve, reject) => {
    const element = document.createElement("script");
    Object.assign(element, { src: root + source, async: false, onload: resolve, onerror: reject });
    document.head.append(element);
  });
  const hasIndex = new Promise((resolve) => {
    if (typeof Search === "undefined") globalThis.Search = { setIndex: resolve };
    else if (Search.hasIndex()) resolve(Search._index);
    else Search.setIndex = resolve;
  });
  let loading;
  const load = () => (loading ??= Promise.all([
    script("cite/pages.js"),
    ...(document.querySelector("script[src*='language_data.js']")
      ? [] : ["_static/language_data.js", "searchindex.js"].map(script)),
  ]).then(() => hasIndex));

  /* Answers of one field, in a list below; what was asked later is shown, whenever an earlier answer comes. */
  function attach(field, place, most) {
    const status = document.createElement("p");
    status.className = "search-summary";
    status.setAttribute("role", "status");
    const list = document.createElement("ul");
    list.className = "search";
    const more = document.createElement("button");
    more.type = "button";
    more.className = "synth-more";
    more.textContent = further;
    more.hidden = true;
    place.append(status, list, more);
    let turn = 0;
    async function ask() {
      const question = field.value.trim();
      const mine = ++turn;
      if (!question) {
        list.replaceChildren();
        status.textContent = "";
        more.hidden = true;
        return;
      }
      const answered = await withPhrases(answer(question, await load(), synthkitRecords));
      if (mine !== turn) return;
      const { results } = answered;
      const count = results.length
        ? Documentation.ngettext("Search finished, found one page matching the search query.",
          "Search finished, found ${resultCount} pages matching the search query.", results.length)
          .replace("${resultCount}", results.length)
        : none;
      const guess = answered.guessed.length ? ` ${near.replace("{}", answered.guessed.join(", "))}` : "";
      const folder = isFolder ? ` ${answered.phrases.length ? inText : offline}` : "";
      status.textContent = count + guess + folder;
      const next = () => {
        const shown = list.children.length;
        list.append(...results.slice(shown, shown + most).map((result) => item(result, answered)));
        more.hidden = list.children.length >= results.length;
      };
      list.replaceChildren();
      more.onclick = next;
      next();
    }
    let waiting;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, 80);
    });
    return ask;
  }

  const results = document.getElementById("search-results");
  if (results) {
    const field = results.parentElement.querySelector("input[name=q]") ?? document.querySelector("input[name=q]");
    const ask = attach(field, results, STEP);
    Search.performSearch = ask;
    field.addEventListener("input", () => history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`));
    field.focus();
  } else
    document.querySelectorAll("#search input[name=q]").forEach((field) => {
      const place = document.createElement("div");
      place.className = "synth-answers";
      field.form.after(place);
      attach(field, place, 8);
    });
})();
