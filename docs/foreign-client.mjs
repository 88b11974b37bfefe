/**
 * A client of the sync protocol that shares no code with ours: what docs/protocol.md says is all it knows. Node 20 or newer, nothing to
 * install. A whole device, kept in memory; `conformance.mjs` beside it is the list it passes.
 */
import { createHash, randomBytes } from 'node:crypto';

const PROTOCOL = 2;
/** Entities this client knows, with their versions. */
export const OWN = { receipt: 1, profile: 1, membership: 1, wallet: 1, support: 1, readingItem: 1, position: 1, project: 1, projectText: 1 };
export const SHARED = { community: 1, story: 1, project: 1, projectTally: 1, poll: 1, pollTally: 1, silo: 1 };

/** RFC 8785: keys by UTF-16 code unit, no spaces; numbers and strings as JSON.stringify writes them. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort((a, b) => (a < b ? -1 : 1)).map((k) => `${JSON.stringify(k)}:${canonical(value[k])}`).join(',')}}`;
}
export const hashOf = ({ name, version, args }) => createHash('sha256').update(canonical({ name, version, args })).digest('hex');

/** UUIDv7: 48 bits of milliseconds, then chance. */
export function newKey(now = Date.now()) {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** An answer that is no 200. */
export class Refused extends Error {
  constructor(status, error, retryAfter) {
    super(`${status} ${error?.code}`);
    Object.assign(this, { status, code: error?.code, params: error?.params ?? {}, retryAfter });
  }
}

export class ForeignClient {
  member = null;
  device = null;
  /** @type {string | null} */
  token = null;
  /** @type {string | null} */
  cookie = null;
  epoch = null;
  /** Cursors by scope, as the server gave them. */
  cursors = new Map();
  /** `scope/entity/id` → row. */
  rows = new Map();
  seq = 0;
  #pull = 0;

  constructor(base) {
    this.base = base;
  }

  async call(path, { body, headers = {}, method = body === undefined ? 'GET' : 'POST' } = {}) {
    const response = await fetch(this.base + path, {
      method,
      headers: {
        origin: this.base, 'x-egoejo': '1', ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.token && { authorization: `Bearer ${this.token}` }), ...(this.cookie && { cookie: this.cookie }), ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    for (const set of response.headers.getSetCookie()) if (set.startsWith('egoejo_refresh=')) this.cookie = set.split(';')[0];
    if (response.ok) return response;
    const json = await response.json();
    throw new Refused(response.status, json.error?.data?.app ?? json.error, response.headers.get('retry-after'));
  }

  /** Online procedures (tRPC): JSON in, `{ result: { data } }` out. */
  async procedure(name, input) {
    const response = await this.call(`/trpc/${name}`, { body: input });
    return (await response.json()).result.data;
  }

  async signIn(email, password) {
    const { member, device, accessToken } = await this.procedure('accounts.signIn', { email, password, device: this.device });
    Object.assign(this, { member, device, token: accessToken });
    this.follow(`member:${member}`, OWN);
    this.follow('public', SHARED);
    this.follow('polls:public', SHARED);
  }

  /** Asks for a scope from now on, from its beginning. */
  follow(scope, entities) {
    this.cursors.set(scope, { scope, entities, rev: 0, table: '', id: '' });
  }

  act(name, args, version = 1) {
    return { key: newKey(), seq: ++this.seq, name, version, args, madeAt: new Date().toISOString() };
  }
  request(mutations = [], more = {}) {
    const { member, device, epoch } = this;
    return { protocol: PROTOCOL, member, device, epoch, cursors: [...this.cursors.values()], mutations, outboxEmpty: true, ...more };
  }

  /**
   * One exchange. Pages are committed one by one, each with its cursor, so that a break loses nothing. @param stop given each line:
   * true breaks the connection behind it.
   */
  async exchange(mutations = [], more = {}, stop = () => false) {
    const response = await this.call('/sync/exchange', { body: this.request(mutations, more) });
    const all = [];
    let rest = '';
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
      const parts = (rest + value).split('\n');
      rest = parts.pop();
      for (const part of parts) {
        const line = JSON.parse(part);
        this.#commit(line);
        all.push(line);
        if (stop(line)) {
          await reader.cancel();
          return all;
        }
      }
    }
    // A page that is not the last of its scope, or an answer cut short by its size: more is asked for at once.
    return all.at(-1).more ? [...all, ...(await this.exchange())] : all;
  }

  #commit(line) {
    if (line.t === 'head') {
      this.epoch = line.epoch;
      if (line.accessToken) this.token = line.accessToken;
    } else if (line.t === 'page') this.#page(line);
    else if (line.t === 'purge') {
      this.#drop((row) => row.scope === line.scope);
      this.cursors.delete(line.scope);
    }
  }
  #page({ scope, cursor, whole, after, done, rows, gone }) {
    if (whole) this.#pull++;
    for (const { e, id } of gone) this.rows.delete(`${scope}/${e}/${id}`);
    for (const { e, rows: some } of rows) for (const row of some) this.rows.set(`${scope}/${e}/${row.id}`, { scope, e, mark: this.#pull, row });
    // A whole pull that is complete: what it did not bring is no more.
    if (done && (whole || after.from !== undefined)) this.#drop((row) => row.scope === scope && row.e in cursor.entities && row.mark !== this.#pull);
    this.cursors.set(scope, cursor);
  }
  #drop(which) {
    for (const [key, row] of this.rows) if (which(row)) this.rows.delete(key);
  }

  list(e) {
    return [...this.rows.values()].filter((row) => row.e === e).map(({ row }) => row);
  }
  get balance() {
    return this.list('wallet')[0].balance;
  }
  /** Settles acts and gives one answer for each, in their order; null for one that was not reached. */
  async settle(...acts) {
    const lines = await this.exchange(acts);
    const answers = lines.flatMap((line) => line.answers ?? []);
    return acts.map(({ key }) => answers.find((a) => a.key === key) ?? null);
  }
}
