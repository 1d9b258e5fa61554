// The one script of our own: it adds to pages that already work without it. Nothing is kept in the browser.
const body = document.body;
const all = (selector) => [...document.querySelectorAll(selector)];
const clock = () => new Intl.DateTimeFormat("en-GB", { hour: "numeric", minute: "2-digit", hour12: true, timeZone: "Europe/London" })
  .format(new Date()).replace(/\s/g, "").toLowerCase();

// The design system's own behaviour, fetched only by pages that use it.
async function designSystem() {
  const source = body.dataset.designSystem;
  if (!source || !("noModule" in HTMLScriptElement.prototype)) return;
  body.classList.add("js-enabled", "govuk-frontend-supported");
  if (!document.querySelector('[data-module^="govuk-"]')) return;
  const { createAll, CharacterCount, ErrorSummary, NotificationBanner } = await import(source);
  [CharacterCount, ErrorSummary, NotificationBanner].forEach((part) => createAll(part));
}

// Drafts: the same fields to the given address, 2 s after the last key and never later than 5 s after the first.
function drafts(form) {
  const status = form.querySelector(".hub-saved") || form.appendChild(document.createElement("p"));
  status.className = "hub-saved";
  status.setAttribute("role", "status");
  let timer = 0, first = 0, retry = 0, sending = false, stopped = false;
  const say = (text, waiting) => {
    status.textContent = text;
    status.classList.toggle("hub-saved--waiting", waiting);
  };
  const plan = (wait) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(send, wait);
  };
  async function send() {
    if (sending || stopped) return;
    sending = true;
    const began = first;
    first = 0;
    try {
      const fields = new FormData(form);
      [...fields].forEach(([name, value]) => value instanceof File && fields.delete(name));
      const answer = await fetch(form.dataset.draftUrl, {
        method: "POST", body: fields, redirect: "manual", credentials: "same-origin",
        headers: { "X-Requested-With": "draft" }, signal: AbortSignal.timeout(10000),
      });
      if (!answer.ok) throw new Error(String(answer.status));
      retry = 0;
      say(`Saved at ${clock()}`, false);
      document.dispatchEvent(new Event("hub:active"));
      if (first) plan(2000);
    } catch {
      first = first || began || Date.now();
      retry = Math.min((retry || 2500) * 2, 60000);
      if (!stopped) say("Not saved yet: we will keep trying", true);
      plan(retry);
    } finally {
      sending = false;
    }
  }
  const typed = () => {
    first = first || Date.now();
    plan(Math.max(0, Math.min(2000, first + 4500 - Date.now())));
  };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("submit", () => { stopped = true; clearTimeout(timer); });
  addEventListener("pageshow", () => { stopped = false; });
}

// A file that is too large is said to be so before it is sent; the server says the same without this.
function sizes(box) {
  const said = box.form.querySelector(".hub-file-said");
  box.addEventListener("change", () => {
    const large = [...box.files].filter((file) => file.size > Number(box.dataset.largest));
    said.textContent = large.map((file) => `${file.name} is too large. Choose a smaller one.`).join(" ");
    if (large.length) box.value = "";
  });
}

// Two minutes before a session ends for want of use, say so and offer to stay.
function timeout() {
  const seconds = Number(body.dataset.timeoutSeconds);
  if (!seconds) return;
  let timer = 0, banner = null;
  const stay = async (event) => {
    event.preventDefault();
    const answer = await fetch(event.target.href, { redirect: "manual", credentials: "same-origin" }).catch(() => null);
    if (answer && answer.ok) start();
    else location.assign(event.target.href);
  };
  const warn = () => {
    banner = document.createElement("div");
    banner.className = "hub-timeout";
    banner.setAttribute("role", "alert");
    banner.textContent = "You will be signed out in 2 minutes. ";
    const link = document.createElement("a");
    link.href = body.dataset.stayUrl || location.href;
    link.textContent = "Stay signed in";
    link.addEventListener("click", stay);
    banner.append(link);
    body.append(banner);
  };
  const start = () => {
    clearTimeout(timer);
    if (banner) banner.remove();
    banner = null;
    timer = setTimeout(warn, Math.max(0, seconds - 120) * 1000);
  };
  document.addEventListener("hub:active", start);
  start();
}

