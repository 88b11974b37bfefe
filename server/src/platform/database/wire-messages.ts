/** Messages of PostgreSQL's protocol, as PGlite sends and gets them. */
import { protocol, type PGlite } from '@electric-sql/pglite';

export type Stream = PGlite['execProtocolStream'];
export type Messages = Awaited<ReturnType<Stream>>;

/** Types of messages to the database. */
export const PARSE = 'P'.charCodeAt(0);
export const DESCRIBE = 'D'.charCodeAt(0);
export const BIND = 'B'.charCodeAt(0);
export const EXECUTE = 'E'.charCodeAt(0);
export const SYNC = 'S'.charCodeAt(0);
/** Message type of a row in an answer. */
const DATA_ROW = 'D'.charCodeAt(0);
/** Describe's marker for a statement, as opposed to a portal. */
export const STATEMENT = 'S'.charCodeAt(0);

/** Bytes of a message header: type and length. */
export const HEAD = 5;
const utf8 = new TextEncoder();

/** The text of a Parse message for an unnamed statement without parameter types; else null. */
export function textOf(parse: Uint8Array): string | null {
  const end = parse.indexOf(0, HEAD + 1);
  const unnamed = parse[HEAD] === 0;
  const typed = parse[end + 1] !== 0 || parse[end + 2] !== 0;
  return unnamed && !typed ? new TextDecoder().decode(parse.subarray(HEAD + 1, end)) : null;
}

/** Rewrites a Bind of the unnamed statement to one of the statement `name`. */
export function bindTo(name: string, bind: Uint8Array): Uint8Array {
  const inserted = utf8.encode(name);
  const named = new Uint8Array(bind.length + inserted.length);
  named.set(bind.subarray(0, HEAD + 1));
  named.set(inserted, HEAD + 1);
  named.set(bind.subarray(HEAD + 1), HEAD + 1 + inserted.length);
  new DataView(named.buffer).setUint32(1, named.length - 1);
  return named;
}

/** All parts as one array. */
export const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  parts.reduce((at, p) => (all.set(p, at), at + p.length), 0);
  return all;
};

/** Parses a whole answer into messages. Throws if one of them is an error. */
export function read(answer: Uint8Array): Messages {
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
