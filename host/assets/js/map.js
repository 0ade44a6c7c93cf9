// A position on a map: searched, clicked, dragged, moved by keys, or typed. The two fields hold it; the map shows them.
import { each } from "./dom.js";
import { markup, startCombobox } from "./combobox.js";
import { countries, countryLabels, startLabels } from "./world.js";

/** How near the map looks when somebody has a position, and how near it may. */
const NEAR = 8;
const NEAREST = { world: 12, tiles: 19 };
/** Pixels that an arrow key moves the pin, and with Shift. */
const STEP = 12;
const SMALL_STEP = 1;

let library = null;

function load(address) {
  library ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => done(window.L));
    script.addEventListener("error", failed);
    document.head.append(script);
  });
  return library;
}

class PositionMap {
  constructor(block) {
    this.block = block;
    const find = (name) => block.querySelector(`[${name}]`);
    this.view = find("data-map-view");
    this.near = find("data-map-near");
    this.hint = find("data-map-hint");
    this.latitude = block.querySelector("[name=latitude]");
    this.longitude = block.querySelector("[name=longitude]");
    this.locked = block.hasAttribute("data-locked");
    find("data-map-frame").hidden = false;
    this.tools(find);
    for (const field of [this.latitude, this.longitude]) {
      field.addEventListener("input", (event) => event.isTrusted && this.typed());
      field.addEventListener("change", (event) => event.isTrusted && this.typed());
    }
    // The map is loaded when it is seen, not before: most visits are about something else.
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      this.draw();
    }, { rootMargin: "200px" });
    seen.observe(this.view);
  }

  tools(find) {
    if (this.locked) return;
    find("data-map-tools").hidden = false;
    const list = find("data-combo-list");
    startCombobox(find("data-combo-input"), list, {
      ask: (text, signal) => markup(`${this.block.dataset.places}?search=${encodeURIComponent(text)}`, signal),
      choose: (option) => {
        this.set(Number(option.dataset.latitude), Number(option.dataset.longitude), { zoom: Number(option.dataset.zoom) });
        return option.dataset.label;
      },
    });
    find("data-map-center").addEventListener("click", () => this.pinMiddle());
    this.clearing = find("data-map-clear");
    this.clearing.addEventListener("click", () => this.clear());
    this.block.addEventListener("click", (event) => {
      const offer = event.target.closest("[data-map-use]");
      if (offer) this.set(Number(offer.dataset.latitude), Number(offer.dataset.longitude), { zoom: NEAR + 2 });
    });
  }

  position() {
    const [latitude, longitude] = [this.latitude.value, this.longitude.value].map((text) => (text.trim() ? Number(text) : NaN));
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? [latitude, longitude] : null;
  }

  async draw() {
    const { leaflet, tiles, zoomIn, zoomOut, world, places } = this.block.dataset;
    const L = await load(leaflet);
    if (!this.view.isConnected) return;
    const at = this.position();
    const most = tiles ? NEAREST.tiles : NEAREST.world;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.L = L;
    this.map = L.map(this.view, {
      attributionControl: false, zoomControl: false, scrollWheelZoom: false, minZoom: 1, maxZoom: most, worldCopyJump: false,
      maxBounds: [[-85, -190], [85, 190]], maxBoundsViscosity: 1, zoomAnimation: !still, fadeAnimation: !still, inertia: !still,
    });
    L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(this.map);
    this.map.createPane("labels").classList.add("map-labels");
    if (at) this.map.setView(at, NEAR);
    else this.map.setView([8, -62], this.view.clientWidth > 600 ? 3 : 2);
    // Scrolling a page over a map must not be caught by it; who works in it wants it.
    this.map.on("focus click", () => this.map.scrollWheelZoom.enable());
    this.map.on("blur mouseout", () => this.map.scrollWheelZoom.disable());
    new ResizeObserver(() => this.map.invalidateSize()).observe(this.view);
    if (!this.locked) {
      this.map.on("click", (event) => this.set(event.latlng.lat, event.latlng.lng, { stay: true }));
      this.view.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.target !== this.view) return;
        event.preventDefault();
        this.pinMiddle();
      });
    }
    this.show(at);
    await this.background(L, tiles, world, places);
    this.block.dataset.ready = "true";
  }

  async background(L, tiles, world, places) {
    if (tiles) {
      L.tileLayer(tiles, { maxZoom: NEAREST.tiles, noWrap: true }).addTo(this.map);
      return;
    }
    const shapes = await countries(world);
    L.geoJSON(shapes, { interactive: false, style: { className: "map-land", smoothFactor: 1 } }).addTo(this.map);
    startLabels(L, this.map, places, countryLabels(shapes));
  }

  pinMiddle() {
    if (!this.map) return;
    const { lat, lng } = this.map.getCenter();
    this.set(lat, lng, { stay: true });
  }

  /** Puts the pin there, or takes it away. */
  show(at) {
    this.block.dataset.state = at ? "chosen" : "none";
    if (this.clearing) this.clearing.hidden = !at;
    if (!this.map) return;
    if (!at) {
      this.pin?.remove();
      this.pin = null;
    } else if (this.pin) this.pin.setLatLng(at);
    else this.addPin(at);
  }

  addPin(at) {
    const { L } = this;
    const html = this.block.querySelector("[data-map-template]").innerHTML;
    const icon = L.divIcon({ className: "map-pin", html, iconSize: [32, 40], iconAnchor: [16, 38] });
    this.pin = L.marker(at, { icon, draggable: !this.locked, keyboard: true, autoPan: true }).addTo(this.map);
    const element = this.pin.getElement();
    element.setAttribute("aria-label", this.block.dataset.pin);
    this.pin.on("dragend", () => {
      const { lat, lng } = this.pin.getLatLng();
      this.set(lat, lng, { stay: true });
    });
    element.addEventListener("keydown", (event) => this.moveByKey(event));
  }

  moveByKey(event) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const way = ways[event.key];
    if (!way || this.locked) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? SMALL_STEP : STEP;
    const from = this.map.latLngToContainerPoint(this.pin.getLatLng());
    const { lat, lng } = this.map.containerPointToLatLng(from.add([way[0] * step, way[1] * step]));
    this.set(lat, lng, { stay: true });
    this.map.panInside([lat, lng], { padding: [40, 40], animate: false });
  }

  /** The position is this one now: fields, pin and name follow. */
  set(latitude, longitude, { zoom, stay = false } = {}) {
    const bounded = (degrees, most) => Math.max(-most, Math.min(most, degrees));
    const at = [bounded(latitude, 90), bounded(longitude, 180)];
    const short = (degrees) => String(Number(degrees.toFixed(this.map && this.map.getZoom() < 7 && stay ? 4 : 5)));
    this.fill(short(at[0]), short(at[1]));
    this.show(at);
    if (this.map && !stay) this.map.setView(at, Math.min(zoom ?? this.map.getZoom(), this.map.getMaxZoom()));
    this.name();
  }

  fill(latitude, longitude) {
    this.latitude.value = latitude;
    this.longitude.value = longitude;
    for (const field of [this.latitude, this.longitude]) field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  clear() {
    this.fill("", "");
    this.show(null);
    this.name();
    this.latitude.focus();
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.name(true), 300);
  }

  /** Asks the server how it reads the fields and what is near; of what was typed the pin follows. */
  async name(move = false) {
    this.asking?.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    const query = new URLSearchParams({ latitude: this.latitude.value, longitude: this.longitude.value });
    try {
      const answer = await markup(`${this.block.dataset.places}/at?${query}`, signal);
      if (signal.aborted) return;
      this.near.innerHTML = answer;
    } catch {
      // What was typed stays; it is read again when it is saved.
      return;
    }
    const read = this.near.querySelector("[data-at]");
    if (!move) return;
    const at = read ? [Number(read.dataset.latitude), Number(read.dataset.longitude)] : null;
    this.show(at);
    if (at) this.map?.setView(at, Math.max(this.map.getZoom(), 6));
    // Both halves in one field, or degrees and minutes, are shown as two numbers once one leaves the field.
    const pasted = read && (this.latitude.value.trim() === "" || this.longitude.value.trim() === "");
    if (pasted) this.fill(read.dataset.latitude, read.dataset.longitude);
  }
}

export function startMaps() {
  each("[data-map]", (block) => {
    if (block.dataset.started) return;
    block.dataset.started = "true";
    new PositionMap(block);
  });
}
