/** Writes small archives that are the same for the same content: no time of writing is in them. */
import { crc32, deflateRawSync } from 'node:zlib';

/** The first day that an archive can name. */
const DAY = 0x21;
const UTF8_NAMES = 0x800;

function entry(name: string, content: string, offset: number) {
  const [path, data] = [Buffer.from(name), Buffer.from(content)];
  // An EPUB's first entry tells what it is, and is read without unpacking.
  const method = name === 'mimetype' ? 0 : 8;
  const body = method === 0 ? data : deflateRawSync(data);
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(UTF8_NAMES, 2);
  facts.writeUInt16LE(method, 4);
  facts.writeUInt16LE(DAY, 8);
  facts.writeUInt32LE(crc32(data), 10);
  facts.writeUInt32LE(body.length, 14);
  facts.writeUInt32LE(data.length, 18);
  facts.writeUInt16LE(path.length, 22);
  const place = Buffer.alloc(14);
  place.writeUInt32LE(offset, 10);
  return {
    local: Buffer.concat([Buffer.from('PK\u0003\u0004'), facts, path, body]),
    listed: Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), facts, place, path]),
  };
}

/** An archive of these files, in their order. */
export function writeZip(files: readonly (readonly [name: string, content: string])[]): Buffer {
  const locals: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const { local, listed } = entry(name, content, offset);
    locals.push(local);
    list.push(listed);
    offset += local.length;
  }
  const listed = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listed, end]);
}
