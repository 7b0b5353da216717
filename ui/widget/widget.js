// The help widget: a button and a panel in a shadow root. Comment lines and margins are dropped when it is sent.
"use strict";
(() => {
  const script = document.currentScript;
  const home = new URL(script ? script.src : location.href).origin;
  const WORDS = /* WORDS */ {};
  const TURNS = 3;
  const CSS = `
:host { all: initial; }
.root { --ink:#1b2533; --paper:#fff; --soft:#eef2f8; --line:#6b7788; --link:#1d4f91; --fill:#1d4f91; --on:#fff; --heed:#fdf0dc;
  color:var(--ink); font:16px/1.7 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif; overflow-wrap:anywhere; }
.root.large { font-size:23px; }
.root.contrast { --ink:#fff; --paper:#000; --soft:#000; --line:#fff; --link:#ffea00; --fill:#ffea00; --on:#000; --heed:#000; }
* { box-sizing:border-box; }
[hidden] { display:none !important; }
button, textarea, input { font:inherit; color:inherit; }
button { min-height:44px; padding:.35em 1em; border:2px solid var(--link); border-radius:6px; background:var(--paper); color:var(--link); cursor:pointer; text-align:start; }
button.main { background:var(--fill); color:var(--on); border-color:var(--fill); font-weight:600; }
:focus-visible { outline:3px solid var(--link); outline-offset:2px; }
.main:focus-visible, .launch:focus-visible { outline-color:var(--ink); }
.launch { position:fixed; right:16px; bottom:16px; z-index:2147483000; border-radius:999px; padding:.5em 1.3em; background:var(--fill); color:var(--on); border-color:var(--on); font-weight:600; }
dialog { position:fixed; inset:auto 16px 16px auto; z-index:2147483001; width:min(26.5em,calc(100vw - 32px)); height:min(44em,calc(100dvh - 32px)); max-width:none; max-height:none;
  margin:0; padding:0; border:2px solid var(--link); border-radius:10px; background:var(--paper); color:var(--ink); }
dialog[open] { display:flex; flex-direction:column; }
dialog::backdrop { background:rgba(0,0,0,.4); }
header { display:flex; flex-wrap:wrap; align-items:center; gap:.3em; padding:.5em .7em; border-bottom:1px solid var(--line); background:var(--soft); }
h2 { flex:1 1 60%; margin:0; font-size:1.05em; }
header button { padding:.1em .6em; font-size:.88em; }
.body { flex:1; overflow:auto; padding:.7em .9em; }
.body > div > :first-child { margin-top:0; }
h3 { font-size:1em; margin:1.1em 0 .3em; }
p { margin:.5em 0; }
.you { background:var(--soft); border:1px solid var(--line); border-radius:6px; padding:.4em .7em; margin-top:1.2em; }
.you b { margin-inline-end:.4em; }
.brief { font-size:1.12em; font-weight:600; }
.heed { background:var(--heed); border:1px solid var(--line); border-inline-start-width:6px; padding:.4em .7em; }
.mark { min-height:24px; min-width:24px; padding:0 .3em; font-size:.8em; line-height:1.5; border-width:1px; }
ol { padding:0; margin:0; list-style:none; }
.source { border:1px solid var(--line); border-radius:6px; padding:.5em .7em; margin:.5em 0; }
.name { font-weight:600; }
blockquote { margin:.4em 0; padding:.1em .8em; border-inline-start:4px solid var(--link); background:var(--soft); white-space:pre-wrap; }
.text { white-space:pre-wrap; }
mark { background:#ffe58a; color:#1b2533; }
summary { min-height:24px; cursor:pointer; color:var(--link); }
a { color:var(--link); }
.choices { display:flex; flex-wrap:wrap; gap:.45em; margin:.4em 0; }
.choices.tall button { flex:1 1 100%; }
form { display:flex; flex-direction:column; gap:.45em; }
.ask { padding:.6em .9em .8em; border-top:1px solid var(--line); }
label { font-weight:600; font-size:.94em; }
textarea, input { width:100%; padding:.45em .6em; border:1px solid var(--line); border-radius:6px; background:var(--paper); }
table { border-collapse:collapse; width:100%; }
td { border:1px solid var(--line); padding:.2em .4em; vertical-align:top; }
.secret { display:block; padding:.5em 0; }
@media (max-width:480px) { dialog { inset:0; width:100vw; height:100dvh; border:0; border-radius:0; } }
`;

  const h = (tag, props, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(props || {})) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value === true) node.setAttribute(name, "");
      else if (value !== false && value != null) node.setAttribute(name, value);
    }
    node.append(...children.filter((child) => child != null && child !== false));
    return node;
  };

  const chance = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");

  async function* events(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const blocks = (rest + value).split(/\r?\n\r?\n/);
      rest = blocks.pop();
      for (const block of blocks) {
        const lines = block.split(/\r?\n/);
        const of = (name) => lines.filter((line) => line.startsWith(name + ": ")).map((line) => line.slice(name.length + 2)).join("\n");
        if (of("data")) yield [of("event"), JSON.parse(of("data"))];
      }
    }
  }

  class IntegrityHelp extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      const wanted = this.getAttribute("lang") || (script && script.dataset.lang) || document.documentElement.lang || "zh";
      this.language = wanted.startsWith("en") ? "en" : "zh";
      this.conversation = chance();
      this.turns = [];
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
      const shadow = this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [sheet];
      this.root = h("div", { class: "root" });
      shadow.append(this.root);
      this.draw();
    }

    draw() {
      const t = (key) => WORDS[this.language][key];
      this.t = t;
      this.launch = h("button", { class: "launch", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false", onclick: () => this.open() }, t("open"));
      this.log = h("div", { role: "log", "aria-live": "polite" });
      this.status = h("p", { role: "status" });
      this.box = h("textarea", { id: "q", rows: "2", maxlength: "500", required: true, onkeydown: (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          this.form.requestSubmit();
        }
      } });
      this.form = h("form", { class: "ask", novalidate: true, onsubmit: (event) => {
        event.preventDefault();
        this.ask(this.box.value.trim());
      } },
        h("label", { for: "q" }, t("question")), this.box,
        h("div", { class: "choices" }, h("button", { class: "main", type: "submit" }, t("send")), this.button(t("person"), () => this.person())));
      this.body = h("div", { class: "body", tabindex: "0", role: "region", "aria-label": t("title") });
      this.dialog = h("dialog", { "aria-labelledby": "title", onclose: () => this.closed(), onkeydown: (event) => {
        if (event.key === "Escape") this.dialog.close();
      } },
        h("header", null, h("h2", { id: "title" }, t("title")),
          this.button(t("close"), () => this.dialog.close()),
          this.toggle(t("large"), "large"), this.toggle(t("contrast"), "contrast"),
          this.button(t("language"), () => this.otherLanguage(), { lang: this.language === "zh" ? "en" : "zh" })),
        this.body, this.form);
      this.root.setAttribute("lang", this.language === "zh" ? "zh-CN" : "en");
      this.root.replaceChildren(this.launch, this.dialog);
      this.agreed ? this.start() : this.notice();
    }

    button(text, act, props) {
      return h("button", { type: "button", onclick: act, ...props }, text);
    }

    toggle(text, name) {
      const button = this.button(text, () => {
        button.setAttribute("aria-pressed", String(this.root.classList.toggle(name)));
      }, { "aria-pressed": String(this.root.classList.contains(name)) });
      return button;
    }

    otherLanguage() {
      this.language = this.language === "zh" ? "en" : "zh";
      this.draw();
      this.open();
    }

    open() {
      if (this.dialog.open) return;
      matchMedia("(max-width:480px)").matches ? this.dialog.showModal() : this.dialog.show();
      this.launch.setAttribute("aria-expanded", "true");
      this.launch.hidden = true;
      (this.agreed ? this.box : this.dialog.querySelector(".main")).focus();
    }

    closed() {
      this.launch.hidden = false;
      this.launch.setAttribute("aria-expanded", "false");
      this.launch.focus();
    }

    notice() {
      const { t } = this;
      this.form.hidden = true;
      this.body.replaceChildren(h("div", null,
        h("h3", null, t("notice-title")), h("p", null, t("notice")),
        this.button(t("agree"), () => {
          this.agreed = true;
          this.start();
          this.box.focus();
        }, { class: "main" }),
        h("p", null, h("a", { href: home + "/help", target: "_blank", rel: "noopener noreferrer" }, t("plain-page")))));
    }

    start() {
      const { t } = this;
      this.form.hidden = false;
      this.body.replaceChildren(h("div", null,
        this.turns.length ? null : h("div", { class: "topics" }, h("h3", null, t("topics-label")), this.questions(WORDS[this.language].topics)),
        this.log, this.status));
    }

    questions(texts) {
      return h("div", { class: "choices tall" }, ...texts.map((text) => this.button(text, () => this.ask(text))));
    }

    async call(path, body, props) {
      const response = await fetch(home + path, {
        method: body ? "POST" : "GET", credentials: "omit", referrerPolicy: "no-referrer", ...props,
        headers: { ...(body && { "Content-Type": "application/json" }), ...(props && props.headers) },
        body: body && JSON.stringify({ ...body, conversation_id: this.conversation }),
      });
      if (response.ok) return response;
      const told = await response.json().catch(() => ({}));
      throw new Error([429, 503, 404].includes(response.status) && told.detail || this.t("failed"));
    }

    async ask(question) {
      const { t } = this;
      if (this.busy) return;
      if (!question) {
        this.status.textContent = t("empty");
        this.box.focus();
        return;
      }
      this.busy = true;
      this.box.value = "";
      const topics = this.body.querySelector(".topics");
      if (topics) topics.remove();
      const place = h("div", { "aria-busy": "true" });
      this.log.append(h("p", { class: "you" }, h("b", null, t("you")), question), place);
      this.status.textContent = t("searching");
      place.previousSibling.scrollIntoView();
      try {
        const response = await this.call("/api/v1/ask", { question, history: this.turns.slice(-TURNS) }, { headers: { Accept: "text/event-stream" } });
        let text = "";
        for await (const [name, value] of events(response)) {
          if (name === "token") place.textContent = text += value.text;
          if (name === "error") throw new Error(value.detail);
          if (name === "done") {
            this.turns.push({ question, answer: value.answer.slice(0, 4000) });
            place.replaceChildren(...this.answer(value));
          }
        }
        this.status.textContent = "";
      } catch (error) {
        this.status.textContent = "";
        place.replaceChildren(h("p", { class: "heed", role: "alert" }, error instanceof TypeError ? t("failed") : error.message));
      }
      place.removeAttribute("aria-busy");
      place.previousSibling.scrollIntoView();
      this.busy = false;
    }

    answer(answer) {
      const { t } = this;
      const cards = new Map(answer.citations.map((citation) => [String(citation.n), this.source(citation)]));
      const prose = (text, kind) => text.split("\n").some((line) => line.startsWith("|")) ? this.table(text) : h("p", { class: kind }, ...this.marked(text, cards));
      return [
        answer.brief && prose(answer.brief, "brief text"),
        ...answer.remarks.map((text) => prose(text, "text")),
        ...answer.notices.map((text) => h("p", { class: "heed" }, text)),
        cards.size > 0 && h("h3", null, answer.status === "not_found" ? t("nearest") : t("sources")),
        cards.size > 0 && h("ol", null, ...cards.values()),
        answer.follow_ups.length > 0 && h("h3", null, t("go-on")),
        answer.follow_ups.length > 0 && this.questions(answer.follow_ups),
        this.opinion(answer),
        answer.status === "not_found" && this.button(t("person"), () => this.person(answer.question), { class: "main" }),
      ].filter(Boolean);
    }

    marked(text, cards) {
      return text.split(/(\[\d+\])/).map((part) => {
        const card = /^\[\d+\]$/.test(part) && cards.get(part.slice(1, -1));
        return card ? this.button(part.slice(1, -1), () => {
          card.scrollIntoView();
          card.focus();
        }, { class: "mark", "aria-label": this.t("sources") + " " + part.slice(1, -1) }) : part;
      });
    }

    table(text) {
      const rows = text.split("\n").filter((line) => line.startsWith("|") && !/^[|\s:-]+$/.test(line));
      return h("table", null, ...rows.map((row) => h("tr", null, ...row.split(/(?<!\\)\|/).slice(1, -1).map((cell) => h("td", null, cell.trim().replace(/\\\|/g, "|"))))));
    }

    source(citation) {
      const { t } = this;
      const { text, start, end } = citation;
      const to = home + "/help/documents/" + encodeURIComponent(citation.document_id) + "?lang=" + this.language + "&article=" + encodeURIComponent(citation.article) + "#article";
      return h("li", { class: "source", tabindex: "-1" },
        h("div", { class: "name" }, citation.n + ". " + [citation.title, citation.number, citation.article].filter(Boolean).join(" ")),
        h("blockquote", null, citation.quote),
        end - start < text.length && h("details", null, h("summary", null, t("whole")), h("p", { class: "text" }, text.slice(0, start), h("mark", null, text.slice(start, end)), text.slice(end))),
        h("a", { href: to, target: "_blank", rel: "noopener noreferrer" }, t("document")));
    }

    opinion(answer) {
      const { t } = this;
      const place = h("div", null);
      const give = async (satisfied, reason) => {
        try {
          await this.call("/api/v1/feedback", { satisfied, reason, question: answer.question, answer_id: answer.answer_id || "", answer_status: answer.status });
          place.replaceChildren(h("p", { role: "status" }, t("thanks")));
        } catch (error) {
          place.replaceChildren(h("p", { role: "alert" }, error instanceof TypeError ? t("failed") : error.message));
        }
      };
      const why = () => {
        const reasons = { wrong: t("wrong"), incomplete: t("incomplete"), unclear: t("unclear"), outdated: t("outdated"), other: t("other") };
        place.replaceChildren(h("p", null, t("why")), h("div", { class: "choices" }, ...Object.entries(reasons).map(([reason, text]) => this.button(text, () => give(false, reason)))));
        place.querySelector("button").focus();
        place.scrollIntoView({ block: "nearest" });
      };
      place.append(h("p", null, t("useful")), h("div", { class: "choices" }, this.button(t("yes"), () => give(true, "")), this.button(t("no"), why)));
      return place;
    }

    person(question) {
      const { t } = this;
      const last = this.turns.length ? this.turns[this.turns.length - 1].question : "";
      this.form.hidden = true;
      const told = h("p", { role: "alert" });
      const matter = h("textarea", { id: "m", rows: "5", maxlength: "2000", required: true });
      matter.value = question || this.box.value || last;
      const contact = h("input", { id: "c", maxlength: "200", autocomplete: "off" });
      const form = h("form", { novalidate: true, onsubmit: async (event) => {
        event.preventDefault();
        if (!matter.value.trim()) {
          told.textContent = t("empty");
          matter.focus();
          return;
        }
        try {
          const response = await this.call("/api/v1/help-requests", { question: matter.value, contact: contact.value, language: this.language });
          const made = await response.json();
          made.status === "accepted" ? this.taken(made) : told.replaceChildren(h("span", { class: "heed" }, made.message));
        } catch (error) {
          told.textContent = error instanceof TypeError ? t("failed") : error.message;
        }
      } },
        h("label", { for: "m" }, t("request")), matter, h("label", { for: "c" }, t("contact")), contact, told,
        h("div", { class: "choices" }, h("button", { class: "main", type: "submit" }, t("submit")), this.back()));
      this.body.replaceChildren(h("div", null, h("h3", null, t("person")), form));
      matter.focus();
    }

    back() {
      return this.button(this.t("back"), () => {
        this.start();
        this.box.focus();
      });
    }

    taken(made) {
      const { t } = this;
      const replies = h("div", { "aria-live": "polite" });
      const copy = this.button(t("copy"), async () => {
        await navigator.clipboard.writeText(made.link);
        copy.textContent = t("copied");
      });
      const check = async () => {
        try {
          const response = await this.call("/api/v1/help-requests/" + made.number, null, { headers: { Authorization: "Bearer " + made.secret } });
          const said = (await response.json()).messages.filter((message) => message.from === "office");
          replies.replaceChildren(...(said.length ? said.map((message) => h("div", { class: "source" }, h("div", { class: "name" }, t("reply")), h("p", { class: "text" }, message.text))) : [h("p", null, t("no-reply"))]));
        } catch (error) {
          replies.replaceChildren(h("p", null, error instanceof TypeError ? t("failed") : error.message));
        }
      };
      const title = h("h3", { tabindex: "-1" }, t("taken"));
      this.body.replaceChildren(h("div", null, title,
        h("p", null, t("number") + " ", h("b", null, made.number)),
        h("p", null, t("due") + " ", h("b", null, new Date(made.due_at).toLocaleDateString(this.language === "zh" ? "zh-CN" : "en-GB", { timeZone: "Asia/Shanghai" }))),
        h("p", null, t("keep"), h("a", { class: "secret", href: made.link, target: "_blank", rel: "noopener noreferrer" }, made.link)),
        h("div", { class: "choices" }, navigator.clipboard && copy, this.button(t("check"), check), this.back()), replies));
      title.focus();
    }
  }

  if (!customElements.get("integrity-help")) {
    customElements.define("integrity-help", IntegrityHelp);
    if (!document.querySelector("integrity-help")) document.body.append(document.createElement("integrity-help"));
  }
})();
