import { cell, pick, unsupported } from './elenco/plugin.js';

/** @typedef {import('../types/contract').ExportFormat} ExportFormat */
/** @typedef {import('../types/contract').Workbook} Workbook */
/** @typedef {import('../types/contract').Rows} Rows */
/** @typedef {import('../types/contract').Value} Value */

/** @type {(value: Value) => unknown} A value as JSON holds it; decimals stay text, so that nothing is rounded. */
const plain = (value) => (value.tag === 'none' ? null : value.val);

/** A file with one JSON object a line, for each row one. */
class Writer {
  /** @param {Workbook} book @param {import('../types/contract').Sink} file */
  constructor(book, file) {
    this.book = book;
    this.file = file;
  }

  /** @param {string} format @param {Workbook} book @param {import('../types/contract').Sink} file */
  static open(format, book, file) {
    if (format !== 'json-lines') throw unsupported(format);
    return new Writer(book, file);
  }

  // Some hundreds of rows at a time. What is written leaves the sandbox at once and takes no memory here.
  /** @param {number} sheet @param {Rows} rows */
  write(sheet, rows) {
    const { id, columns } = this.book.sheets[sheet];
    const lines = [];
    for (let row = 0; row < rows.count; row++) {
      /** @type {Record<string, unknown>} */
      const line = this.book.sheets.length > 1 ? { $sheet: id } : {};
      for (const [at, column] of columns.entries()) line[column.id] = at < rows.columns.length ? plain(cell(rows.columns[at], row)) : null;
      lines.push(`${JSON.stringify(line)}\n`);
    }
    this.file.writeText(lines.join(''));
  }

  finish() {}
}

/** @type {ExportFormat} */
export const exportFormat = {
  Writer,

  formats(locale) {
    const label = pick(locale, { en: 'JSON, one object a line', es: 'JSON, un objeto por línea', pt: 'JSON, um objeto por linha' });
    return [{ id: 'json-lines', label, extension: 'jsonl', mediaType: 'application/jsonl', manySheets: true }];
  },
};
