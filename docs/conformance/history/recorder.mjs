/** A device that records every request and answer, and whose connections the driver cuts. */
import { ForeignClient } from '../../foreign-client.mjs';

export class RecordedClient extends ForeignClient {
  #cut = null;
  /** The event of the exchange under way. */
  #event = null;
  #signal = undefined;

  /**
   * @param name of this client in the record
   * @param base the server where it signs in
   * @param record `{ acts, events }`, to which this client appends
   */
  constructor(name, base, record) {
    super(base);
    Object.assign(this, { name, record });
  }

  #record(base, request) {
    const event = { client: this.name, base, request, lines: [], end: 'broken' };
    this.record.events.push(event);
    return event;
  }
  call(path, options = {}) {
    if (path !== '/sync/exchange') return super.call(path, options);
    this.#event = this.#record(this.base, options.body);
    return super.call(path, { ...options, signal: this.#signal });
  }

  /**
   * Sends what waits and reads, at one of the servers. Never throws for a network that fails or a server that refuses:
   * the event tells how it ended.
   * @param cut `{ afterMs }`: the connection breaks that long after the beginning; `{ lines }`: behind so many lines
   */
  async attempt(base, cut = null) {
    this.base = base;
    this.#cut = cut;
    const abort = new AbortController();
    this.#signal = abort.signal;
    const timer = cut?.afterMs === undefined ? undefined : setTimeout(() => abort.abort(), cut.afterMs);
    const began = this.record.events.length;
    try {
      await this.sync();
      return { ok: this.#event.end === 'end', retryAfter: 0 };
    } catch (error) {
      const event = this.record.events.slice(began).findLast(({ client }) => client === this.name);
      if (event) event.end = error.status ? `refused ${error.status} ${error.code}` : `broken: ${error.message}`;
      if (event && /^a page follows|^another account/.test(error.message)) event.fault = error.message;
      return { ok: false, retryAfter: Number(error.retryAfter ?? 0) };
    } finally {
      clearTimeout(timer);
    }
  }
  exchange(mutations = [], more = {}) {
    let count = 0;
    return super.exchange(mutations, more, (line) => {
      this.#event.lines.push(line);
      if (line.t === 'end') this.#event.end = 'end';
      count++;
      return this.#cut?.lines !== undefined && count >= this.#cut.lines;
    });
  }

  /** Sends the last request once more to a server, as a network that duplicates. This device ignores the answer. */
  async echo(base) {
    if (!this.#event) return;
    const event = this.#record(base, this.#event.request);
    const headers = {
      origin: base,
      'x-egoejo': '1',
      'content-type': 'application/json',
      authorization: `Bearer ${this.token}`,
      cookie: this.cookie,
    };
    const text = await fetch(`${base}/sync/exchange`, { method: 'POST', headers, body: JSON.stringify(event.request) })
      .then((response) => (response.ok ? response.text() : ''))
      .catch(() => '');
    event.lines = text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    if (event.lines.at(-1)?.t === 'end') event.end = 'end';
  }

  enqueue(name, args) {
    const act = super.enqueue(name, args);
    const { member, device } = this;
    this.record.acts.push({ member, device, key: act.key, seq: act.seq, name, args, hash: act.hash });
    return act;
  }
  #recorded = ({ key }) => this.record.acts.find((act) => act.key === key);
  takeBack(act) {
    super.takeBack(act);
    this.#recorded(act).takenBack = true;
  }
  /** An act of another device of this member, as from an exported queue: the same key, in this device's own order. */
  copy(act) {
    if ([...this.queue, ...this.done].some(({ key }) => key === act.key)) return;
    const { key, name, version, args, madeAt, hash } = act;
    this.queue.push({ key, name, version, args, madeAt, hash, seq: ++this.seq });
    this.#recorded(act).copied = true;
  }
}
