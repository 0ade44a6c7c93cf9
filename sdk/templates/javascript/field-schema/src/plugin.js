import { invalid, none, pick, plainText, settings, text } from './elenco/plugin.js';

/** @typedef {import('../types/contract').FieldSchema} FieldSchema */
/** @typedef {import('../types/contract').Field} Field */
/** @typedef {import('../types/contract').Value} Value */

/** What holds until an administrator saves settings; the same as in settings.schema.json. */
const DEFAULTS = {
  'badge-required': false,
  sizes: [
    { id: 's', label: 'S' },
    { id: 'm', label: 'M' },
    { id: 'l', label: 'L' },
  ],
};

/** Everyone sees the fields, administrators change them; whoever left keeps them to read. */
function states(required = false) {
  /** @type {Field['states']} */
  const rules = [];
  for (const active of [true, false]) {
    rules.push({ audience: 'administrator', active, rights: { visible: true, editable: active, required: active && required } });
    rules.push({ audience: 'specialist', active, rights: { visible: true } });
    rules.push({ audience: 'client', active, rights: { visible: true } });
  }
  return rules;
}

/**
 * A badge number: two letters, four digits, and a check digit, which is the sum of the digits modulo 10. Answers how it
 * is stored, `AB12340`, or nothing when it is none.
 *
 * @param {string} typed
 */
function badge(typed) {
  const found = /^([A-Z]{2})(\d{4})(\d)$/.exec(typed.toUpperCase().replace(/[\s.-]/g, ''));
  if (!found) return undefined;
  const sum = [...found[2]].reduce((sum, digit) => sum + Number(digit), 0);
  return sum % 10 === Number(found[3]) ? found[0] : undefined;
}

/** @type {(concept: string) => boolean} Which records have these fields. */
const hasFields = (concept) => concept === 'client' || concept === 'specialist';

/**
 * Reads one value of one field: what is to be stored, or what is wrong with it.
 *
 * @param {string} field
 * @param {Value} value
 * @param {string} locale
 * @returns {{ tag: 'ok', val: Value } | { tag: 'err', val: string }}
 */
function read(field, value, locale) {
  const typed = plainText(value).trim();
  if (typed === '') return { tag: 'ok', val: none };
  if (field === 'badge') {
    const stored = badge(typed);
    if (stored !== undefined) return { tag: 'ok', val: text(stored) };
    return {
      tag: 'err',
      val: pick(locale, {
        en: `${typed} is no badge number: it has two letters, four digits and a check digit, such as AB-1234-0`,
        es: `${typed} no es un número de credencial: tiene dos letras, cuatro dígitos y un dígito de control, como AB-1234-0`,
        pt: `${typed} não é um número de crachá: tem duas letras, quatro dígitos e um dígito verificador, como AB-1234-0`,
      }),
    };
  }
  const { sizes } = settings(DEFAULTS);
  const size = sizes.find((size) => [size.id, size.label].some((name) => name.toLowerCase() === typed.toLowerCase()));
  if (size) return { tag: 'ok', val: text(size.id) };
  const labels = sizes.map((size) => size.label).join(', ');
  return { tag: 'err', val: pick(locale, { en: `Choose one of: ${labels}`, es: `Elija una de: ${labels}`, pt: `Escolha uma de: ${labels}` }) };
}

/** @param {string} field @param {string} locale */
function known(field, locale) {
  if (field !== 'badge' && field !== 'shirt') {
    throw invalid(field, pick(locale, { en: 'There is no such field', es: 'No existe ese campo', pt: 'Não existe esse campo' }));
  }
}

/** @type {FieldSchema} */
export const fieldSchema = {
  fields(concept, locale) {
    if (!hasFields(concept)) return [];
    const set = settings(DEFAULTS);
    const group = pick(locale, { en: 'Badge', es: 'Credencial', pt: 'Crachá' });
    return [
      {
        id: 'badge',
        label: pick(locale, { en: 'Badge number', es: 'Número de credencial', pt: 'Número do crachá' }),
        synonyms: ['badge', 'credencial', 'crachá'],
        help: pick(locale, { en: 'As printed on the badge', es: 'Como está impreso en la credencial', pt: 'Como está impresso no crachá' }),
        example: 'AB-1234-0',
        group,
        kind: { tag: 'text', val: { maxLength: 9, lines: false } },
        states: states(set['badge-required']),
      },
      {
        id: 'shirt',
        label: pick(locale, { en: 'Shirt size', es: 'Talla de camisa', pt: 'Tamanho da camisa' }),
        synonyms: ['size', 'talla', 'tamanho'],
        group,
        kind: { tag: 'choice-list', val: set.sizes.map(({ id, label }) => ({ id, label })) },
        states: states(),
      },
    ];
  },

  // Whole records, many at a time: one answer for each, in order.
  check(concept, records, locale) {
    const required = settings(DEFAULTS)['badge-required'] && hasFields(concept);
    return records.map((entries) => {
      /** @type {import('../types/contract').Checked} */
      const checked = { entries: [], problems: [] };
      for (const { field, value } of entries) {
        if (!hasFields(concept) || (field !== 'badge' && field !== 'shirt')) {
          checked.problems.push({ field, message: pick(locale, { en: 'There is no such field', es: 'No existe ese campo', pt: 'Não existe esse campo' }) });
          continue;
        }
        const answer = read(field, value, locale);
        if (answer.tag === 'err') checked.problems.push({ field, message: answer.val });
        else if (answer.val.tag !== 'none') checked.entries.push({ field, value: answer.val });
      }
      const missing = required && ![...checked.entries, ...checked.problems].some(({ field }) => field === 'badge');
      if (missing) {
        checked.problems.push({ field: 'badge', message: pick(locale, { en: 'Enter the badge number', es: 'Escriba el número de credencial', pt: 'Digite o número do crachá' }) });
      }
      return checked;
    });
  },

  // Cells of a workbook. Nothing is required here.
  parse(concept, field, cells, locale) {
    known(field, locale);
    return cells.map((cell) => read(field, cell, locale));
  },

  // As people read it; `parse` must read it back.
  format(concept, field, values, locale) {
    known(field, locale);
    const { sizes } = settings(DEFAULTS);
    return values.map((value) => {
      const stored = plainText(value);
      if (field === 'badge') return stored.replace(/^(..)(....)(.)$/, '$1-$2-$3');
      return sizes.find((size) => size.id === stored)?.label ?? stored;
    });
  },
};
