// Lets one page open without a signal. It keeps that page, its style and its scripts: nothing about anybody.
{% load static %}const SHELL = "{{ shell|escapejs }}";
const ASSETS = [{% for one in assets %}"{{ one|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const CACHE = `familyhub-${ASSETS.join("|")}`;
addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([SHELL, ...ASSETS])).then(() => skipWaiting()));
});
addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("familyhub-") && name !== CACHE);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => clients.claim()));
});
addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  const isOurs = origin === location.origin && event.request.method === "GET" && [SHELL, ...ASSETS].includes(pathname);
  if (isOurs) event.respondWith(caches.match(pathname).then((kept) => kept || fetch(event.request)));
});
