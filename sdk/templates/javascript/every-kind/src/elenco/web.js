// @ts-nocheck: it defines what the checker takes for given.
//
// Globals of the web that the engine of JavaScript plugins, QuickJS, does not have. Import it first where code or a package
// of yours expects them: `import './elenco/web.js';`.
import { write } from 'elenco:plugin/log@0.1.0';

class Utf8Encoder {
  get encoding() {
    return 'utf-8';
  }

  /** @param {string} text */
  encode(text = '') {
    // As the standard wants it, half of a surrogate pair becomes U+FFFD.
    const whole = String(text).toWellFormed();
    const bytes = new Uint8Array(whole.length * 3);
    let at = 0;
    for (const letter of whole) {
      const code = /** @type {number} */ (letter.codePointAt(0));
      if (code < 0x80) bytes[at++] = code;
      else if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6);
        bytes[at++] = 0x80 | (code & 63);
      } else if (code < 0x10000) {
        bytes[at++] = 0xe0 | (code >> 12);
        bytes[at++] = 0x80 | ((code >> 6) & 63);
        bytes[at++] = 0x80 | (code & 63);
      } else {
        bytes[at++] = 0xf0 | (code >> 18);
        bytes[at++] = 0x80 | ((code >> 12) & 63);
        bytes[at++] = 0x80 | ((code >> 6) & 63);
        bytes[at++] = 0x80 | (code & 63);
      }
    }
    return bytes.slice(0, at);
  }
}

/** The smallest code that a sequence of so many bytes may carry. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000];

class Utf8Decoder {
  /** @param {string} label @param {{ fatal?: boolean, ignoreBOM?: boolean }} options */
  constructor(label = 'utf-8', options = {}) {
    if (!/^\s*(utf-?8|unicode-1-1-utf-8)\s*$/i.test(label)) throw new RangeError(`only UTF-8 is known here, not ${label}`);
    this.fatal = options.fatal ?? false;
    this.ignoreBOM = options.ignoreBOM ?? false;
  }

  get encoding() {
    return 'utf-8';
  }

  /** @param {ArrayBuffer | ArrayBufferView} input */
  decode(input = new Uint8Array()) {
    const bytes = ArrayBuffer.isView(input) ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength) : new Uint8Array(input);
    const pieces = [];
    let piece = '';
    for (let at = 0; at < bytes.length; ) {
      const { code, length } = this.#letter(bytes, at);
      piece += String.fromCodePoint(code);
      at += length;
      if (piece.length > 8192) {
        pieces.push(piece);
        piece = '';
      }
    }
    pieces.push(piece);
    const text = pieces.join('');
    return !this.ignoreBOM && text.startsWith('\ufeff') ? text.slice(1) : text;
  }

  /** @param {Uint8Array} bytes @param {number} at */
  #letter(bytes, at) {
    const first = bytes[at];
    if (first < 0x80) return { code: first, length: 1 };
    const wanted = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 1;
    let code = first & (0xff >> (wanted + 1));
    let length = 1;
    while (length < wanted && (bytes[at + length] & 0xc0) === 0x80) code = (code << 6) | (bytes[at + length++] & 63);
    const whole = wanted > 1 && length === wanted && code >= SMALLEST[wanted] && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    if (whole) return { code, length };
    if (this.fatal) throw new TypeError('this is not UTF-8');
    return { code: 0xfffd, length: wanted > 1 && length < wanted ? length : 1 };
  }
}

/** @type {(level: 'debug' | 'info' | 'warn' | 'error') => (...what: unknown[]) => void} */
const writer = (level) => (...what) => {
  const shown = what.map((one) => (typeof one === 'string' ? one : one instanceof Error ? `${one}\n${one.stack}` : (JSON.stringify(one) ?? String(one))));
  write(level, shown.join(' '));
};

class Parameters {
  /** @type {[string, string][]} */
  #pairs;

