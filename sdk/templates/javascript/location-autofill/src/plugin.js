import { pick, settings } from './elenco/plugin.js';

/** @typedef {import('../types/contract').LocationAutofill} LocationAutofill */

/** What holds until an administrator saves settings; the same as in settings.schema.json. */
const DEFAULTS = { parts: ['street', 'number', 'district', 'city', 'region', 'postal-code', 'country'], 'name-as-reference': true };

/** @type {LocationAutofill} */
export const locationAutofill = {
  // Everything that is known may be proposed: the host leaves out what the person has edited.
  suggest(place, typed, locale) {
    const set = settings(DEFAULTS);
    const source = pick(locale, { en: `Location ${place.name}`, es: `Local ${place.name}`, pt: `Local ${place.name}` });
    const suggestions = place.address
      .filter((part) => set.parts.includes(part.name) && part.value !== '')
      .map((part) => ({ part: part.name, value: part.value, source }));
    const hasReference = typed.some((part) => part.name === 'reference' && part.value.trim() !== '');
    if (set['name-as-reference'] && !hasReference) {
      const value = place.code === '' ? place.name : `${place.name} (${place.code})`;
      suggestions.push({ part: 'reference', value, source });
    }
    return suggestions;
  },
};
