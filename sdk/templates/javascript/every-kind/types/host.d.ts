// The functions of the host. `log` and `settings` are for every plugin; the others need a line in `wit/plugin.wit`
// (`import elenco:plugin/http@0.1.0;`), their name under `capabilities` in `plugin.toml`, and an administrator's consent.

declare module 'elenco:plugin/log@0.1.0' {
  export function write(level: 'debug' | 'info' | 'warn' | 'error', message: string): void;
}

declare module 'elenco:plugin/settings@0.1.0' {
  export function read(): string;
}

declare module 'elenco:plugin/clock@0.1.0' {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  export function now(): number;
}

declare module 'elenco:plugin/random@0.1.0' {
  export function bytes(count: number): Uint8Array;
}

declare module 'elenco:plugin/key-value@0.1.0' {
  export function get(key: string): Uint8Array | undefined;
  export function getText(key: string): string | undefined;
  export function set(key: string, value: Uint8Array): void;
  export function setText(key: string, value: string): void;
  // `delete` is a word of the language; import it as `import { delete as remove } from …`.
  function remove(key: string): void;
  export { remove as delete };
  export function keys(prefix: string): string[];
}

declare module 'elenco:plugin/http@0.1.0' {
  import type { Request, Response } from './contract';
  export function send(request: Request): Response;
}
