/* « Citer ce paragraphe »: the number beside a paragraph opens its address and the references of the page with that number.
   An address whose words have changed leads to the paragraph that has most of them, that of a number (#par-12) to it. */
(() => {
  const { copy, copied, cite, address } = document.currentScript.dataset;
  const box = synthkitMake("div", { className: "synth-popover synth-cite-par", popover: "auto", role: "dialog", ariaLabel: cite });

  function row(name, text) {
    const button = synthkitMake("button", { type: "button", className: "synth-copy-button" }, copy);
    button.addEventListener("click", () =>
      navigator.clipboard?.writeText(text).then(() => { button.textContent = copied; }));
    return [synthkitMake("dt", {}, name), synthkitMake("dd", {}, text, " ", button)];
  }

  addEventListener("click", (event) => {
    const link = event.target.closest?.(".synth-par");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    const { number: place, page } = link.dataset;
    const number = `${page ? `p.\u00a0${page}, ` : ""}§\u202f${place}`;
    const list = synthkitMake("dl");
    for (const term of document.querySelector(".synth-styles")?.querySelectorAll(":scope > dt") ?? []) {
      const reference = term.nextElementSibling?.querySelector(".synth-reference")?.innerText.trim();
      if (reference) list.append(...row(term.innerText, `${reference.replace(/\.$/, "")}, ${number}.`));
    }
    list.append(...row(address, link.href));
    box.replaceChildren(synthkitMake("p", {}, `${cite} · ${number}`), list);
    box.showPopover();
    box.querySelector("button").focus();
  });

  function find() {
    const name = decodeURIComponent(location.hash.slice(1));
    if (!/^p(ar)?-/.test(name) || document.getElementById(name)) return;
    const numbered = document.querySelector(`.synth-par[data-number="${name.match(/^par-(\d+)$/)?.[1]}"]`);
    if (numbered) return location.replace(numbered.hash);
    const words = new Set(name.split("-").slice(1));
    const near = [...document.querySelectorAll("article p[id^='p-'], article p:has(> [id^='p-'])")].map((one) => {
      const own = one.querySelector(".synth-par")?.hash.slice(1).split("-").slice(1) ?? [];
      return [own.filter((word) => words.has(word)).length, one];
    }).filter(([shared]) => shared * 2 >= words.size).sort(([one], [other]) => other - one)[0]?.[1];
    if (near) location.replace(near.querySelector(".synth-par").hash);
  }

  document.body.append(box);
  addEventListener("hashchange", find);
  find();
})();
