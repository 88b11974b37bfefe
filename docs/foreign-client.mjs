/**
 * A client of the sync protocol that shares no code with ours: docs/protocol.md is all it knows. Node 20 or newer,
 * nothing to install. It is a whole device, kept in memory; a real one stores what is marked so. `conformance.mjs`
 * beside it is the list it passes.
 */
import { createHash, randomBytes } from 'node:crypto';

const PROTOCOL = 5;
/** Entities this client knows, with their versions: of its own scope, and of the others. */
export const OWN = {
  receipt: 1,
  profile: 1,
  preferences: 1,
  membership: 1,
  wallet: 1,
  transfer: 1,
  support: 1,
  ballot: 2,
  readingItem: 1,
  position: 1,
  readMark: 1,
  project: 2,
  projectText: 1,
  poll: 2,
};
export const SHARED = {
  community: 2,
  story: 1,
  cycle: 1,
  silo: 1,
  project: 2,
  projectText: 1,
  projectTally: 1,
  poll: 2,
  pollTally: 1,
};
const KEPT_MS = 35 * 86_400_000;

/** RFC 8785: keys by UTF-16 code unit, no spaces; numbers and strings as JSON.stringify writes them. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((k) => `${JSON.stringify(k)}:${canonical(value[k])}`)
    .join(',')}}`;
}
export const hashOf = ({ name, version, args }) =>
  createHash('sha256').update(canonical({ name, version, args })).digest('hex');

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

/** The first cursor of a scope. */
export const beginning = (scope, entities) => ({ scope, entities, rev: 0, table: '', id: '' });
/** What is sent of an act: itself or, once it was taken back, the cancel in its place. */
const wireOf = ({ key, seq, name, version, args, madeAt, proof, cancelKey, hash }) =>
  cancelKey
    ? { key: cancelKey, seq, name: 'sync.cancel', version: 1, args: { key, hash, name }, madeAt }
    : { key, seq, name, version, args, madeAt, ...(proof && { proof }) };
const isCancelled = ({ verdict }) => verdict.status === 'rejected' && verdict.code === 'sync.cancelled';

export class ForeignClient {
  /** Stored: who this device is, what it has read, what it has to say, and what it said in the last 35 days. */
  member = null;
  device = null;
  epoch = null;
  /** Cursors by scope, as the server gave them. */
  cursors = new Map();
  /** `entity/id` → { scope, e, row, mark }. */
  rows = new Map();
  /** Acts without a verdict, and those whose effects are not in the rows yet. */
  queue = [];
  done = [];
  seq = 0;
  /** Marks of whole pulls, by scope: as long as the pull runs. */
  #marks = new Map();
  #pulls = 0;
  /** In memory alone. @type {string | null} */
  token = null;
  /** The session's cookie, and the others by name. @type {string | null} */
  cookie = null;
  #jar = new Map();
  /** The last head. */
  head = null;
  /** Cursors that a page of the present answer may follow. */
  #follows = new Set();

  constructor(base) {
    this.base = base;
  }

