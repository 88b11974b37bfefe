import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BookFault } from '../errors.ts';
import { inMemory } from '../pieces.ts';
import { bytesOf, onBooks, pathOf } from '../testing/data.ts';
import { zip } from '../testing/zip.ts';
import { openArchive } from './archive.ts';

const fault = (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  openArchive(inMemory(bytes)).then(
    () => 'opened',
    (cause: unknown) => (cause instanceof BookFault ? cause.code : String(cause)),
  );

describe('B3: an archive', () => {
  it('gives the files that are in it, and no others', async () => {
    const archive = await openArchive(inMemory(zip({ mimetype: 'application/epub+zip', 'a/b.txt': 'été' })));
    expect(archive.names).toEqual(['mimetype', 'a/b.txt']);
    expect([await archive.text('a/b.txt'), archive.size('a/b.txt')]).toEqual(['été', 5]);
    expect([await archive.text('a/c.txt'), archive.size('a/c.txt')]).toEqual([null, 0]);
  });
  it.each(['../x', 'a/../../x', '/etc/passwd', 'a\\..\\x', 'C:/x'])('with the name %s is refused', async (name) => {
    expect(await fault(zip({ mimetype: 'x', [name]: 'y' }))).toBe('bad_name');
  });
  it('that is none is refused', async () => {
    expect(await fault(new Uint8Array(Buffer.from('%PDF-1.7 and more')))).toBe('not_zip');
    expect(await fault(new Uint8Array())).toBe('not_zip');
  });
  it('cut anywhere is refused', async () => {
    const whole = zip({ mimetype: 'application/epub+zip', a: 'b'.repeat(1000) });
    for (let length = 4; length < whole.length; length += 7)
      expect(await fault(whole.slice(0, length)), String(length)).toBe('cut_short');
  });
  onBooks('made by an attacker is refused, or gives nothing outside itself', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'egoejo-hostile-'));
    try {
      execFileSync(process.execPath, [pathOf('hostile/make-hostile-epubs.mjs'), folder]);
      const of = (name: string) => fault(new Uint8Array(readFileSync(join(folder, `${name}.epub`))));
      expect(await of('path-parent')).toBe('bad_name');
      expect(await of('path-absolute')).toBe('bad_name');
      expect(await of('path-backslash')).toBe('bad_name');
      expect(await of('bomb-1-gib')).toBe('too_large');
      expect(await of('many-entries')).toBe('too_many_files');
      const link = await openArchive(inMemory(new Uint8Array(readFileSync(join(folder, 'symlink.epub')))));
      expect(link.names.filter((n) => /link/i.test(n))).toEqual([]);
      const lie = await openArchive(inMemory(new Uint8Array(readFileSync(join(folder, 'bomb-size-lie.epub')))));
      const read = await Promise.allSettled(lie.names.map((n) => lie.bytes(n)));
      expect(read.filter((r) => r.status === 'rejected').length).toBeGreaterThan(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  onBooks('of a real book opens; a picture with its ending does not', async () => {
    const archive = await openArchive(inMemory(bytesOf('flaubert-madame-bovary.epub')));
    expect(await archive.text('mimetype')).toMatch(/^application\/epub\+zip\s*$/);
    expect(await fault(bytesOf('malformed/image-with-epub-extension.epub'))).toBe('not_zip');
    expect(await fault(bytesOf('malformed/filename-not-utf8.epub'))).toBe('bad_name');
    expect(['not_zip', 'cut_short']).toContain(await fault(bytesOf('malformed/zip-no-end-header.epub')));
  });
});
