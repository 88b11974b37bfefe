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
import {
  PARSE,
  DESCRIBE,
  BIND,
  EXECUTE,
  SYNC,
  STATEMENT,
  HEAD,
  textOf,
  bindTo,
  joined,
  read,
  type Messages,
  type Stream,
} from './wire-messages.ts';

interface Statement {
  /** The statement's name in the database; null until it was parsed. */
  name: string | null;
  /** The answer to Describe: parameter types and result columns. */
  described: Messages;
}

/**
 * Most statements kept prepared. The texts come from our code, but the device chooses the entities of a page, so the
 * cap keeps a device that varies them from filling the memory.
 */
export const MOST_KEPT = 500;

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