// Exit this page: hide first, forget what was typed, leave no step back to here. Shift three times does the same.
function exits() {
  const link = document.querySelector("a[data-exit]");
  if (!link) return;
  const leave = (event) => {
    if (event) event.preventDefault();
    document.documentElement.classList.add("hub-gone");
    document.title = "Weather";
    all("form").forEach((form) => form.reset());
    location.replace(link.href);
  };
  let presses = [], alone = false;
  all("a[data-exit]").forEach((each) => each.addEventListener("click", leave));
  document.addEventListener("keydown", (event) => { alone = event.key === "Shift"; });
  document.addEventListener("keyup", (event) => {
    // Shift held for a capital letter is typing, not a cry for help.
    if (event.key !== "Shift" || !alone) { presses = []; return; }
    presses = [...presses, event.timeStamp].filter((moment) => event.timeStamp - moment < 5000);
    if (presses.length > 2) leave();
  });
}

// Filters: the list follows the choice, and the place on the page is kept.
function filters(form) {
  let timer = 0;
  form.addEventListener("change", (event) => {
    if (!event.target.matches("select, input[type=radio], input[type=checkbox]")) return;
    clearTimeout(timer);
    form.setAttribute("action", `${form.getAttribute("action") || location.pathname}`.split("#")[0] + `#${event.target.id}`);
    timer = setTimeout(() => form.requestSubmit(), 600);
  });
}

// A second press within ten seconds posts nothing more; the first has gone.
function pressOnce(form) {
  let pressed = 0;
  form.addEventListener("submit", (event) => {
    if (Date.now() - pressed < 10000) event.preventDefault();
    else pressed = Date.now();
  });
  addEventListener("pageshow", () => { pressed = 0; });
}

// Passkeys: such a form shows only where the browser has them. The press asks the device; its answer is what is posted.
function passkey(form) {
  const Key = window.PublicKeyCredential;
  if (!Key || !Key.parseRequestOptionsFromJSON) return;
  form.hidden = false;
  all("[data-passkey-missing]").forEach((words) => { words.hidden = true; });
  const isNew = form.dataset.passkey === "make";
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const status = form.querySelector("[role=status]");
    status.textContent = "Your device asks you now";
    try {
      const told = form.dataset.options ? JSON.parse(form.dataset.options)
        : (await (await fetch(form.action, { headers: { Accept: "application/json" }, credentials: "same-origin" })).json()).request_options;
      const made = isNew
        ? await navigator.credentials.create({ publicKey: Key.parseCreationOptionsFromJSON(told.publicKey) })
        : await navigator.credentials.get({ publicKey: Key.parseRequestOptionsFromJSON(told.publicKey) });
      form.elements.credential.value = JSON.stringify(made.toJSON());
      form.submit();
    } catch {
      status.textContent = "Your device gave no passkey. Try again, or use another way.";
    }
  });
}

// Keys of the desk, always with Alt: G follows the page's own next step, N and P go down and up a list.
function keys() {
  const steps = all("[data-key]"), rows = all(".hub-table tbody th a");
  if (!steps.length) return;
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const step = steps.find((each) => each.dataset.key === event.code);
    const by = { KeyN: 1, KeyP: -1 }[event.code];
    if (!step && !(by && rows.length)) return;
    event.preventDefault();
    if (step) step.click();
    else rows[Math.min(Math.max(rows.indexOf(document.activeElement) + by, 0), rows.length - 1)].focus();
  });
}

// A phrase that is picked goes into the box, where it can be changed.
function fills(select) {
  const box = select.form && select.form.elements[select.dataset.fills];
  if (!box) return;
  select.addEventListener("change", () => {
    if (!select.value) return;
    box.value = `${box.value.trim()} ${select.value}`.trim();
    select.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// What somebody works on stays open for them: at most every two minutes, while they type.
function keepsOpen(form) {
  let last = Date.now();
  document.addEventListener("hub:active", () => {
    if (Date.now() - last < 120000) return;
    last = Date.now();
    const fields = new FormData(form);
    fetch(form.dataset.claimUrl, { method: "POST", body: fields, redirect: "manual", credentials: "same-origin" }).catch(() => {});
  });
}

// A button that prints shows only where a script can.
function prints(button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

exits();
all("button[data-print]").forEach(prints);
all("form[data-passkey]").forEach(passkey);
keys();
all("select[data-fills]").forEach(fills);
all("form[data-claim-url]").forEach(keepsOpen);
all('form[method="post" i]').forEach(pressOnce);
all("form[data-draft-url]").forEach(drafts);
all("input[data-largest]").forEach(sizes);
all("form[data-auto-submit]").forEach(filters);
timeout();
designSystem();
