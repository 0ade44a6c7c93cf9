import { pick, settings } from './elenco/plugin.js';

/** @typedef {import('../types/contract').PasswordPolicy} PasswordPolicy */

/** What holds until an administrator saves settings; the same as in settings.schema.json. */
const DEFAULTS = { 'min-length': 15, 'not-own-names': true, 'forbidden-words': /** @type {string[]} */ ([]) };

/** The words that must not be found in the password of this person: short ones would forbid too much. */
const ownWords = (/** @type {import('../types/contract').Subject} */ subject) =>
  [subject.username, subject.email.split('@')[0], ...subject.names].map((word) => word.toLowerCase()).filter((word) => [...word].length >= 3);

/** @type {PasswordPolicy} */
export const passwordPolicy = {
  rules(locale) {
    const set = settings(DEFAULTS);
    const length = set['min-length'];
    const rules = [
      { id: 'length', label: pick(locale, { en: `At least ${length} characters`, es: `Al menos ${length} caracteres`, pt: `Pelo menos ${length} caracteres` }) },
    ];
    if (set['not-own-names']) {
      rules.push({ id: 'own-names', label: pick(locale, { en: 'Without your name or user name', es: 'Sin su nombre ni su usuario', pt: 'Sem o seu nome nem o seu usuário' }) });
    }
    if (set['forbidden-words'].length > 0) {
      rules.push({ id: 'words', label: pick(locale, { en: 'Without words that anyone here would guess', es: 'Sin palabras que aquí cualquiera adivinaría', pt: 'Sem palavras que qualquer um aqui adivinharia' }) });
    }
    return rules;
  },

  // One verdict for each rule, in the same order.
  evaluate(candidate, subject) {
    const set = settings(DEFAULTS);
    const lower = candidate.toLowerCase();
    // Spread, because `length` counts UTF-16 units: an emoji is one character for the person who types it.
    const verdicts = [{ rule: 'length', met: [...candidate].length >= set['min-length'] }];
    if (set['not-own-names']) {
      verdicts.push({ rule: 'own-names', met: !ownWords(subject).some((word) => lower.includes(word)) });
    }
    if (set['forbidden-words'].length > 0) {
      verdicts.push({ rule: 'words', met: !set['forbidden-words'].some((word) => lower.includes(word.toLowerCase())) });
    }
    return verdicts;
  },
};