  async call(path, { body, headers = {}, signal, method = body === undefined ? 'GET' : 'POST' } = {}) {
    const cookies = [...(this.cookie ? [this.cookie] : []), ...this.#jar.values()];
    const response = await fetch(this.base + path, {
      method,
      ...(signal && { signal }),
      headers: {
        origin: this.base,
        'x-egoejo': '1',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(cookies.length > 0 && { cookie: cookies.join('; ') }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    for (const set of response.headers.getSetCookie()) this.#keep(set.split(';')[0]);
    if (response.ok) return response;
    const json = await response.json();
    throw new Refused(response.status, json.error?.data?.app ?? json.error, response.headers.get('retry-after'));
  }
  #keep(cookie) {
    const name = cookie.slice(0, cookie.indexOf('='));
    if (name === 'egoejo_refresh') this.cookie = cookie;
    else this.#jar.set(name, cookie);
  }

  /** Online procedures (tRPC): JSON in, `{ result: { data } }` out. */
  async procedure(name, input) {
    const response = await this.call(`/trpc/${name}`, { body: input });
    return (await response.json()).result.data;
  }

  /** Signs in as this device, and goes on with the device of the answer. */
  async signIn(email, password) {
    const { member, device, accessToken } = await this.procedure('accounts.signIn', {
      email,
      password,
      device: this.device,
    });
    Object.assign(this, { member, device, token: accessToken });
    for (const [scope, entities] of [
      [`member:${member}`, OWN],
      ['public', SHARED],
      ['polls:public', SHARED],
      ['catalogue', SHARED],
    ]) {
      if (!this.cursors.has(scope)) this.follow(scope, entities);
    }
  }

  /** Asks for a scope from now on, from its beginning. */
  follow(scope, entities) {
    this.cursors.set(scope, beginning(scope, entities));
  }
  followCommunity(id) {
    for (const scope of [`community:${id}`, `polls:community:${id}`])
      if (!this.cursors.has(scope)) this.follow(scope, SHARED);
  }
  /** Forgets a scope: its rows and cursor. */
  drop(scope) {
    this.#delete((row) => row.scope === scope);
    this.cursors.delete(scope);
  }

  /** An act with its key and place, not queued. */
  act(name, args, version = 1) {
    const act = { key: newKey(), seq: ++this.seq, name, version, args, madeAt: new Date().toISOString() };
    return { ...act, hash: hashOf(act) };
  }
  /** An act of the member: a real client stores it before it says that it is queued. */
  enqueue(name, args) {
    const act = this.act(name, args);
    this.queue.push(act);
    return act;
  }
  takeBack(act) {
    if (act.verdict) throw new Error('it has its verdict');
    if (act.sent) act.cancelKey ??= newKey();
    else this.queue = this.queue.filter((other) => other !== act);
  }

  request(mutations = [], more = {}) {
    const { member, device, epoch } = this;
    return {
      protocol: PROTOCOL,
      member,
      device,
      epoch,
      cursors: [...this.cursors.values()],
      mutations: mutations.map(wireOf),
      outboxEmpty: true,
      ...more,
    };
  }

  /** Sends the queue, at most `most` acts, and reads. */
  async sync(most = 100) {
    const acts = this.queue.filter((act) => !act.verdict && !act.aside).sort((a, b) => a.seq - b.seq);
    const sent = acts.slice(0, most);
    for (const act of sent) act.sent = true;
    return this.exchange(sent, { outboxEmpty: sent.length === acts.length });
  }

  /**
   * One exchange. Each line is committed as it arrives, so that a break loses nothing.
   * @param stop given each line: true breaks the connection behind it.
   */
  async exchange(mutations = [], more = {}, stop = () => false) {
    const request = this.request(mutations, more);
    const response = await this.call('/sync/exchange', { body: request });
    this.#follows = new Set(request.cursors.map(canonical));
    const all = [];
    let rest = '';
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
      const parts = (rest + value).split('\n');
      rest = parts.pop();
      for (const part of parts) {
        const line = JSON.parse(part);
        this.#commit(line, request);
        all.push(line);
        if (stop(line)) {
          await reader.cancel();
          return all;
        }
      }
    }
    return all.at(-1).more ? [...all, ...(await this.exchange())] : all;
  }

  /** One line, which a real client stores in one transaction. */
  #commit(line, request) {
    if (line.t === 'head') this.#head(line, request);
    else if (line.t === 'verdicts') for (const answer of line.answers) this.#answer(answer);
    else if (line.t === 'page') this.#page(line);
    else if (line.t === 'purge') this.drop(line.scope);
    // An act whose verdict is known is done when the cursors have passed its revs (S16).
    const finished = this.queue.filter(
      (act) => act.verdict && Object.entries(act.revs).every(([scope, rev]) => this.hasPassed(scope, rev)),
    );
    this.queue = this.queue.filter((act) => !finished.includes(act));
    this.done.push(...finished);
  }
  hasPassed(scope, rev) {
    const cursor = this.cursors.get(scope);
    return !cursor || (cursor.from === undefined && (cursor.table === '~' ? cursor.rev >= rev : cursor.rev > rev));
  }

  #head(head, request) {
    if (head.member !== this.member) throw new Error('another account is signed in');
    if (head.accessToken) this.token = head.accessToken;
    for (const place of head.skipped ?? []) {
      // A position of no use begins anew; a scope that is passed over even then is none.
      const { scope, rev, entities } = request.cursors[place];
      if (rev === 0) this.drop(scope);
      else this.follow(scope, entities);
    }
    if (head.behind || (this.epoch !== null && this.epoch !== head.epoch)) this.#offerAgain(Date.parse(head.now));
    this.epoch = head.epoch;
    this.head = head;
  }
  /** The server's database was restored: every cursor begins anew, and what was applied goes again. */
  #offerAgain(now) {
    for (const [scope, { entities }] of this.cursors) this.follow(scope, entities);
    const goesAgain = ({ verdict, at }) =>
      (verdict.status === 'applied' || isCancelled({ verdict })) && Date.parse(at) > now - KEPT_MS;
    const settled = [...this.queue.filter((act) => act.verdict), ...this.done];
    const again = settled.filter(goesAgain).map((act) => {
      const { verdict: _, revs: __, at, mac, proof: ___, ...rest } = act;
      return isCancelled(act) ? { cancelKey: newKey(), ...rest } : { ...rest, ...(mac && { proof: { at, mac } }) };
    });
    this.queue = [...this.queue.filter((act) => !act.verdict), ...again];
    this.done = settled.filter((act) => !goesAgain(act));
  }

