/** Writes archives that are the same for the same content: no time of writing is in them. */
import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';

/** The first day that an archive can name. */
const DAY = 0x21;
const UTF8_NAMES = 0x800;
/** Sum and sizes follow the content. */
const SUMS_AFTER = 0x08;
/** From here on numbers stand in a wider field (ZIP64), and the narrow one is full. */
const LARGEST_32 = 0xffff_ffff;
const MANY = 0xffff;
const WIDE = 45;

interface Facts {
  path: Buffer;
  flags: number;
  method: 0 | 8;
  sum: number;
  packed: number;
  bytes: number;
}
/** What stands about an entry before its content, and again in the list at the end. */
function factsOf({ path, flags, method, sum, packed, bytes }: Facts, extra = 0): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(extra === 0 ? 20 : WIDE, 0);
  facts.writeUInt16LE(flags, 2);
  facts.writeUInt16LE(method, 4);
  facts.writeUInt16LE(DAY, 8);
  facts.writeUInt32LE(sum, 10);
  facts.writeUInt32LE(packed, 14);
  facts.writeUInt32LE(bytes, 18);
  facts.writeUInt16LE(path.length, 22);
  facts.writeUInt16LE(extra, 24);
  return facts;
}
const headOf = (facts: Facts): Buffer => Buffer.concat([Buffer.from('PK\u0003\u0004'), factsOf(facts), facts.path]);

/** The line of the list for an entry that begins at `offset`. */
function lineOf(facts: Facts, offset: number): Buffer {
  const wide = Buffer.alloc(offset < LARGEST_32 ? 0 : 12);
  if (wide.length > 0) {
    wide.writeUInt16LE(1, 0);
    wide.writeUInt16LE(8, 2);
    wide.writeBigUInt64LE(BigInt(offset), 4);
  }
  const place = Buffer.alloc(14);
  place.writeUInt32LE(Math.min(offset, LARGEST_32), 10);
  const head = Buffer.from('PK\u0001\u0002\u0014\u0000');
  return Buffer.concat([head, factsOf(facts, wide.length), place, facts.path, wide]);
}

/** The list of all entries, which begins at `offset`, and the end of the archive. */
function endOf(lines: readonly Buffer[], offset: number): Buffer {
  const list = Buffer.concat(lines);
  const parts = [list];
  if (offset >= LARGEST_32 || lines.length >= MANY) {
    const wide = Buffer.alloc(76);
    wide.write('PK\u0006\u0006', 0, 'latin1');
    wide.writeBigUInt64LE(44n, 4);
    wide.writeUInt16LE(WIDE, 12);
    wide.writeUInt16LE(WIDE, 14);
    for (const at of [24, 32]) wide.writeBigUInt64LE(BigInt(lines.length), at);
    wide.writeBigUInt64LE(BigInt(list.length), 40);
    wide.writeBigUInt64LE(BigInt(offset), 48);
    wide.write('PK\u0006\u0007', 56, 'latin1');
    wide.writeBigUInt64LE(BigInt(offset + list.length), 64);
    wide.writeUInt32LE(1, 72);
    parts.push(wide);
  }
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  for (const at of [8, 10]) end.writeUInt16LE(Math.min(lines.length, MANY), at);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(Math.min(offset, LARGEST_32), 16);
  return Buffer.concat([...parts, end]);
}

/** Readers of books refuse what unpacks to a hundred times its size; what packs half as tightly is not packed. */
const TIGHTEST = 50;

/** A small archive of these files, in their order. */
export function writeZip(files: readonly (readonly [name: string, content: string | Uint8Array])[]): Buffer {
  const parts: Buffer[] = [];
  const lines: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    // An EPUB's first entry tells what it is, and is read without unpacking.
    const stored = name === 'mimetype' || packed.length >= data.length || data.length > TIGHTEST * packed.length;
    const [method, body] = stored ? [0 as const, data] : [8 as const, packed];
    const facts = {
      path: Buffer.from(name),
      flags: UTF8_NAMES,
      method,
      sum: crc32(data),
      packed: body.length,
      bytes: data.length,
    } as const;
    lines.push(lineOf(facts, offset));
    const head = headOf(facts);
    parts.push(head, body);
    offset += head.length + body.length;
  }
  return Buffer.concat([...parts, endOf(lines, offset)]);
}

/** A file of an archive that is written while it is sent. */
export interface SentFile {
  name: string;
  content: AsyncIterable<Uint8Array>;
  /** The content is packed already, as photos are. */
  packed: boolean;
}

/**
 * An archive of these files, in their order, with never more of it in memory than a part of one file. @param offset how
 * many bytes stand before the archive.
 */
export async function* zipStream(files: AsyncIterable<SentFile>, offset = 0): AsyncGenerator<Buffer> {
  const lines: Buffer[] = [];
  for await (const { name, content, packed } of files) {
    const facts: Facts = {
      path: Buffer.from(name),
      flags: UTF8_NAMES | SUMS_AFTER,
      method: 8,
      sum: 0,
      packed: 0,
      bytes: 0,
    };
    const head = headOf(facts);
    yield head;
    // A reader of a stream finds the end of an entry only if it is deflated, be it without packing.
    const deflating = createDeflateRaw({ level: packed ? 0 : 6 });
    // An error of the content ends the loop below.
    pipeline(Readable.from(counted(content, facts)), deflating, () => undefined);
    for await (const part of deflating as AsyncIterable<Buffer>) {
      facts.packed += part.length;
      yield part;
    }
    const sums = Buffer.alloc(16);
    sums.write('PK\u0007\u0008', 0, 'latin1');
    sums.writeUInt32LE(facts.sum, 4);
    sums.writeUInt32LE(facts.packed, 8);
    sums.writeUInt32LE(facts.bytes, 12);
    yield sums;
    lines.push(lineOf(facts, offset));
    offset += head.length + facts.packed + sums.length;
  }
  yield endOf(lines, offset);
}

/** Passes the content on unchanged, and notes its checksum and its length. */
async function* counted(content: AsyncIterable<Uint8Array>, facts: Facts): AsyncGenerator<Uint8Array> {
  for await (const part of content) {
    facts.sum = crc32(part, facts.sum);
    facts.bytes += part.length;
    yield part;
  }
}
