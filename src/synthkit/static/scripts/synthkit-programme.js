/* A programme one chooses from: words narrow it, a star keeps a session on this device, and what is kept goes to a calendar.
   Where the reader's clock is another, it stands beside that of the event. Without scripts the programme is all there. */
(() => {
  const words = document.currentScript.dataset;
  const [plain, make] = [synthkitBare, synthkitMake];
  let kept = new Set();
  try {
    kept = new Set(JSON.parse(localStorage.getItem("programme") ?? "[]"));
  } catch {
    // a browser that keeps nothing of this site
  }
  const stars = [];

  function keep(id) {
    if (!kept.delete(id)) kept.add(id);
    try {
      localStorage.setItem("programme", JSON.stringify([...kept]));
    } catch {
      // kept as long as the page is open
    }
    for (const star of stars) star.ariaPressed = kept.has(star.dataset.id);
    dispatchEvent(new Event("synth-kept"));
  }

  const escaped = (text) => text.replace(/[\\,;]/g, "\\$&").replace(/\s+/g, " ").trim();
  /* A line of a calendar in pieces of 74 bytes at most, as the format wants it. */
  function folded(line) {
    const pieces = [""];
    let size = 0;
    for (const sign of line) {
      const length = new TextEncoder().encode(sign).length;
      if (size + length > 73) [size] = [pieces.push("") * 0];
      pieces[pieces.length - 1] += sign;
      size += length;
    }
    return pieces.join("\r\n ");
  }
  function moment(iso) {
    if (!/[+-]\d\d:\d\d$/.test(iso)) return iso.replace(/[-:]/g, "") + "00";
    return new Date(iso).toISOString().replace(/[-:]|\.\d+/g, "");
  }

  function calendar(schedule, items) {
    const times = {};
    const entries = items.flatMap((item) => {
      const { session, start, end } = item.dataset;
      const time = times[session] = (times[session] ?? 0) + 1;
      const said = (name) => escaped([...item.querySelectorAll(`.synth-${name}`)].map((one) => one.textContent).join(", "));
      const uid = `${session}+${schedule.dataset.event}${time > 1 ? `+${time}` : ""}@${schedule.dataset.book}`;
      const url = item.querySelector(".synth-what a")?.href;
      return kept.has(session) && start && end ? ["BEGIN:VEVENT", `UID:${uid}`, `DTSTAMP:${moment(new Date().toISOString().replace("Z", "+00:00"))}`,
        `DTSTART:${moment(start)}`, `DTEND:${moment(end)}`, `SUMMARY:${said("what")}`, `LOCATION:${escaped(item.dataset.place ?? "")}`,
        `DESCRIPTION:${said("who")}`, ...(url?.startsWith("http") ? [`URL:${url}`] : []), "END:VEVENT"] : [];
    });
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//synthkit//synthkit//EN", ...entries, "END:VCALENDAR", ""];
    return lines.map(folded).join("\r\n");
  }

  function here(schedule) {
    const clock = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { hour: "numeric", minute: "2-digit" });
    const day = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { weekday: "short" });
    let differs = false;
    for (const time of schedule.querySelectorAll(".synth-time")) {
      const stated = [...time.querySelectorAll("time")].map((one) => one.dateTime).filter((iso) => /T.*[+-]\d\d:\d\d$/.test(iso));
      const other = stated.some((iso) => {
        const [, sign, hours, minutes] = iso.match(/([+-])(\d\d):(\d\d)$/);
        return -new Date(iso).getTimezoneOffset() !== Number(`${sign}1`) * (hours * 60 + Number(minutes));
      });
      if (!other) continue;
      differs = true;
      const [first] = stated.map((iso) => new Date(iso));
      const isOtherDay = first.getDate() !== Number(stated[0].slice(8, 10));
      const hours = stated.map((iso) => clock.format(new Date(iso))).join(" – ");
      time.append(make("span", { className: "synth-own-time", textContent: isOtherDay ? `${day.format(first)} ${hours}` : hours }));
    }
    return differs;
  }

  for (const schedule of document.querySelectorAll(".synth-schedule")) {
    const all = [...schedule.querySelectorAll(".synth-item[data-session]")];
    // of a block its talks are chosen; a talk with the discussion that belongs to it
    const above = (item) => item.parentElement.closest(".synth-item[data-session]");
    const isBlock = (item) => item.classList.contains("synth-is-block") && item.querySelector(".synth-item");
    const items = all.filter((item) => !isBlock(item) && (!above(item) || isBlock(above(item))));
    const told = (item) => [...item.querySelectorAll(`${isBlock(item) ? ":scope > " : ""}.synth-told > :not(.synth-time)`)].map((one) => one.textContent);
    // the day by its words alone: its number would be that of a room
    const day = (item) => {
      let before = item.closest(".synth-schedule > :is(ol, ul)");
      while (before && !before.matches(".rubric")) before = before.previousElementSibling;
      return before?.textContent.replace(/\d+/g, "") ?? "";
    };
    const texts = new Map(all.map((item) => [item, ` ${plain([...told(item), day(item)].join(" ")).split(/[^\p{L}\p{N}]+/u).join(" ")} `]));
    const wanted = make("input", { type: "search", className: "synth-wanted", placeholder: words.filter, ariaLabel: words.filter });
    const mine = make("button", { type: "button", ariaPressed: "false" });
    const take = make("button", { type: "button", textContent: words.take });
    const state = make("span", { role: "status", className: "synth-facet" });

    function show() {
      // words by their beginnings, numbers whole
      const asked = plain(wanted.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean).map((word) => ` ${word}${/^\d+$/.test(word) ? " " : ""}`);
      const own = mine.ariaPressed === "true";
      const narrowed = own || asked.length > 0;
      schedule.classList.toggle("synth-narrowed", narrowed);
      const fits = (item) => asked.every((word) => texts.get(item).includes(word)) && (!own || kept.has(item.dataset.session));
      const shown = new Set(items.filter((item) => fits(item) || (!own && above(item) && fits(above(item)))));
      for (const line of schedule.querySelectorAll("li")) {
        const inside = [...line.querySelectorAll(".synth-item[data-session]")];
        line.hidden = narrowed && ![above(line), ...inside].some((item) => shown.has(item));
      }
      for (const name of schedule.querySelectorAll(":scope > .rubric")) {
        let next = name.nextElementSibling;
        while (next && !next.matches("ol, ul")) next = next.nextElementSibling;
        name.hidden = narrowed && !next?.querySelector(":scope > li:not([hidden])");
      }
      mine.textContent = `${words.mine} (${items.filter((item) => kept.has(item.dataset.session)).length})`;
      take.hidden = !items.some((item) => kept.has(item.dataset.session));
      state.textContent = narrowed ? words.shown.replace("{}", shown.size) : "";
    }

    for (const item of items) {
      if (item.classList.contains("synth-is-break")) continue;
      const id = item.dataset.session;
      const title = item.querySelector(".synth-what");
      const star = make("button", { type: "button", className: "synth-star", ariaPressed: kept.has(id), ariaLabel: `${words.keep} ${title.textContent}` });
      star.dataset.id = id;
      star.addEventListener("click", () => keep(id));
      stars.push(star);
      title.append(" ", star);
    }
    wanted.addEventListener("input", show);
    mine.addEventListener("click", () => { mine.ariaPressed = mine.ariaPressed !== "true"; show(); });
    take.addEventListener("click", () => {
      const file = new Blob([calendar(schedule, items)], { type: "text/calendar" });
      const link = make("a", { href: URL.createObjectURL(file), download: `${schedule.dataset.event}.ics` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
    addEventListener("synth-kept", show);
    const zone = here(schedule) ? [make("p", { className: "synth-legend",
      textContent: words.zone.replace("{}", Intl.DateTimeFormat().resolvedOptions().timeZone) })] : [];
    schedule.prepend(make("div", { className: "synth-choose" }, wanted, mine, take, state), ...zone);
    show();
  }
})();
