// What most plugins need. Change it as you like: it is part of your plugin, not of Elenco.
import { write } from 'elenco:plugin/log@0.1.0';
import { read } from 'elenco:plugin/settings@0.1.0';

/** @typedef {import('../../types/contract').ContractError} ContractError */
/** @typedef {import('../../types/contract').Column} Column */
/** @typedef {import('../../types/contract').Value} Value */

/** Lines in the plugin's log, which its administrator reads. Thrown away while a password is being judged. */
export const log = {
  debug: (/** @type {unknown[]} */ ...what) => write('debug', line(what)),
  info: (/** @type {unknown[]} */ ...what) => write('info', line(what)),
  warn: (/** @type {unknown[]} */ ...what) => write('warn', line(what)),
  error: (/** @type {unknown[]} */ ...what) => write('error', line(what)),
};

/** @param {unknown[]} what */
function line(what) {
  return what.map((one) => (typeof one === 'string' ? one : one instanceof Error ? `${one}\n${one.stack}` : JSON.stringify(one))).join(' ');
}

/**
 * What an administrator saved, over the defaults of `settings.schema.json` that you repeat here. Call it inside of
 * functions: what runs while the file is loaded runs when the plugin is built, where there are no settings.
 *
 * @template {object} T
 * @param {T} defaults
 * @returns {T}
 */
export const settings = (defaults) => ({ ...defaults, ...JSON.parse(read()) });

/**
 * The text in the reader's language: `pick(locale, { en: 'Yes', es: 'Sí', pt: 'Sim' })`.
 *
 * @template T
 * @param {string} locale
 * @param {{ en: T, es: T, pt: T }} texts
 * @returns {T}
 */
export function pick(locale, texts) {
  const language = locale.slice(0, 2).toLowerCase();
  return language === 'es' ? texts.es : language === 'pt' ? texts.pt : texts.en;
}

/** @type {(field: string, message: string) => ContractError} One value cannot be accepted; the reader sees why. */
export const invalid = (field, message) => ({ tag: 'invalid', val: { field, message } });
/** @type {(what: string) => ContractError} This plugin does not do that. */
export const unsupported = (what) => ({ tag: 'unsupported', val: what });
/** @type {(message: string) => ContractError} Something outside did not answer; worth another try later. */
export const unavailable = (message) => ({ tag: 'unavailable', val: message });
/** @type {(message: string) => ContractError} Anything else that the reader should know. */
export const other = (message) => ({ tag: 'other', val: message });

/**
 * The contract's error in what was caught, if it is one: the host's functions throw it inside of an `Error`.
 *
 * @param {any} caught
 * @returns {ContractError | undefined}
 */
export const contractError = (caught) => (caught?.payload?.tag ? caught.payload : caught?.tag ? caught : undefined);

/** @type {Value} Nothing: an empty cell, a field without a value. */
export const none = { tag: 'none' };
/** @type {(text: string) => Value} */
export const text = (text) => ({ tag: 'text', val: text });

/**
 * A value as plain text: numbers with a point, dates in ISO 8601, choices with `; ` between them, nothing as nothing.
 *
 * @param {Value} value
 */
export function plainText(value) {
  if (value.tag === 'none') return '';
  return value.tag === 'choices' ? value.val.join('; ') : String(value.val);
}

/**
 * The cell of a column in a row, counted from 0.
 *
 * @param {Column} column
 * @param {number} row
 * @returns {Value}
 */
export function cell(column, row) {
  if (column.tag === 'empty') return none;
  if (column.tag === 'mixed') return column.val[row];
  const found = column.val[row];
  if (found === undefined || found === null) return none;
  switch (typeof found) {
    case 'boolean': return { tag: 'boolean', val: found };
    case 'number': return Number.isSafeInteger(found) ? { tag: 'integer', val: found } : { tag: 'decimal', val: plainNumber(found) };
    default: return { tag: /** @type {'text' | 'date' | 'instant'} */ (column.tag), val: found };
  }
}

/**
 * A number in plain decimal notation, without an exponent.
 *
 * @param {number} number
 */
function plainNumber(number) {
  const written = String(number);
  const [, sign, digits, fraction = '', exponent] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(written) ?? [];
  if (exponent === undefined) return written;
  const power = Number(exponent);
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}${fraction}`;
  return sign + digits + fraction.padEnd(power, '0');
}

/**
 * A column from the texts of its cells, an empty text being nothing.
 *
 * @param {string[]} cells
 * @returns {Column}
 */
export function textColumn(cells) {
  if (cells.every((cell) => cell === '')) return { tag: 'empty' };
  return { tag: 'text', val: cells.map((cell) => (cell === '' ? undefined : cell)) };
}
