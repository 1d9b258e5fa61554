// What somebody took along, on this device alone: encrypted, listed, removable, gone when its time is over (ADR 0032).
// It knows nothing of what it shows: title, facts, steps and boxes come from the server.
const DATABASE = "familyhub-offline", STORES = ["takes", "items", "works"];
const ROUNDS = 600000, MOST_TRIES = 10, SHORTEST = 8, FEWEST_SORTS = 4;
const SAID = document.querySelector("[data-said]");
const say = (text, href) => {
  if (!SAID) return;
  SAID.textContent = text;
  if (!href) return;
  const link = document.createElement("a");
  Object.assign(link, { href, textContent: "Look at it", className: "govuk-link" });
  SAID.append(" ", link);
};

// The store: plain numbers and times, and sealed bytes.
const wait = (request) => new Promise((done, fail) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => fail(request.error);
});
let opened;
function open() {
  if (opened) return opened;
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => STORES.forEach((name) => request.result.createObjectStore(name, { keyPath: "id" }));
  opened = wait(request);
  return opened;
}
const store = async (name, mode = "readonly") => (await open()).transaction(name, mode).objectStore(name);
const all = async (name) => wait((await store(name)).getAll());
const put = async (name, value) => wait((await store(name, "readwrite")).put(value));
const drop = async (name, id) => wait((await store(name, "readwrite")).delete(id));

// Whatever is over goes: what was taken at its hour, words that were never sent at theirs; the key with the last of them.
async function sweep(isGone = () => false) {
  const now = Date.now(), takes = new Map((await all("takes")).map((take) => [take.id, take]));
  const over = (take, end) => !take || now >= take[end];
  const isBack = (take) => take && now < take.at - 3600000; // a clock put back does not keep them longer
  for (const item of await all("items")) if (over(takes.get(item.take), "until") || isBack(takes.get(item.take)) || isGone(item, takes)) await drop("items", item.id);
  for (const work of await all("works")) if (over(takes.get(work.take), "last")) await drop("works", work.id);
  const left = new Set([...await all("items"), ...await all("works")].map((one) => one.take));
  for (const id of takes.keys()) if (!left.has(id)) await drop("takes", id);
}

// The key: what the person types, stretched, and the server's half, which the browser keeps and does not give out.
const text = new TextEncoder(), plain = new TextDecoder();
async function keyOf(take, code) {
  const typed = await crypto.subtle.importKey("raw", text.encode(code.normalize("NFC")), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: take.salt, iterations: ROUNDS }, typed, 256);
  const both = await crypto.subtle.sign("HMAC", take.secret, bits);
  return crypto.subtle.importKey("raw", both, "AES-GCM", false, ["encrypt", "decrypt"]);
}
const bound = (one) => text.encode(`${one.take}.${one.id}`);
async function seal(key, one, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12)); // never twice with one key
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound(one) }, key, text.encode(JSON.stringify(value)));
  return { ...one, iv, sealed };
}
const unseal = async (key, one) =>
  JSON.parse(plain.decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: one.iv, additionalData: bound(one) }, key, one.sealed)));

// Its page is outside this one's reach, so that "ready" would never come: ask the worker itself.
async function registered(address) {
  const { installing, waiting, active } = await navigator.serviceWorker.register(address);
  const worker = installing || waiting || active;
  if (worker.state === "activated") return;
  await new Promise((done, fail) => worker.addEventListener("statechange", () => {
    if (worker.state === "activated") done();
    if (worker.state === "redundant") fail(new Error("the page could not be kept"));
  }));
}

// Taking along: the code stays here, the content comes once and is sealed before it is kept.
async function takeAlong(form) {
  const code = form.querySelector("#code").value;
  if (code.length < SHORTEST || new Set(code).size < FEWEST_SORTS) return say(`Choose a code of ${SHORTEST} characters or more, not all the same`);
  if (!crypto.subtle || !navigator.serviceWorker) return say("This browser cannot keep them safely: nothing was taken along");
  const answer = await fetch(location.href, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "offline" }, redirect: "manual" });
  if (!answer.ok) return say("Nothing was taken along. Choose a visit");
  const told = await answer.json(), at = Date.now();
  const secret = await crypto.subtle.importKey("raw", Uint8Array.from(atob(told.secret), (c) => c.charCodeAt(0)), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const take = { id: told.take, owner: told.owner, kind: told.kind, secret, salt: crypto.getRandomValues(new Uint8Array(16)), tries: 0, at, until: at + told.lasts * 1000, last: at + told.words_last * 1000 };
  const key = await keyOf(take, code);
  const sealed = await Promise.all(told.items.map((item) => seal(key, { id: item.about, take: take.id }, item)));
  const both = (await open()).transaction(["takes", "items"], "readwrite"); // together, or not at all
  both.objectStore("takes").put(take);
  sealed.forEach((item) => both.objectStore("items").put(item));
  await new Promise((done, fail) => Object.assign(both, { oncomplete: done, onabort: fail }));
  await registered(form.dataset.worker).catch(async (error) => {
    await forget(take.id); // what would not open without a signal is not kept
    throw error;
  });
  location.assign(form.dataset.shell);
}

