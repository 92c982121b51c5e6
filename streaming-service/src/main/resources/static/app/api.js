// Requests to the suite. Whatever goes wrong comes back as a Refused whose message is a sentence for people.

export class Refused extends Error {
  /**
   * @param {number} status HTTP status, 0 when nobody answered
   * @param {string} detail one sentence
   * @param {{field: string, reason: string}[]} fields what is wrong, field by field
   */
  constructor(status, detail, fields = []) {
    super(detail);
    this.status = status;
    this.fields = fields;
  }
}

/** Fired on window when a request shows that the session is over. */
export const SIGNED_OUT = 'vedette-signed-out';

export const get = (path) => ask('GET', path);

/** A request that changes something: the header tells it from one that another site made the browser send. */
export const send = (method, path, body) => ask(method, path, body);

async function ask(method, path, body) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-Vedette-Request'] = '1';
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Refused(0, 'The suite does not answer. It may be starting, or the way to it is cut.');
  }
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  const refused = await refusalOf(answer);
  if (answer.status === 401) window.dispatchEvent(new CustomEvent(SIGNED_OUT));
  throw refused;
}

async function refusalOf(answer) {
  try {
    const problem = await answer.json();
    return new Refused(answer.status, problem.detail ?? problem.message ?? wordsFor(answer.status), problem.errors);
  } catch {
    return new Refused(answer.status, wordsFor(answer.status));
  }
}

function wordsFor(status) {
  if (status === 401) return 'You are not signed in.';
  if (status === 403) return 'Your role does not allow this.';
  if (status === 404) return 'There is no such thing here.';
  if (status >= 500) return 'The service behind this does not answer. It may be starting.';
  return `The request was refused (${status}).`;
}
