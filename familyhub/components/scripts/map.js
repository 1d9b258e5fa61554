// The places of the list beside it, on a map: the pictures under it are those that the deployment names, or none.
const ground = document.querySelector("[data-map]");
const spots = [...document.querySelectorAll("[data-latitude]")].map((item) => ({
  item,
  number: item.dataset.number,
  title: item.querySelector("h2").textContent.trim(),
  point: [Number(item.dataset.latitude), Number(item.dataset.longitude)],
}));
const APART = 40; // pixels: what is nearer than this shares a pin, so that each can be pressed
const CLEAR = [50, 10]; // pixels: what a pin says lies beside the buttons, not under them
const STILL = matchMedia("(prefers-reduced-motion: reduce)").matches;

function words(together) {
  const told = document.createElement("div");
  together.forEach((spot) => told.append(...spot.item.cloneNode(true).children));
  return told;
}

// Pins for the places as far in as the map is now; those too near to each other share one.
function pins(map) {
  const shared = [];
  spots.forEach((spot) => {
    const at = map.project(spot.point);
    const near = shared.find((one) => one.at.distanceTo(at) < APART);
    if (near) near.together.push(spot);
    else shared.push({ at, together: [spot] });
  });
  return shared.map(({ together }) => {
    const [first] = together, more = together.length > 1 ? ` +${together.length - 1}` : "";
    const icon = window.L.divIcon({ className: "hub-pin", html: first.number + more, iconSize: [more ? 60 : 32, 32], iconAnchor: [16, 16] });
    const title = `${first.number}${more}: ${together.map((spot) => spot.title).join(", ")}`;
    const marker = window.L.marker(first.point, { icon, title });
    marker.on("add", () => marker.getElement().setAttribute("aria-label", title));
    return marker.bindPopup(() => words(together), { autoPanPaddingTopLeft: CLEAR });
  });
}

// Leaflet comes first, as a script of its own; without it, or with nowhere to show, the list is the page.
if (ground && spots.length && window.L) {
  ground.hidden = false;
  document.querySelector("[data-map-link]").hidden = false;
  const map = window.L.map(ground, { zoomSnap: 0.5, fadeAnimation: false, zoomAnimation: !STILL, attributionControl: Boolean(ground.dataset.credit) });
  if (ground.dataset.tiles) window.L.tileLayer(ground.dataset.tiles, { attribution: ground.dataset.credit, maxZoom: 18 }).addTo(map);
  if (map.attributionControl) map.attributionControl.setPrefix("");
  window.L.control.scale({ metric: false }).addTo(map);
  map.fitBounds(spots.map((spot) => spot.point), { padding: [40, 40], maxZoom: 14 });
  const layer = window.L.layerGroup(pins(map)).addTo(map);
  map.on("zoomend", () => {
    layer.clearLayers();
    pins(map).forEach((pin) => layer.addLayer(pin));
  });
}
