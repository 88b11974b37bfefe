/** A book in memory, opened without a browser's page. */
import { EPUB } from 'foliate-js/epub.js';
import { JSDOM } from 'jsdom';
import { vi } from 'vitest';
import { openArchive } from '../epub/archive.ts';
import { inMemory } from '../pieces.ts';

export async function jsdomEpub(bytes: Uint8Array<ArrayBuffer>): Promise<EPUB> {
  const archive = await openArchive(inMemory(bytes));
  const { DOMParser } = new JSDOM('').window;
  // foliate makes one before it is given another.
  vi.stubGlobal('DOMParser', DOMParser);
  const loadText = (name: string) => archive.text(name);
  const epub = new EPUB({ loadText, loadBlob: async () => null, getSize: archive.size });
  epub.parser = new DOMParser();
  await epub.init();
  for (const section of epub.sections)
    section.createDocument = async () =>
      epub.parser.parseFromString((await archive.text(section.item.href)) ?? '', 'application/xhtml+xml');
  return epub;
}
