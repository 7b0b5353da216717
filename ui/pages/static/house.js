// What every page shares: a form is sent once, and a question may be asked before it is.
"use strict";
document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = (event.submitter && event.submitter.dataset.confirm) || form.dataset.confirm;
  if (form.dataset.sent || (question && !window.confirm(question))) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  window.setTimeout(() => delete form.dataset.sent, 3000);
});
// On a phone the navigation is one line that scrolls: the page one is on comes into view.
document.querySelector(".site nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
