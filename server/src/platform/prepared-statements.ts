/**
 * A PGlite that parses and plans a statement once, like named statements on a real PostgreSQL. PGlite's own `query`
 * prepares each time and makes six protocol calls; planning a page of an exchange then costs more than reading it.
 *
 * `query` speaks the extended protocol through `execProtocolStream`, message by message, with exclusive use of the
 * connection from Parse to Sync. For a kept statement, this class inserts its name into the messages, answers known
 * ones at once, and sends the rest in one call. It also decodes the rows itself: PGlite copies each value twice before
 * decoding, which takes a third of the time of a long answer.
 */
import { PGlite, protocol } from '@electric-sql/pglite';

type Stream = PGlite['execProtocolStream'];
type Messages = Awaited<ReturnType<Stream>>;

interface Statement {
  /** The statement's name in the database; null until it was parsed. */
  name: string | null;
  /** The answer to Describe: parameter types and result columns. */
  described: Messages;
}

const PARSE = 'P'.charCodeAt(0);
const DESCRIBE = 'D'.charCodeAt(0);
const BIND = 'B'.charCodeAt(0);
const EXECUTE = 'E'.charCodeAt(0);
const SYNC = 'S'.charCodeAt(0);
/** Message type of a row in an answer. */
const DATA_ROW = 'D'.charCodeAt(0);
/** Describe's marker for a statement, as opposed to a portal. */
const STATEMENT = 'S'.charCodeAt(0);
/**
 * Most statements kept prepared. The texts come from our code, but the device chooses the entities of a page, so the
 * cap keeps a device that varies them from filling the memory.
 */
export const MOST_KEPT = 500;
/** Bytes of a message header: type and length. */
const HEAD = 5;
const utf8 = new TextEncoder();

/** The text of a Parse message for an unnamed statement without parameter types; else null. */
function textOf(parse: Uint8Array): string | null {
  const end = parse.indexOf(0, HEAD + 1);
  const unnamed = parse[HEAD] === 0;
  const typed = parse[end + 1] !== 0 || parse[end + 2] !== 0;
  return unnamed && !typed ? new TextDecoder().decode(parse.subarray(HEAD + 1, end)) : null;
}

/** Rewrites a Bind of the unnamed statement to one of the statement `name`. */
function bindTo(name: string, bind: Uint8Array): Uint8Array {
  const inserted = utf8.encode(name);
  const named = new Uint8Array(bind.length + inserted.length);
  named.set(bind.subarray(0, HEAD + 1));
  named.set(inserted, HEAD + 1);
  named.set(bind.subarray(HEAD + 1), HEAD + 1 + inserted.length);
  new DataView(named.buffer).setUint32(1, named.length - 1);
  return named;
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  parts.reduce((at, p) => (all.set(p, at), at + p.length), 0);
  return all;
};

/** Parses a whole answer into messages. Throws if one of them is an error. */
function read(answer: Uint8Array): Messages {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.length);
  const parser = new protocol.Parser();
  const messages: Messages = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt32BE(at + 1);
    if (bytes[at] === DATA_ROW) messages.push(new protocol.messages.DataRowMessage(length, fieldsOf(bytes, at + HEAD)));
    else
      parser.parse(answer.subarray(at, at + 1 + length), (message) => {
        if (message instanceof protocol.messages.DatabaseError) throw message;
        messages.push(message);
      });
    at += 1 + length;
  }
  return messages;
}

/**
 * The values of a row as texts. The row holds their number, then for each value its length (-1 for null) and its bytes.
 */
function fieldsOf(bytes: Buffer, start: number): (string | null)[] {
  const fields: (string | null)[] = [];
  let at = start + 2;
  for (let i = bytes.readUInt16BE(start); i > 0; i--) {
    const length = bytes.readInt32BE(at);
    at += 4;
    fields.push(length < 0 ? null : bytes.toString('utf8', at, at + length));
    at += Math.max(length, 0);
  }
  return fields;
}

export class PreparingPGlite extends PGlite {
  readonly #kept = new Map<string, Statement>();
  #names = 0;
  /** The kept statement of the current query; null if it is not kept. */
  #now: Statement | null = null;
  #bind: Uint8Array | null = null;
  #synced = false;

  /**
   * Keeps statements of exactly this text from the next `query` on, unless MOST_KEPT texts are kept already. Statements
   * that notify are not kept: their answer contains the notification, and only PGlite knows the listeners.
   */
  keep(text: string): void {
    if (this.#kept.size < MOST_KEPT && !this.#kept.has(text) && !text.includes('pg_notify'))
      this.#kept.set(text, { name: null, described: [] });
  }

  override async execProtocolStream(message: Uint8Array, options?: Parameters<Stream>[1]): Promise<Messages> {
    if (message[0] === PARSE) {
      const text = textOf(message);
      this.#now = (text === null ? undefined : this.#kept.get(text)) ?? null;
      this.#synced = false;
      if (text !== null && this.#now !== null) return this.#parse(this.#now, text, options);
    }
    const now = this.#now;
    if (now === null || now.name === null) return super.execProtocolStream(message, options);
    switch (message[0]) {
      // `query` describes the statement and then the portal; the columns are the same.
      case DESCRIBE:
        return now.described.filter((m) => m.name !== 'parameterDescription' || message[HEAD] === STATEMENT);
      case BIND:
        this.#bind = bindTo(now.name, message);
        return [];
      case EXECUTE:
        return this.#execute(now, message, options);
      case SYNC:
        this.#now = null;
        return this.#synced ? [] : super.execProtocolStream(message, options);
      default:
        return super.execProtocolStream(message, options);
    }
  }

  async #parse(statement: Statement, text: string, options: Parameters<Stream>[1]): Promise<Messages> {
    if (statement.name !== null) return [];
    const name = `kept${++this.#names}`;
    const messages = await super.execProtocolStream(
      joined([protocol.serialize.parse({ name, text }), protocol.serialize.describe({ type: 'S', name })]),
      options,
    );
    const described = messages.filter((m) => m.name !== 'parseComplete');
    Object.assign(statement, { name, described });
    return messages.slice(0, messages.length - described.length);
  }

  async #execute(statement: Statement, execute: Uint8Array, options: Parameters<Stream>[1]): Promise<Messages> {
    const parts = [this.#bind ?? new Uint8Array(), execute, protocol.serialize.sync()];
    this.#bind = null;
    this.#synced = true;
    try {
      const answer: Uint8Array[] = [];
      // Copy the bytes: they are database memory that the next chunk overwrites.
      await super.execProtocolRawStream(joined(parts), {
        ...options,
        onRawData: (bytes) => answer.push(bytes.slice()),
      });
      return read(joined(answer));
    } catch (error) {
      // "Cached plan must not change result type": a table of the statement was changed. The next query parses it
      // again.
      if (error instanceof Error && 'code' in error && error.code === '0A000') statement.name = null;
      throw error;
    }
  }
}