// The page itself.
const root = document.querySelector("[data-offline]");
const keys = new Map(), drawn = new Map();
const part = (name) => root.querySelector(`[data-${name}]`);
const made = (tag, words, more = {}) => Object.assign(document.createElement(tag), { textContent: words }, more);

async function look() {
  await sweep();
  const takes = await all("takes");
  part("none").hidden = takes.length > 0;
  part("all").hidden = !takes.length;
  part("open").hidden = !takes.length || takes.every((take) => keys.has(take.id));
}

async function unlock(code) {
  let opened = 0;
  for (const take of await all("takes")) {
    if (keys.has(take.id)) continue;
    await put("takes", { ...take, tries: take.tries + 1 });
    const key = await keyOf(take, code);
    const [first] = [...await all("items"), ...await all("works")].filter((one) => one.take === take.id);
    try {
      await unseal(key, first);
      keys.set(take.id, key);
      await put("takes", { ...take, tries: 0 });
      opened += 1;
    } catch {
      if (take.tries + 1 >= MOST_TRIES) await forget(take.id);
    }
  }
  say(opened ? "" : `This is not the code. After ${MOST_TRIES} wrong codes all of it is removed`);
  await draw();
  if (opened && navigator.onLine) await meet();
}

async function forget(take) {
  for (const name of ["items", "works"]) for (const one of await all(name)) if (one.take === take) await drop(name, one.id);
  await drop("takes", take);
}

// Work has a number of its own: taken along again, the same thing does not lose what was typed the first time.
const workOf = (item) => ({ id: `${item.take}.${item.id}`, about: item.id, take: item.take });
const LEFT = { title: "Not sent yet", facts: [], steps: [], boxes: [{ name: "words", label: "What you typed", kind: "words", choices: [] }] };

async function draw() {
  await look();
  const works = new Map((await all("works")).map((work) => [work.id, work])), found = new Map();
  for (const item of await all("items")) if (keys.has(item.take)) found.set(workOf(item).id, [workOf(item), await unseal(keys.get(item.take), item)]);
  for (const { id, about, take } of works.values()) if (!found.has(id) && keys.has(take)) found.set(id, [{ id, about, take }, LEFT]);
  drawn.forEach((section, id) => { if (!found.has(id)) { section.remove(); drawn.delete(id); } });
  for (const [id, [one, item]] of found) {
    if (drawn.has(id)) continue;
    const work = works.get(id), section = drawItem(one, item, work ? await unseal(keys.get(one.take), work) : { steps: [], values: {} });
    drawn.set(id, section);
    part("items").append(section);
  }
}

function drawItem(one, item, work) {
  const section = made("section", ""), list = made("dl", "", { className: "govuk-summary-list" });
  section.append(made("h2", item.title, { className: "govuk-heading-m" }), list);
  for (const [key, value] of item.facts) {
    const row = made("div", "", { className: "govuk-summary-list__row" });
    row.append(made("dt", key, { className: "govuk-summary-list__key" }), made("dd", value, { className: "govuk-summary-list__value" }));
    list.append(row);
  }
  const status = made("p", "", { className: "hub-saved" });
  status.setAttribute("role", "status");
  let timer = 0, before = Promise.resolve();
  const save = async () => {
    work.key = crypto.randomUUID();
    await put("works", await seal(keys.get(one.take), one, work));
    if (!timer) status.textContent = "Kept on this device, and sent when there is a signal";
  };
  const keep = () => { before = before.then(save); return before; }; // one after the other: the last typed stands
  for (const [code, label] of item.steps) section.append(drawStep(code, label, work, keep));
  const form = made("form", "", { noValidate: true, autocomplete: "off" });
  item.boxes.forEach((box, at) => form.append(drawBox(box, `${one.about}-${at}`, work.values[box.name] || (box.first ? [box.first] : []))));
  form.addEventListener("submit", (event) => event.preventDefault());
  const keepTyped = () => {
    clearTimeout(timer);
    timer = 0;
    work.values = typed(form);
    return keep();
  };
  form.addEventListener("input", () => {
    status.textContent = "Keeping what you type";
    clearTimeout(timer);
    timer = setTimeout(keepTyped, 400);
  });
  document.addEventListener("visibilitychange", () => { if (timer && document.hidden) keepTyped(); });
  const away = made("button", "Remove this from the device", { type: "button", className: "govuk-button govuk-button--secondary" });
  away.addEventListener("click", async () => {
    if ((await all("works")).some((left) => left.id === one.id) && !confirm("What you typed here was not sent. Remove it?")) return;
    await drop("items", one.about);
    await drop("works", one.id);
    await draw();
  });
  section.append(form, status, away);
  return section;
}

