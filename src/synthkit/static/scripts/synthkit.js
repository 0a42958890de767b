/* The index of the search, whose files are each read once: words by their beginnings, pages by their addresses. */
globalThis.synthkitIndex = (() => {
  const top = document.documentElement.dataset.content_root ?? "";
  const files = {};
  const file = (name) => (files[name] ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { src: `${top}cite/search/${name}.js`, onload: () => resolve(synthkitSearch[name]), onerror: reject });
    document.head.append(script);
  }));
  /* What stands at an address from the top: a page or a record of one. */
  async function at(address) {
    const { pages } = await file("index");
    const part = Math.max(0, pages.findLastIndex((first) => first <= address));
    return (await file(`p${part}`)).find((page) => page.at === address);
  }
  return { file, at };
})();
/* A button to copy each reference. Without scripts the text is there to select, and the files to download. */
(() => {
  const { copy, copied } = document.currentScript.dataset;

  async function put(text, source) {
    if (navigator.clipboard) {
      try {
        const kinds = { "text/plain": text, "text/html": source.outerHTML };
        const rich = window.ClipboardItem && source.tagName === "P";  // a program's own text is copied without its colours
        if (rich) {
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

  function addButton(box) {
    const source = box.querySelector("pre, .synth-reference");
    if (!source) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "synth-copy-button";
    button.textContent = copy;
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    status.className = "synth-copy-status";
    button.addEventListener("click", async () => {
      await put(source.innerText, source);
      status.textContent = copied;
      setTimeout(() => { status.textContent = ""; }, 4000);
    });
    box.append(button, status);
  }

  const start = () => document.querySelectorAll(".synth-copy").forEach(addButton);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
