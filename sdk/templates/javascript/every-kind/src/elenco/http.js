// Requests of a plugin that asks for `http`. Only the hosts under `http-hosts` in `plugin.toml` answer, once an administrator
// has granted them.
import { send } from 'elenco:plugin/http@0.1.0';

/** @typedef {import('../../types/contract').Request} Request */

/**
 * Sends a request and reads the whole answer as text. A header value may hold `{{secret:NAME}}`.
 *
 * @param {Request['method']} method
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {string} [body]
 */
export function request(method, url, headers = {}, body) {
  const answer = send({
    method,
    url,
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    body: body === undefined ? undefined : { tag: 'text', val: body },
  });
  const pieces = [];
  for (let piece = answer.body.readText(65536); piece !== ''; piece = answer.body.readText(65536)) pieces.push(piece);
  return { status: answer.status, headers: answer.headers, text: pieces.join('') };
}
