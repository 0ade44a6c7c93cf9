// Components for tests: a first-party one under another name and version, with other wishes.
import { readFileSync } from "node:fs";

const MANIFEST = "elenco:manifest";

const decode = (bytes, at) => {
  let [value, shift] = [0, 0];
  for (;;) {
    const byte = bytes[at++];
    value |= (byte & 127) << shift;
    if (byte < 128) return [value, at];
    shift += 7;
  }
};

const encode = (value) => {
  const bytes = [];
  do {
    bytes.push((value & 127) | (value > 127 ? 128 : 0));
    value >>>= 7;
  } while (value);
  return Buffer.from(bytes);
};

/** A built first-party component whose manifest says something else. */
export function component(name, changes) {
  const bytes = readFileSync(`target/plugins/${name}.wasm`);
  for (let at = 8; at < bytes.length; ) {
    const [size, from] = decode(bytes, at + 1);
    const [length, text] = bytes[at] === 0 ? decode(bytes, from) : [0, from];
    if (bytes[at] === 0 && bytes.toString("utf8", text, text + length) === MANIFEST) {
      const manifest = JSON.parse(bytes.toString("utf8", text + length, from + size));
      const named = Buffer.concat([
        encode(MANIFEST.length),
        Buffer.from(MANIFEST),
        Buffer.from(JSON.stringify({ ...manifest, ...changes })),
      ]);
      const section = Buffer.concat([Buffer.from([0]), encode(named.length), named]);
      return Buffer.concat([bytes.subarray(0, at), section, bytes.subarray(from + size)]);
    }
    at = from + size;
  }
  throw new Error(`${name} has no manifest`);
}