  /** @param {string | Record<string, string> | Iterable<[string, string]>} init */
  constructor(init = '') {
    if (typeof init === 'string') {
      const parts = init.replace(/^\?/, '').split('&').filter((part) => part !== '');
      this.#pairs = parts.map((part) => {
        const [name, ...value] = part.split('=');
        return [unescaped(name), unescaped(value.join('='))];
      });
    } else {
      const pairs = Symbol.iterator in init ? [.../** @type {Iterable<[string, string]>} */ (init)] : Object.entries(init);
      this.#pairs = pairs.map(([name, value]) => [String(name), String(value)]);
    }
  }

  /** @param {string} name @param {string} value */
  append(name, value) {
    this.#pairs.push([String(name), String(value)]);
  }

  /** @param {string} name @param {string} value */
  set(name, value) {
    const at = this.#pairs.findIndex(([known]) => known === name);
    if (at < 0) return this.append(name, value);
    this.#pairs[at][1] = String(value);
    this.#pairs = this.#pairs.filter(([known], index) => known !== name || index === at);
  }

  /** @param {string} name */
  get(name) {
    return this.#pairs.find(([known]) => known === name)?.[1] ?? null;
  }

  /** @param {string} name */
  getAll(name) {
    return this.#pairs.filter(([known]) => known === name).map(([, value]) => value);
  }

  /** @param {string} name */
  has(name) {
    return this.get(name) !== null;
  }

  /** @param {string} name */
  delete(name) {
    this.#pairs = this.#pairs.filter(([known]) => known !== name);
  }

  [Symbol.iterator]() {
    return this.#pairs[Symbol.iterator]();
  }

  toString() {
    return this.#pairs.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join('&');
  }
}

/** @param {string} text */
const escaped = (text) => encodeURIComponent(text).replace(/[!'()~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`).replace(/%20/g, '+');

/** @param {string} text */
function unescaped(text) {
  const spaced = text.replace(/\+/g, ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** An absolute address with the scheme `http` or `https`, in its parts. Parts are read, not changed. */
class Address {
  /** @param {string} address @param {string | Address} [base] */
  constructor(address, base) {
    const found = /^(https?):\/\/(?:[^/?#@]*@)?([^/?#:]+|\[[^\]]+\])(?::(\d+))?([^?#]*)(\?[^#]*)?(#.*)?$/i.exec(resolved(String(address), base));
    if (!found) throw new TypeError(`no absolute http address: ${address}`);
    const [, scheme, host, port = '', path = '', query = '', fragment = ''] = found;
    this.protocol = `${scheme.toLowerCase()}:`;
    this.hostname = host.toLowerCase();
    this.port = port === (this.protocol === 'https:' ? '443' : '80') ? '' : port;
    this.pathname = tidied(path || '/');
    this.search = query === '?' ? '' : query;
    this.hash = fragment === '#' ? '' : fragment;
    this.searchParams = new Parameters(this.search);
  }

  get host() {
    return this.port === '' ? this.hostname : `${this.hostname}:${this.port}`;
  }

  get origin() {
    return `${this.protocol}//${this.host}`;
  }

  get href() {
    const query = String(this.searchParams);
    const unchanged = query === String(new Parameters(this.search));
    return this.origin + this.pathname + (unchanged ? this.search : query && `?${query}`) + this.hash;
  }

  toString() {
    return this.href;
  }

  toJSON() {
    return this.href;
  }
}

/** @param {string} address @param {string | Address} [base] */
function resolved(address, base) {
  if (base === undefined || /^https?:\/\//i.test(address)) return address;
  const from = base instanceof Address ? base : new Address(base);
  if (address.startsWith('//')) return from.protocol + address;
  if (address.startsWith('/')) return from.origin + address;
  if (address.startsWith('?')) return from.origin + from.pathname + address;
  if (address.startsWith('#')) return from.origin + from.pathname + from.search + address;
  return from.origin + from.pathname.replace(/[^/]*$/, '') + address;
}

/** Takes `.` and `..` out of a path. @param {string} path */
function tidied(path) {
  const kept = [];
  const steps = path.slice(1).split('/');
  for (const [at, step] of steps.entries()) {
    const last = at === steps.length - 1;
    if (step === '..') kept.pop();
    if (step !== '.' && step !== '..') kept.push(step);
    else if (last) kept.push('');
  }
  return `/${kept.join('/')}`.replace(/[^\x21-\x7e]/gu, encodeURIComponent);
}

Object.assign(globalThis, {
  TextEncoder: globalThis.TextEncoder ?? Utf8Encoder,
  TextDecoder: globalThis.TextDecoder ?? Utf8Decoder,
  URL: globalThis.URL ?? Address,
  URLSearchParams: globalThis.URLSearchParams ?? Parameters,
  console: globalThis.console ?? {
    debug: writer('debug'),
    log: writer('info'),
    info: writer('info'),
    warn: writer('warn'),
    error: writer('error'),
    trace: (/** @type {unknown[]} */ ...what) => writer('debug')(...what, String(new Error().stack)),
  },
});
