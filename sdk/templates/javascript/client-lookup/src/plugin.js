import { request } from './elenco/http.js';
import { invalid, none, pick, plainText, settings, text, unavailable, unsupported } from './elenco/plugin.js';

/** @typedef {import('../types/contract').ClientLookup} ClientLookup */

/** What holds until an administrator saves settings; the same as in settings.schema.json. */
const DEFAULTS = { address: 'https://crm.example.com/api', token: '', 'write-back': false };

/** Fields of a person here, and what the system outside calls them. */
const FIELDS = { first_names: 'given_name', last_names: 'family_name', email: 'email', phone: 'phone' };

/**
 * Asks the system outside. The token is never seen here: `settings.token` is `{{secret:token}}`, and the host puts the
 * secret into the header.
 *
 * @param {string} locale
 * @param {import('../types/contract').Request['method']} method
 * @param {string} path
 * @param {unknown} [body]
 */
function ask(locale, method, path, body) {
  const { address, token } = settings(DEFAULTS);
  /** @type {Record<string, string>} */
  const headers = { accept: 'application/json' };
  if (token !== '') headers.authorization = `Bearer ${token}`;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const answer = request(method, address.replace(/\/$/, '') + path, headers, body === undefined ? undefined : JSON.stringify(body));
  if (answer.status === 404) return undefined;
  if (answer.status >= 300) {
    throw unavailable(pick(locale, { en: `The other system answered with status ${answer.status}`, es: `El otro sistema respondió con el estado ${answer.status}`, pt: `O outro sistema respondeu com o status ${answer.status}` }));
  }
  return answer.text === '' ? {} : JSON.parse(answer.text);
}

/** @type {(id: string, locale: string) => never} */
function nobody(id, locale) {
  throw invalid('id', pick(locale, { en: `Nobody has the identifier ${id}`, es: `Nadie tiene el identificador ${id}`, pt: `Ninguém tem o identificador ${id}` }));
}

/** @type {ClientLookup} */
export const clientLookup = {
  find(query, limit, locale) {
    const found = ask(locale, 'GET', `/people?q=${encodeURIComponent(query)}&limit=${limit}`) ?? [];
    return found.slice(0, limit).map((/** @type {any} */ person) => ({
      id: String(person.id),
      label: [person.given_name, person.family_name].filter(Boolean).join(' '),
      detail: person.email ?? '',
    }));
  },

  read(id, locale) {
    const person = ask(locale, 'GET', `/people/${encodeURIComponent(id)}`) ?? nobody(id, locale);
    return Object.entries(FIELDS).map(([field, theirs]) => ({ field, value: person[theirs] ? text(String(person[theirs])) : none }));
  },

  write(id, changes, locale) {
    if (!settings(DEFAULTS)['write-back']) throw unsupported('write');
    /** @type {Record<string, string>} */
    const body = {};
    for (const { field, value } of changes) {
      const theirs = FIELDS[/** @type {keyof typeof FIELDS} */ (field)];
      if (theirs) body[theirs] = plainText(value);
    }
    ask(locale, 'PATCH', `/people/${encodeURIComponent(id)}`, body) ?? nobody(id, locale);
  },
};
