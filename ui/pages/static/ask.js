// The ask page: stays in the language it was sent in, copies an answer with its sources.
"use strict";
const spoken = document.currentScript.dataset.language;
const say = () => { if (document.documentElement.lang !== spoken) document.documentElement.lang = spoken; };
say();
new MutationObserver(say).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button.copy");
  if (!button) return;
  const said = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    const area = document.createElement("textarea");
    area.value = button.dataset.copy;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  button.textContent = button.dataset.done;
  window.setTimeout(() => { button.textContent = said; }, 2000);
});
