// The sheet of an examination: every answer goes to the server as it is given, again and again until it is kept;
// the clock shows what the server says. Where the connection is lost nothing is: the sheet stays, and says so.
// Without this script the form's own buttons do the same.
"use strict";
(() => {
  const sheet = document.getElementById("sheet");
  if (!sheet) return;
  document.documentElement.classList.add("scripted");
  const say = sheet.dataset;
  const state = document.getElementById("state");
  const left = document.getElementById("left");
  const own = sheet.getAttribute("action").replace(/\/answers$/, "");
  const store = `sheet:${own}`;
  const waiting = new Map(); // slot → how often it was tried
  const ahead = Date.parse(say.now) - Date.now(); // the server's clock against this one
  const due = Date.parse(say.due);
  let sequence = Math.max(Number(say.sequence), Number(sheet.elements.seen.value) || 0);
  let sending = null;
  let over = false;
  let leaving = false;
  let handing = false;
  let unsent = false;

  const itemOf = (slot) => sheet.querySelector(`[data-slot="${slot}"]`);
  const fieldsOf = (slot) => [...itemOf(slot).querySelectorAll("input, select, textarea")];
  const ticks = (field) => field.type === "radio" || field.type === "checkbox";
  const sent = (slot) => fieldsOf(slot).filter((f) => !ticks(f) || f.checked).map((f) => [f.name, f.value]);

  // To what the server has to say of this sheet; while it can't be reached, the sheet is all there is.
  const leave = async () => {
    try {
      await fetch("/healthz", { cache: "no-store" });
    } catch {
      window.setTimeout(leave, 3000);
      return;
    }
    leaving = true;
    window.location.assign(own);
  };

  const tick = () => {
    const seconds = Math.max(0, Math.round((due - Date.now() - ahead) / 1000));
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    left.textContent = parts.map((part) => String(part).padStart(2, "0")).join(":");
    left.classList.toggle("is-short", seconds < 300);
    if (seconds === 0 && !over) {
      over = true;
      state.textContent = say.over;
      window.setTimeout(leave, 7000); // what is under way may still arrive
    }
  };

  // How the sheet stands as a whole; that it could not be handed in goes before what is said of an answer.
  const standing = (text, lost) => {
    if (over) return;
    state.textContent = unsent ? say.unsent : text;
    state.classList.toggle("is-lost", Boolean(lost) || unsent);
  };

  const tell = (slot, text, lost) => {
    const place = itemOf(slot).querySelector(".item-state");
    place.textContent = text;
    place.classList.toggle("is-lost", Boolean(lost));
    standing(waiting.size ? (lost ? say.lost : say.saving) : "", lost);
  };

  // What has not been kept by the server is kept here, for the case that the browser dies first.
  const remember = () => {
    const open = [...waiting.keys(), ...(sending === null ? [] : [sending])];
    try {
      if (open.length) window.localStorage.setItem(store, JSON.stringify(open.map((slot) => [slot, sent(slot)])));
      else window.localStorage.removeItem(store);
    } catch { /* a browser that keeps nothing */ }
  };

  const recall = () => {
    let kept = [];
    try {
      kept = JSON.parse(window.localStorage.getItem(store)) || [];
    } catch { /* nothing usable */ }
    for (const [slot, values] of kept) {
      if (!itemOf(slot)) continue;
      for (const field of fieldsOf(slot)) {
        if (ticks(field)) field.checked = values.some(([name, value]) => name === field.name && value === field.value);
        else field.value = (values.find(([name]) => name === field.name) || ["", ""])[1];
      }
      waiting.set(slot, 0);
    }
  };

  const count = () => {
    const given = (slot) => sent(slot).some(([, value]) => value.trim() !== "");
    const items = [...sheet.querySelectorAll(".item")];
    const answered = items.filter((item) => given(item.dataset.slot)).length;
    document.getElementById("answered").textContent = answered;
    const left = items.length - answered;
    document.getElementById("submit").dataset.confirm = left ? `${say.open.replace("#", left)}${say.sure}` : say.sure;
  };

  const post = async (slot) => {
    const fields = new FormData();
    fields.append("csrf", sheet.elements.csrf.value);
    fields.append("slot", slot);
    fields.append("sequence", sequence);
    for (const [name, value] of sent(slot)) fields.append(name, value);
    const patience = new AbortController();
    const alarm = window.setTimeout(() => patience.abort(), 15000);
    try {
      const answer = await fetch(sheet.getAttribute("action"), {
        method: "POST", body: fields, headers: { Accept: "application/json" }, signal: patience.signal,
      });
      const json = (answer.headers.get("content-type") || "").includes("json");
      if (answer.redirected || answer.status === 403) return { outcome: "signed_out" };
      return json ? await answer.json() : {};
    } finally {
      window.clearTimeout(alarm);
    }
  };

  const send = async () => {
    if (sending !== null || handing || !waiting.size) return;
    const [slot, tries] = waiting.entries().next().value;
    waiting.delete(slot);
    sending = slot;
    sequence += 1;
    sheet.elements.seen.value = sequence;
    tell(slot, say.saving);
    remember();
    let again = 0;
    try {
      const told = await post(slot);
      if (told.outcome === "ended") {
        sending = null;
        waiting.clear();
        remember();
        leave();
        return;
      }
      if (told.outcome === "signed_out") {
        leave(); // to sign in; what is open is remembered
        return;
      }
      if (told.outcome === "refused") {
        tell(slot, told.text, true);
      } else if (told.outcome === "stale") {
        sequence = Math.max(sequence, told.sequence);
        waiting.set(slot, tries);
      } else if (told.outcome === "saved") {
        if (!waiting.has(slot)) tell(slot, say.kept);
      } else {
        throw new Error("no answer of ours");
      }
    } catch {
      if (!waiting.has(slot)) waiting.set(slot, tries + 1);
      tell(slot, say.lost, true);
      again = Math.min(10000, 500 * 2 ** tries) * (0.5 + Math.random());
    }
    sending = null;
    remember();
    if (!waiting.size) standing("");
    window.setTimeout(send, again);
  };

  let typing = null;
  const changed = (event, pause) => {
    const item = event.target.closest(".item");
    if (!item || over) return;
    waiting.set(item.dataset.slot, 0);
    count();
    remember();
    window.clearTimeout(typing);
    typing = window.setTimeout(send, pause);
  };
  sheet.addEventListener("change", (event) => changed(event, 0));
  sheet.addEventListener("input", (event) => {
    if (!ticks(event.target) && !event.target.matches("select")) changed(event, 1500);
  });
  // The form brings every answer along.
  const handIn = async (place) => {
    handing = true;
    unsent = false;
    standing(say.saving);
    const patience = new AbortController();
    const alarm = window.setTimeout(() => patience.abort(), 30000);
    try {
      const fields = new FormData(sheet);
      fields.append("scripted", "1");
      const answer = await fetch(place, { method: "POST", body: fields, redirect: "manual", signal: patience.signal });
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        leave(); // to sign in; what is open is remembered
      } else if ((answer.headers.get("content-type") || "").includes("/json")) {
        const { to } = await answer.json();
        waiting.clear();
        sending = null;
        remember();
        leaving = true;
        window.location.assign(to);
      } else if (answer.status >= 500) {
        throw new Error("no answer of ours");
      } else {
        leaving = true;
        sheet.action = place;
        sheet.submit();
      }
    } catch {
      handing = false;
      unsent = true;
      delete sheet.dataset.sent;
      standing("");
      send();
    } finally {
      window.clearTimeout(alarm);
    }
  };
  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target !== sheet) return;
    event.preventDefault();
    handIn(event.submitter ? event.submitter.formAction : sheet.action);
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && (waiting.size || sending !== null)) event.preventDefault();
  });
  window.addEventListener("online", send);

  document.getElementById("clock").hidden = false;
  recall();
  count();
  tick();
  window.setInterval(tick, 1000);
  send();
})();
