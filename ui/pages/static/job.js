// Looks every second how a job goes, until it has ended.
"use strict";
const look = async () => {
  const shown = document.getElementById("job");
  if (!shown || shown.dataset.final) return;
  try {
    const answer = await fetch(window.location.href, { headers: { accept: "text/html" } });
    if (answer.redirected) {
      window.location.assign(answer.url);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.getElementById("job");
    if (answer.ok && now && now.innerHTML !== shown.innerHTML && !shown.contains(document.activeElement)) {
      shown.replaceWith(now);
    }
  } catch { /* the connection was lost: look again */ }
  window.setTimeout(look, 1000);
};
window.setTimeout(look, 1000);
