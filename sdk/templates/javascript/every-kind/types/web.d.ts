// The globals that `src/elenco/web.js` brings. They are there only where it is imported.

declare class TextEncoder {
  readonly encoding: string;
  encode(text?: string): Uint8Array;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  decode(input?: ArrayBuffer | ArrayBufferView): string;
}

declare class URLSearchParams {
  constructor(init?: string | Record<string, string> | Iterable<[string, string]>);
  append(name: string, value: string): void;
  set(name: string, value: string): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string): boolean;
  delete(name: string): void;
  [Symbol.iterator](): Iterator<[string, string]>;
  toString(): string;
}

declare class URL {
  constructor(address: string, base?: string | URL);
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
  readonly host: string;
  readonly origin: string;
  readonly pathname: string;
  readonly search: string;
  readonly searchParams: URLSearchParams;
  readonly hash: string;
  readonly href: string;
  toString(): string;
  toJSON(): string;
}

declare var console: Record<'debug' | 'log' | 'info' | 'warn' | 'error' | 'trace', (...what: unknown[]) => void>;
