/** Small books and archives for tests: what a directory says can differ from what the archive holds. */
import { crc32, deflateRawSync } from 'node:zlib';

interface ZipEntry {
  name: string | Uint8Array;
  data?: string | Uint8Array;
  /** What the directory says instead of the truth. */
  size?: number;
  crc?: number;
  mode?: number;
  flags?: number;
  method?: number;
  /** Shares the bytes of the entry with this number instead of having its own. */
  sharing?: number;
}

/** An archive of the entries, in their order. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const [local, central]: Buffer[][] = [[], []];
  const starts: number[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const data = Buffer.from(entry.data ?? '');
    const method = entry.method ?? (entry.name === 'mimetype' ? 0 : 8);
    const body = method === 8 ? deflateRawSync(data) : data;
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(entry.flags ?? 0x800, 6);
    head.writeUInt16LE(method, 8);
    head.writeUInt32LE(entry.crc ?? crc32(data), 14);
    head.writeUInt32LE(body.length, 18);
    head.writeUInt32LE(entry.size ?? data.length, 22);
    head.writeUInt16LE(name.length, 26);
    const line = Buffer.alloc(46);
    line.writeUInt32LE(0x02014b50, 0);
    line.writeUInt16LE(0x0314, 4);
    head.copy(line, 6, 4, 28);
    line.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38);
    line.writeUInt32LE(entry.sharing === undefined ? offset : (starts[entry.sharing] ?? 0), 42);
    starts.push(offset);
    if (entry.sharing === undefined) {
      local!.push(head, name, body);
      offset += head.length + name.length + body.length;
    }
    central!.push(line, name);
  }
  const directory = Buffer.concat(central!);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local!, directory, end]);
}

interface BookParts {
  title?: string;
  language?: string;
  identifier?: string;
  /** More XML inside the metadata. */
  metadata?: string;
  version?: string;
  /** Before the root of the package. */
  doctype?: string;
  manifest?: string;
  spine?: string;
  body?: string;
  /** More entries; one with the name of another replaces it for readers. */
  extra?: readonly ZipEntry[];
}

const CONTAINER = `<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`;
const page = (body: string): string =>
  `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>Not counted</title></head><body>${body}</body></html>`;

/** The entries of a book of one document. */
export const bookEntries = (parts: BookParts = {}): ZipEntry[] => [
  { name: 'mimetype', data: 'application/epub+zip' },
  { name: 'META-INF/container.xml', data: CONTAINER },
  {
    name: 'EPUB/package.opf',
    data: `<?xml version="1.0"?>${parts.doctype ?? ''}
<package xmlns="http://www.idpf.org/2007/opf" version="${parts.version ?? '3.0'}" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:identifier id="id">${parts.identifier ?? 'urn:test:1'}</dc:identifier>
<dc:title id="t">${parts.title ?? 'Le puits'}</dc:title><dc:language>${parts.language ?? 'fr'}</dc:language>
${parts.metadata ?? ''}</metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>${parts.manifest ?? ''}</manifest>
<spine><itemref idref="c"/>${parts.spine ?? ''}</spine></package>`,
  },
  { name: 'EPUB/nav.xhtml', data: page('<nav epub:type="toc"><ol><li><a href="c.xhtml">Un</a></li></ol></nav>') },
  { name: 'EPUB/c.xhtml', data: page(parts.body ?? '<p>Il était une fois.</p>') },
  ...(parts.extra ?? []),
];
export const makeEpub = (parts?: BookParts): Buffer => zipOf(bookEntries(parts));
