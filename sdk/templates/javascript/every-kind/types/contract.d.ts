// The contract of Elenco plugins, version 0.1, as JavaScript sees it. What each item means stands in
// `wit/deps/elenco-plugin/`; names there are kebab-case, names here are camelCase.
//
// An `option` is a value or `undefined`, a `variant` is `{ tag, val }`, and an error is thrown: `throw invalid(…)`.

/** Language of the reader: `en`, `es`, `pt`, or one of their regions such as `pt-BR`. */
export type Locale = string;

/** What a plugin throws, and what the host's functions throw. Anything else that is thrown ends the call. */
export type ContractError =
  | { tag: 'denied' | 'unsupported' | 'limit' | 'unavailable' | 'other'; val: string }
  | { tag: 'invalid'; val: { field: string; message: string } };

/** The answer to one of many questions. */
export type Result<T, E> = { tag: 'ok'; val: T } | { tag: 'err'; val: E };

export type Concept = 'client' | 'specialist' | 'company' | 'supplier' | 'location';

export type Value =
  | { tag: 'none' }
  | { tag: 'text' | 'decimal' | 'date' | 'time' | 'instant'; val: string }
  | { tag: 'integer'; val: number }
  | { tag: 'boolean'; val: boolean }
  | { tag: 'choices'; val: string[] };

export interface Entry { field: string; value: Value }
export interface Problem { field: string; message: string }

export type Column =
  | { tag: 'empty' }
  | { tag: 'text' | 'date' | 'instant'; val: (string | undefined)[] }
  | { tag: 'number'; val: (number | undefined)[] }
  | { tag: 'boolean'; val: (boolean | undefined)[] }
  | { tag: 'mixed'; val: Value[] };

export interface Rows { first: number; count: number; columns: Column[] }

// password-policy

export interface Rule { id: string; label: string }
export interface Subject { username: string; email: string; names: string[]; context: string[] }
export interface Verdict { rule: string; met: boolean }

export interface PasswordPolicy {
  rules(locale: Locale): Rule[];
  evaluate(candidate: string, subject: Subject): Verdict[];
}

// field-schema

export interface Choice { id: string; label: string; parent?: string }
export interface NumberLimits { min?: string; max?: string; decimals: number }

export type FieldType =
  | { tag: 'text'; val: { maxLength: number; lines: boolean } }
  | { tag: 'integer' | 'decimal'; val: NumberLimits }
  | { tag: 'currency'; val: string }
  | { tag: 'date' | 'time' | 'instant' | 'check-box' | 'link' | 'position' }
  | { tag: 'choice-list' | 'choice-tree' | 'multiple-choice'; val: Choice[] }
  | { tag: 'file'; val: { maxBytes: number; mediaTypes: string[] } };

export type Audience = 'administrator' | 'specialist' | 'client';
export interface Rights { visible?: boolean; editable?: boolean; required?: boolean }
export interface StateRule { audience: Audience; active: boolean; rights: Rights }
export interface Condition { field: string; anyOf: string[] }

export interface Field {
  id: string;
  label: string;
  synonyms: string[];
  help?: string;
  example?: string;
  group?: string;
  kind: FieldType;
  states: StateRule[];
  shownWhen?: Condition;
}

export interface Checked { entries: Entry[]; problems: Problem[] }

export interface FieldSchema {
  fields(concept: Concept, locale: Locale): Field[];
  check(concept: Concept, records: Entry[][], locale: Locale): Checked[];
  parse(concept: Concept, field: string, cells: Value[], locale: Locale): Result<Value, string>[];
  format(concept: Concept, field: string, values: Value[], locale: Locale): string[];
}

// location-autofill

export interface Part { name: string; value: string }

export interface Place {
  id: string;
  code: string;
  name: string;
  address: Part[];
  latitude?: number;
  longitude?: number;
}

export interface Suggestion { part: string; value: string; source: string }

export interface LocationAutofill {
  suggest(place: Place, typed: Part[], locale: Locale): Suggestion[];
}

// import-format

/** A file to read, which the host owns. */
export interface Source {
  name(): string;
  size(): number;
  read(offset: number, length: number): Uint8Array;
  readText(offset: number, length: number): { text: string; next: number };
}

export interface ReadFormat { id: string; label: string; extensions: string[]; mediaTypes: string[] }
export interface Sheet { name: string; claimedRows?: number }

export interface Reader {
  sheets(): Sheet[];
  read(sheet: number, maxRows: number): Rows | undefined;
}

export interface ImportFormat {
  formats(locale: Locale): ReadFormat[];
  recognise(name: string, head: Uint8Array): number;
  Reader: { open(file: Source, locale: Locale): Reader };
}

// export-format

/** A file to write, which the host owns. */
export interface Sink {
  write(bytes: Uint8Array): void;
  writeText(text: string): void;
}

export interface WrittenFormat { id: string; label: string; extension: string; mediaType: string; manySheets: boolean }

export interface ColumnSpec {
  id: string;
  label: string;
  kind: 'text' | 'number' | 'boolean' | 'date' | 'instant';
  required: boolean;
  help: string;
  example?: string;
  choices: string[];
}

export interface SheetSpec { id: string; label: string; columns: ColumnSpec[] }
export interface Note { sheet: number; row: number; column?: number; message: string }
export interface Workbook { title: string; sheets: SheetSpec[]; info: boolean; locale: Locale }

export interface Writer {
  write(sheet: number, rows: Rows, notes: Note[]): void;
  finish(): void;
}

export interface ExportFormat {
  formats(locale: Locale): WrittenFormat[];
  Writer: { open(format: string, book: Workbook, file: Sink): Writer };
}

// client-lookup

export interface Candidate { id: string; label: string; detail: string }

export interface ClientLookup {
  find(query: string, limit: number, locale: Locale): Candidate[];
  read(id: string, locale: Locale): Entry[];
  write(id: string, changes: Entry[], locale: Locale): void;
}

// http

export interface Header { name: string; value: string }

export interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  url: string;
  headers: Header[];
  body?: { tag: 'text'; val: string } | { tag: 'bytes'; val: Uint8Array };
}

/** What arrives, piece by piece; an empty piece is the end. */
export interface Body {
  read(max: number): Uint8Array;
  readText(max: number): string;
}

export interface Response { status: number; headers: Header[]; body: Body }
