// The built-in world: countries as shapes, places as labels. Colours are the stylesheet's, so both themes fit.
import { language } from "./dom.js";

const known = new Map();

/** A ring that crosses the line where dates change goes on beyond it; the one around the pole has to end there. */
function whole(ring) {
  let turn = 0;
  return ring.map(([x, y], at) => {
    const step = at === 0 || Math.abs(y) > 60 ? 0 : x - ring[at - 1][0];
    if (step > 180) turn -= 360;
    else if (step < -180) turn += 360;
    return [x + turn, y];
  });
}

/** Rings of the shared lines that a file names, in degrees. */
function decode({ scale, translate, arcs, countries }) {
  const lines = arcs.map((numbers) => {
    const line = [];
    let x = 0;
    let y = 0;
    for (let at = 0; at < numbers.length; at += 2) {
      x += numbers[at];
      y += numbers[at + 1];
      line.push([x * scale[0] + translate[0], y * scale[1] + translate[1]]);
    }
    return line;
  });
  const ring = (parts) => whole(parts.flatMap((part, at) => {
    const line = part < 0 ? lines[~part].toReversed() : lines[part];
    return at === 0 ? line : line.slice(1);
  }));
  return countries.map(([code, polygons]) => ({
    type: "Feature",
    properties: { code },
    geometry: { type: "MultiPolygon", coordinates: polygons.map((polygon) => polygon.map(ring)) },
  }));
}

/** The countries, read once a page. */
export function countries(address) {
  if (!known.has(address)) known.set(address, fetch(address).then((answer) => answer.json()).then(decode));
  return known.get(address);
}

/** Middle and size of the largest part of a country, for its name. */
function middle(feature) {
  let best = null;
  for (const [outer] of feature.geometry.coordinates) {
    let [west, south, east, north] = [180, 90, -180, -90];
    for (const [x, y] of outer) {
      [west, east] = [Math.min(west, x), Math.max(east, x)];
      [south, north] = [Math.min(south, y), Math.max(north, y)];
    }
    const size = (east - west) * (north - south);
    if (!best || size > best.size) best = { size, width: east - west, at: [(south + north) / 2, (west + east) / 2] };
  }
  return best;
}

/** Names of countries in the page's language, larger ones first. */
export function countryLabels(features) {
  const names = new Intl.DisplayNames([language], { type: "region" });
  return features
    .filter((feature) => feature.properties.code)
    .map((feature) => ({ name: names.of(feature.properties.code), ...middle(feature) }))
    .sort((a, b) => b.size - a.size);
}

/** Puts those names on a map that do not lie over each other: countries from afar, then places by size. */
class Labels {
  constructor(library, map, places, named) {
    Object.assign(this, { library, map, places, named, layer: library.layerGroup().addTo(map), asking: null });
    map.on("moveend", () => this.show());
    this.show();
  }

  async show() {
    const { map } = this;
    this.asking?.abort();
    this.asking = new AbortController();
    const bounds = map.getBounds();
    const zoom = map.getZoom();
    let found = [];
    if (zoom >= 4) {
      const edge = (value) => value.toFixed(3);
      const view = `west=${edge(bounds.getWest())}&south=${edge(bounds.getSouth())}&east=${edge(bounds.getEast())}&north=${edge(bounds.getNorth())}`;
      try {
        const answer = await fetch(`${this.places}/labels?${view}`, { signal: this.asking.signal });
        found = answer.ok ? await answer.json() : [];
      } catch {
        // Another view was asked for meanwhile, or the server is away: the map is still a map.
        if (this.asking.signal.aborted) return;
      }
    }
    this.put(found, zoom);
  }

  put(found, zoom) {
    const taken = [];
    const free = (box) => taken.every((other) => box[2] < other[0] || other[2] < box[0] || box[3] < other[1] || other[3] < box[1]);
    this.layer.clearLayers();
    const add = (name, at, kind, half, height) => {
      const point = this.map.latLngToContainerPoint(at);
      const box = [point.x - half, point.y - height, point.x + half, point.y + height];
      if (!free(box)) return;
      taken.push(box);
      const text = document.createElement("span");
      text.textContent = name;
      const icon = this.library.divIcon({ className: `map-label map-label-${kind}`, html: text, iconSize: null });
      this.library.marker(at, { icon, interactive: false, keyboard: false, pane: "labels" }).addTo(this.layer);
    };
    const degree = (256 * 2 ** zoom) / 360;
    if (zoom <= 6) {
      for (const { name, at, width } of this.named) {
        if (width * degree > name.length * 6 && this.map.getBounds().contains(at)) add(name, at, "country", name.length * 4, 9);
      }
    }
    for (const [name, latitude, longitude, weight] of found) {
      if (zoom < 5 && weight < 215) continue;
      add(name, [latitude, longitude], weight >= 200 ? "city" : "town", name.length * 3.6 + 8, 13);
    }
  }
}

/** Keeps a map labelled. */
export function startLabels(library, map, places, named) {
  return new Labels(library, map, places, named);
}