function drawStep(code, label, work, keep) {
  const shown = (step) => `${label}: ${new Date(step.said).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`;
  const button = made("button", label, { type: "button", className: "govuk-button" });
  const done = (step) => { button.disabled = true; button.textContent = shown(step); };
  const before = work.steps.find((step) => step.code === code);
  if (before) done(before);
  button.addEventListener("click", async () => {
    const step = { code, said: Date.now() };
    work.steps.push(step);
    done(step);
    await keep();
    if (navigator.onLine) await meet();
  });
  const line = made("p", "");
  line.append(button);
  return line;
}

function drawBox(box, id, values) {
  const group = made("div", "", { className: "govuk-form-group" });
  if (box.kind === "several") {
    const set = made("fieldset", "", { className: "govuk-fieldset" });
    set.append(made("legend", box.label, { className: "govuk-fieldset__legend" }));
    box.choices.forEach(([value, words], at) => {
      const line = made("div", "", { className: "govuk-checkboxes__item govuk-checkboxes--small" });
      const tick = made("input", "", { type: "checkbox", id: `${id}-${at}`, name: box.name, value, checked: values.includes(value), className: "govuk-checkboxes__input" });
      line.append(tick, made("label", words, { htmlFor: tick.id, className: "govuk-label govuk-checkboxes__label" }));
      set.append(line);
    });
    group.append(set);
    return group;
  }
  const isWords = box.kind === "words";
  const field = made(isWords ? "textarea" : "select", "", { id, name: box.name, className: isWords ? "govuk-textarea" : "govuk-select" });
  if (isWords) field.rows = 6;
  else for (const [value, words] of box.choices) field.append(made("option", words, { value }));
  if (values.length) [field.value] = values;
  group.append(made("label", box.label, { htmlFor: id, className: "govuk-label" }), field);
  return group;
}

function typed(form) {
  const values = {};
  for (const [name, value] of new FormData(form)) (values[name] = values[name] || []).push(value);
  return values;
}

// Back where there is a signal: what is over there goes here, what was typed here goes there, once.
let isMeeting = false;
async function meet() {
  if (isMeeting) return;
  isMeeting = true;
  try {
    const answer = await fetch(root.dataset.state, { redirect: "manual", headers: { Accept: "application/json" } });
    if (!answer.ok) return say("You are signed out: sign in to send what is here.", root.dataset.signIn);
    const told = await answer.json(), live = new Set(told.live);
    await sweep((item, takes) => takes.get(item.take).owner === told.owner && !live.has(`${item.take}.${item.id}`));
    const takes = new Map((await all("takes")).map((take) => [take.id, take]));
    for (const work of await all("works")) {
      const take = takes.get(work.take);
      if (keys.has(work.take) && take.owner === told.owner) await send(work, take, told.csrf);
    }
  } catch {
    // no signal after all: everything is here still
  } finally {
    isMeeting = false;
    await draw();
  }
}

async function send(work, take, csrf) {
  const held = await unseal(keys.get(work.take), work);
  const body = JSON.stringify({ kind: take.kind, about: work.about, key: held.key, device_now: Date.now(), steps: held.steps, values: held.values });
  const answer = await fetch(root.dataset.send, { method: "POST", body, redirect: "manual", headers: { "Content-Type": "application/json", "X-CSRFToken": csrf } });
  const came = await answer.json();
  say(came.words, came.address);
  if (!["stored", "kept"].includes(came.state)) return;
  const now = (await all("works")).find((left) => left.id === work.id);
  const isSame = now && (await unseal(keys.get(now.take), now)).key === held.key; // typed on meanwhile: sent next time
  if (!isSame) return;
  await drop("works", work.id);
  if (came.is_over) await drop("items", work.about);
}

const along = document.querySelector("[data-offline-take]");
if (along) along.addEventListener("submit", (event) => {
  event.preventDefault();
  takeAlong(along).catch(() => say("Nothing was taken along: try again where there is a signal"));
});
if (root) {
  part("open").addEventListener("submit", (event) => {
    event.preventDefault();
    const box = root.querySelector("#code"), code = box.value;
    box.value = "";
    unlock(code);
  });
  part("remove-all").addEventListener("click", async () => {
    if ((await all("works")).length && !confirm("What you typed here was not sent. Remove everything?")) return;
    for (const take of await all("takes")) await forget(take.id);
    keys.clear();
    await draw();
  });
  addEventListener("online", () => { if (keys.size) meet(); });
  look();
}
