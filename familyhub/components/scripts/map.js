// The places of the list beside it, on a map: the pictures under it are those that the deployment names, or none.
const ground = document.querySelector("[data-map]");
const spots = [...document.querySelectorAll("[data-latitude]")];

// Leaflet comes first, as a script of its own; without it, or with nowhere to show, the list is the page.
if (ground && spots.length && window.L) {
  ground.hidden = false;
  const map = window.L.map(ground, { zoomSnap: 0.5, attributionControl: Boolean(ground.dataset.credit) });
  if (ground.dataset.tiles) window.L.tileLayer(ground.dataset.tiles, { attribution: ground.dataset.credit, maxZoom: 18 }).addTo(map);
  if (map.attributionControl) map.attributionControl.setPrefix("");
  window.L.control.scale({ metric: false }).addTo(map);
  const points = spots.map((spot) => [Number(spot.dataset.latitude), Number(spot.dataset.longitude)]);
  map.fitBounds(points, { padding: [40, 40], maxZoom: 14 });
  spots.forEach((spot, at) => {
    const icon = window.L.divIcon({ className: "hub-pin", html: spot.dataset.number, iconSize: [32, 32] });
    const title = spot.querySelector("h2").textContent;
    const words = document.createElement("div");
    words.append(...spot.cloneNode(true).children);
    const marker = window.L.marker(points[at], { icon, title }).addTo(map).bindPopup(words);
    marker.getElement().setAttribute("aria-label", title.trim());
  });
}