  /** An entry of the verdicts, or a receipt row. What is not final leaves the act where it is. */
  #answer(answer) {
    const taken = this.queue.find(({ cancelKey }) => cancelKey && cancelKey === answer.key);
    // It cannot be taken back: the act itself goes again.
    if (taken && answer.verdict?.status === 'rejected') taken.cancelKey = undefined;
    const act = this.queue.find(({ key }) => key === answer.key);
    if (!act || act.verdict) return;
    if (answer.keyReused || (answer.hash && answer.hash !== act.hash)) act.aside = 'sync.key_reused';
    else if (answer.upgradeRequired) act.aside = 'sync.upgrade_required';
    else if (answer.unsettled) act.unsettled = (act.unsettled ?? 0) + 1;
    else if (answer.verdict)
      Object.assign(act, { verdict: answer.verdict, revs: answer.revs, at: answer.at, mac: answer.mac });
    if (act.unsettled >= 5) act.aside = answer.unsettled;
  }

  #page({ scope, cursor, whole, after, done, rows, gone }) {
    if (!this.#follows.delete(canonical(after)))
      throw new Error(`a page follows ${canonical(after)}, which was not sent`);
    this.#follows.add(canonical(cursor));
    if (whole) this.#marks.set(scope, ++this.#pulls);
    const mark = this.#marks.get(scope) ?? 0;
    for (const { e, id } of gone) if (this.rows.get(`${e}/${id}`)?.scope === scope) this.rows.delete(`${e}/${id}`);
    for (const { e, rows: some } of rows)
      for (const row of some) this.rows.set(`${e}/${row.id}`, { scope, e, mark, row });
    for (const { e, rows: some } of rows)
      if (e === 'receipt') for (const { id, ...row } of some) this.#answer({ key: id, ...row });
    // A whole pull that is complete: what it did not bring is no more.
    if (done && (whole || after.from !== undefined))
      this.#delete((row) => row.scope === scope && row.e in cursor.entities && row.mark !== mark);
    this.cursors.set(scope, cursor);
  }
  #delete(which) {
    for (const [key, row] of this.rows) if (which(row)) this.rows.delete(key);
  }

  list(e) {
    return [...this.rows.values()].filter((row) => row.e === e).map(({ row }) => row);
  }
  find(e, id) {
    return this.rows.get(`${e}/${id}`);
  }
  get balance() {
    return this.list('wallet')[0].balance;
  }
  /** Settles acts that are not queued. Gives one answer for each, in their order; null for one that was not reached. */
  async settle(...acts) {
    const lines = await this.exchange(acts);
    const answers = lines.flatMap((line) => line.answers ?? []);
    return acts.map(({ key }) => answers.find((a) => a.key === key) ?? null);
  }
}
