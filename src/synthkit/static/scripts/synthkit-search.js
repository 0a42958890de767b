/* The search: the words of Sphinx's index, asked as a reader expects. docs/searching.md says how a page is found and placed.

   On the page of the search Sphinx's own way to ask and to show is replaced; elsewhere answers stand under the field of
   the band. Of the index what a question needs is loaded. */
(() => {
  const { offline, near, none, inText, further } = document.currentScript.dataset;
  const root = document.documentElement.dataset.content_root ?? "";
  const isFolder = location.protocol === "file:";
  const STEP = 10;

  const bare = (text) => synthkitBare(text).replace(/[’ʼ]/g, "'").replace(/\s+/g, " ");
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

  /* The lists of words that have a stem or words with its beginning, packed by site/search_index.py. */
  const { file } = synthkitIndex;
  async function listsOf(letters, isBeginning) {
    const { words } = await file("index");
    const own = words.findLastIndex((start) => letters.startsWith(start));
    const numbers = [...words.keys()].filter((one) => one === own || (isBeginning && words[one].startsWith(letters)));
    return Object.assign({}, ...(await Promise.all(numbers.map((one) => file(`w${one}`)))));
  }

  /* A packed list: page -> weight. */
  function unpacked(list, weights) {
    const of = new Map();
    for (const group of list ? list.split(" ") : []) {
      let page = 0, number = 0;
      for (let at = 1; at < group.length; at += 1) {
        const sign = group.charCodeAt(at);
        if (sign > 92) number = number * 34 + sign - 93;
        else {
          of.set(page += number * 48 + sign - 35, weights[group.charCodeAt(0) - 35]);
          number = 0;
        }
      }
    }
    return of;
  }

  /* The words, each written as how many letters it shares with the one before, and the rest. */
  let all;
  async function allStems() {
    let before = "";
    return (all ??= (await file("stems")).split(" ")
      .map((one) => (before = before.slice(0, parseInt(one[0], 36)) + one.slice(1))));
  }

  /* What stems a word of the question stands for, with what each counts and its lists; the last one may still be typed. */
  async function meant(word, isLast) {
    const wanted = stem(word);
    const letters = bare(word);
    const { weights } = await file("index");
    const lists = { ...await listsOf(wanted), ...(isLast ? await listsOf(letters, true) : {}) };
    const exact = Object.hasOwn(lists, wanted) ? [wanted] : [];
    const begun = isLast ? Object.keys(lists).filter((one) => one !== wanted && one.startsWith(letters)) : [];
    const weighed = (stems, share, from = lists) => stems.map((one) => ({ one, share, list: unpacked(from[one], weights) }));
    if (exact.length || begun.length) return { stems: [...weighed(exact, 1), ...weighed(begun, 0.6)] };
    if (letters.length < 4) return { stems: [] };
    const known = await allStems();
    let close = known.filter((one) => isNear(wanted, one, wanted.length < 7 ? 1 : 2));
    // a slip in the ending may keep it from being taken off
    if (!close.length) close = known.filter((one) => one.length > Math.max(4, wanted.length - 6) && isNear(wanted.slice(0, one.length), one, 1));
    const other = close.length ? close : known.filter((one) => one.includes(letters)).slice(0, 2 * STEP);
    const found = Object.assign({}, ...(await Promise.all(other.map((one) => listsOf(one)))));
    return { stems: weighed(other, close.length ? 0.5 : 0.4, found), isNear: close.length > 0 };
  }

  function best(alternatives) {
    const of = new Map();
    for (const { share, list } of alternatives)
      for (const [page, weight] of list) of.set(page, Math.max(of.get(page) ?? 0, weight * share));
    return of;
  }

  async function answer(question) {
    const phrases = [...question.matchAll(/["“«]([^"”»]+)["”»]/gu)].map(([, phrase]) => bare(phrase).trim());
    const typed = wordsOf(question);
    const telling = typed.filter((word) => !stopwords.has(word.toLowerCase()));
    const words = telling.length ? telling : typed;
    const isTyping = /[\p{L}\p{M}\p{N}_]$/u.test(question);
    const read = await Promise.all(words.map(async (word, place) =>
      ({ word, ...await meant(word, isTyping && place === words.length - 1) })));
    const title = `=${bare(question.replace(/["“”«»]/gu, "")).trim()}`;
    const scores = unpacked((await listsOf(title))[title], (await file("index")).weights);
    const found = read.map(({ stems: alternatives }) => best(alternatives));
    const results = [...found[0]?.keys() ?? []].filter((page) => found.every((of) => of.has(page)))
      .map((page) => [page, found.reduce((sum, of) => sum + of.get(page), scores.get(page) ?? 0)])
      .sort(([one, score], [other, better]) => better - score || one - other).map(([page]) => page);
    return {
      results,
      phrases,
      // a rare word tells more of a place than one that stands everywhere
      stems: new Map(read.flatMap(({ stems: alternatives }) => alternatives.map(({ one, list }) => [one, 1 + 4 / list.size]))),
      guessed: read.filter((one) => one.isNear).map(({ word }) => word),
    };
  }

  async function details(page) {
    const { size } = await file("index");
    return (await file(`p${Math.floor(page / size)}`))[page % size];
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
    const line = synthkitMake("p", { className: "context" });
    let at = from;
    line.append(from ? "… " : "");
    for (const [start, end] of marks.filter(([, end]) => end <= to)) {
      line.append(text.slice(at, start), synthkitMake("mark", {}, text.slice(start, end)));
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

  async function item(page, { stems: wanted, phrases }) {
    const result = await details(page);
    const link = synthkitMake("a", { href: root + result.at }, result.title);
    const line = synthkitMake("li", {}, ...(result.kind ? [synthkitMake("span", { className: "synth-kind" }, result.kind)] : []), link);
    if (isFolder && result.about) line.append(cut({ text: result.about, marks: [] }));
    const whole = isFolder || textOf(result.at).then((main) => {
      const shown = excerpt(main, wanted, phrases);
      if (shown.text) line.append(cut(shown));
      placed(link, result.at, shown);
    });
    return { line, whole };
  }

  /* Words in quotes are looked for in the texts of the best answers. */
  async function withPhrases(answered) {
    if (!answered.phrases.length || isFolder) return answered;
    const best = answered.results.slice(0, 10 * STEP);
    const mains = await Promise.all(best.map((page) => details(page).then(({ at }) => textOf(at))));
    const has = (main) => answered.phrases.every((phrase) => bare(main.textContent).includes(phrase));
    return { ...answered, results: best.filter((_, number) => has(mains[number])) };
  }

  /* The stemmer; where no page of Sphinx's own search has it, it comes with the first letter. */
  let language;
  const load = () => (language ??= typeof Stemmer === "undefined" ? new Promise((resolve) => {
    document.head.append(synthkitMake("script", { src: `${root}_static/language_data.js`, onload: resolve }));
  }) : Promise.resolve());

  /* Answers of one field, in a list below; what was asked later is shown, whenever an earlier answer comes. */
  function attach(field, place, most) {
    const status = synthkitMake("p", { className: "search-summary", role: "status" });
    const list = synthkitMake("ul", { className: "search" });
    const more = synthkitMake("button", { type: "button", className: "synth-more", hidden: true }, further);
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
      await load();
      const answered = await withPhrases(await answer(question));
      if (mine !== turn) return;
      const { results } = answered;
      const count = results.length
        ? Documentation.ngettext("Search finished, found one page matching the search query.",
          "Search finished, found ${resultCount} pages matching the search query.", results.length)
          .replace("${resultCount}", results.length)
        : none;
      const guess = answered.guessed.length ? ` ${near.replace("{}", answered.guessed.join(", "))}` : "";
      const folder = isFolder ? ` ${answered.phrases.length ? inText : offline}` : "";
      let shown = 0;
      const next = async () => {
        const items = await Promise.all(results.slice(shown, shown + most).map((page) => item(page, answered)));
        // the first answers come with their excerpts where these take no time, so that no line moves under a reader's eyes
        if (!list.children.length)
          await Promise.race([Promise.all(items.map(({ whole }) => whole)), new Promise((wait) => setTimeout(wait, 250))]);
        if (mine !== turn) return;
        if (!shown) list.replaceChildren();
        shown += items.length;
        list.append(...items.map(({ line }) => line));
        more.hidden = shown >= results.length;
        status.textContent = count + guess + folder;
      };
      more.onclick = next;
      await next();
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
    load();  // side by side with the index: a question would want one after the other
    file("index");
    if (typeof Search !== "undefined") Search.performSearch = () => {};  // of another theme
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    ask();
    field.addEventListener("input", () => history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`));
    field.focus();
  } else
    document.querySelectorAll("#search input[name=q]").forEach((field) => {
      const place = synthkitMake("div", { className: "synth-answers" });
      field.form.after(place);
      attach(field, place, 8);
    });
})();
