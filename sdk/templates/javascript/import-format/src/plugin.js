import { other, pick, textColumn, unsupported } from './elenco/plugin.js';

/** @typedef {import('../types/contract').ImportFormat} ImportFormat */
/** @typedef {import('../types/contract').Source} Source */

/** How much of the file is taken at a time. Never take it whole: it may be larger than the memory that there is. */
const PIECE = 65_536;
/** A longer line is a mistake, or an attack. */
const LONGEST_LINE = 1_000_000;

/** A file of values with tabs between them. */
class Reader {
  /** @param {Source} file @param {string} locale */
  constructor(file, locale) {
    this.file = file;
    this.locale = locale;
    this.rest = '';
    this.offset = 0;
    this.ended = false;
    this.next = 1;
  }

  /** @param {Source} file @param {string} locale */
  static open(file, locale) {
    if (file.size() === 0) {
      throw other(pick(locale, { en: 'The file is empty', es: 'El archivo está vacío', pt: 'O arquivo está vazio' }));
    }
    return new Reader(file, locale);
  }

  sheets() {
    return [{ name: this.file.name() }];
  }

  /** @param {number} sheet @param {number} maxRows */
  read(sheet, maxRows) {
    if (sheet !== 0) throw unsupported(`sheet ${sheet}`);
    /** @type {string[][]} */
    const lines = [];
    while (lines.length < maxRows) {
      const line = this.line();
      if (line === undefined) break;
      lines.push(line.split('\t').map((cell) => cell.trim()));
    }
    if (lines.length === 0) return undefined;
    const width = lines.reduce((width, line) => Math.max(width, line.length), 0);
    const columns = Array.from({ length: width }, (_, at) => textColumn(lines.map((line) => line[at] ?? '')));
    const first = this.next;
    this.next += lines.length;
    return { first, count: lines.length, columns };
  }

  /** The next line without its end; nothing at the end of the file. @returns {string | undefined} */
  line() {
    for (;;) {
      const end = this.rest.indexOf('\n');
      if (end >= 0) {
        const line = this.rest.slice(0, end);
        this.rest = this.rest.slice(end + 1);
        return line.replace(/\r$/, '');
      }
      if (this.ended) {
        const last = this.rest;
        this.rest = '';
        return last === '' ? undefined : last;
      }
      if (this.rest.length > LONGEST_LINE) {
        throw other(pick(this.locale, { en: 'A line is longer than 1,000,000 characters', es: 'Una línea tiene más de 1.000.000 de caracteres', pt: 'Uma linha tem mais de 1.000.000 de caracteres' }));
      }
      const piece = this.file.readText(this.offset, PIECE);
      if (this.offset === 0) piece.text = piece.text.replace(/^\ufeff/, '');
      this.ended = piece.next === this.offset;
      this.offset = piece.next;
      this.rest += piece.text;
    }
  }
}

/** @type {ImportFormat} */
export const importFormat = {
  Reader,

  formats(locale) {
    const label = pick(locale, { en: 'Text with tabs', es: 'Texto con tabulaciones', pt: 'Texto com tabulações' });
    return [{ id: 'tsv', label, extensions: ['tsv', 'tab'], mediaTypes: ['text/tab-separated-values'] }];
  },

  // 0 is "not at all", 100 is "certain"; `head` has the first 4096 bytes at most.
  recognise(name, head) {
    const named = /\.(tsv|tab)$/i.test(name);
    const isText = !head.includes(0);
    return isText && named ? 90 : isText && head.includes(9) ? 20 : 0;
  },
};
