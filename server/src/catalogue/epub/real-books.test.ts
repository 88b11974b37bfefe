import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { onRealData } from '../../testing/real-data.ts';
import type { Book } from './book.ts';
import { readEpub } from './read.ts';
import { plainText } from './text-reader.ts';
import { warningText } from '../warnings.ts';

interface Known {
  entries?: number;
  uncompressed?: number;
  package?: string;
  version?: string;
  title?: string[];
  creator?: string[];
  language?: string[];
  identifier?: string;
  subject?: string[];
  accessibility?: Record<string, string[]>;
  page_progression?: string;
  rendition?: Record<string, string>;
  spine?: number;
  spine_nonlinear?: number;
  cover?: string;
  nav?: Record<string, number>;
  ncx?: number;
  toc_depth?: number;
  content?: Record<string, number>;
  rights?: string;
  description?: string;
  overlays?: number;
  unreadable?: string;
}

/** What known.json says of a book, in its own form, read by us; only the facts that it names. */
function factsOf(book: Book, wanted: Known): Known {
  const { counts, stripped } = book;
  const all: Required<Omit<Known, 'unreadable'>> = {
    entries: book.entries,
    uncompressed: book.unpacked,
    package: book.packagePath,
    version: book.version,
    title: book.titles.map((t) => t.text),
    creator: book.contributors.slice(0, wanted.creator?.length).map((c) => c.name),
    language: book.languages,
    identifier: book.identifier,
    subject: book.subjects,
    accessibility: Object.fromEntries(
      Object.entries(book.accessibility)
        .map(([key, value]) => [key, [value].flat().filter(Boolean)] as const)
        .filter(([key, value]) => key !== 'conformsTo' && value.length > 0),
    ),
    page_progression: book.progression,
    rendition: {
      ...(book.layout === 'fixed' && { 'rendition:layout': 'pre-paginated' }),
      ...(book.flow !== '' && { 'rendition:flow': book.flow }),
    },
    spine: book.spine.length,
    spine_nonlinear: book.spine.filter((s) => !s.linear).length,
    cover: book.cover?.path.slice(dirname(book.packagePath).length + 1) ?? '',
    nav: { toc: counts.toc, landmarks: counts.landmarks, 'page-list': counts.pages },
    ncx: counts.toc,
    toc_depth: counts.tocDepth,
    content: { scripts: stripped.scripts, noterefs: counts.footnotes },
    rights: book.rights.slice(0, wanted.rights?.length),
    description: plainText(book.description).slice(0, wanted.description?.length),
    overlays: counts.overlays,
  };
  return Object.fromEntries(Object.entries(all).filter(([key]) => key in wanted));
}

/** The same facts of known.json, without those that the catalogue does not keep. */
function keptFacts(known: Known): Known {
  const { nav, content, rendition, accessibility, ...rest } = known;
  return {
    ...rest,
    ...(accessibility && { accessibility }),
    ...(nav && { nav: { toc: nav['toc'] ?? 0, landmarks: nav['landmarks'] ?? 0, 'page-list': nav['page-list'] ?? 0 } }),
    ...(content && { content: { scripts: content['scripts'] ?? 0, noterefs: content['noterefs'] ?? 0 } }),
    ...(rendition && {
      rendition: Object.fromEntries(
        Object.entries(rendition).filter(([key]) => key !== 'rendition:orientation' && key !== 'rendition:spread'),
      ),
    }),
  };
}
const told = new Set(
  (
    'entries uncompressed package version title creator language identifier subject accessibility page_progression ' +
    'rendition spine spine_nonlinear cover nav ncx toc_depth content rights description overlays'
  ).split(' '),
);

describe('real books', () => {
  onRealData('epub/known.json', 'B1: every fact of the known books is read as another parser read it', async (file) => {
    const { files } = JSON.parse(readFileSync(file, 'utf8')) as { files: Record<string, Known> };
    let compared = 0;
    for (const [name, known] of Object.entries(files)) {
      if (known.unreadable !== undefined) continue;
      const book = await readEpub(join(dirname(file), name));
      // One name is not UTF-8, which the format forbids.
      if (name === 'malformed/filename-not-utf8.epub') continue;
      if (!book.ok) throw new Error(`${name}: ${JSON.stringify(book.error)}`);
      const wanted = Object.fromEntries(Object.entries(keptFacts(known)).filter(([key]) => told.has(key))) as Known;
      expect([name, factsOf(book.value, wanted)]).toEqual([name, wanted]);
      compared += Object.keys(wanted).length;
    }
    expect(compared).toBeGreaterThan(300);
  });
  onRealData(
    'epub/leroux-chambre-jaune.epub',
    'B1: a French novel has its author, year, subjects and words',
    async (file) => {
      const book = await readEpub(file);
      if (!book.ok) throw new Error(book.error.code);
      expect(book.value).toMatchObject({
        titles: [{ text: 'Le Mystère de la chambre jaune' }],
        contributors: [{ name: 'Gaston Leroux', role: 'author', sortAs: 'Leroux, Gaston' }],
        year: 1907,
        languages: ['fr'],
        subjects: ['Fiction', 'Policiers & Mystères'],
      });
      expect(book.value.words).toBeGreaterThan(70_000);
      expect(book.value.words).toBeLessThan(100_000);
    },
  );
  onRealData(
    'epub/malformed',
    'B3: malformed books are refused when their fault is fatal, else opened',
    async (dir) => {
      const verdicts: Record<string, string> = {};
      for (const name of await readdir(dir)) {
        const book = await readEpub(join(dir, name));
        verdicts[name.replace('.epub', '')] = book.ok
          ? book.value.warnings.map(warningText).join(', ')
          : book.error.code;
      }
      expect(verdicts).toEqual({
        'container-missing': 'book.no_container',
        'duplicate-zip-entry': 'several entries named OPS/content_001.xhtml',
        'epub2-minimal-valid': '',
        'epub2-ncx-attribute-missing': '',
        'epub2-ncx-label-empty': '',
        'epub2-with-image': '',
        'filename-not-utf8': 'book.bad_name',
        'filename-utf8-valid': '',
        'filename-with-space': '',
        'iframe-missing-resource': '',
        'image-with-epub-extension': 'book.not_zip',
        'mimetype-missing': 'no entry mimetype',
        'mimetype-trailing-newline': 'mimetype: something stands beside the type',
        'minimal-valid': '',
        'package-document-missing': 'book.no_package',
        'url-leaking-in-opf': '',
        'zip-no-end-header': 'book.not_zip',
      });
    },
  );
  onRealData(
    'epub/hostile/make-hostile-epubs.mjs',
    'B3: hostile books are refused in bounded time and memory, or kept with their dangers counted',
    async (script) => {
      const dir = await mkdtemp(join(tmpdir(), 'hostile-'));
      try {
        expect(spawnSync(process.execPath, [realpathSync(script), dir]).status).toBe(0);
        const verdicts: Record<string, unknown> = {};
        for (const name of await readdir(dir)) {
          const begun = process.cpuUsage();
          const book = await readEpub(join(dir, name));
          expect(process.cpuUsage(begun).user).toBeLessThan(10e6);
          verdicts[name.replace('.epub', '')] = book.ok
            ? [book.value.titles[0]?.text, plainText(book.value.description), book.value.stripped, book.value.words]
            : book.error.code;
        }
        expect(verdicts).toEqual({
          'billion-laughs': 'book.entities',
          'bomb-1-gib': 'book.bad_ratio',
          'bomb-size-lie': 'book.wrong_size',
          'many-entries': 'book.too_many_entries',
          'path-absolute': 'book.bad_name',
          'path-backslash': 'book.bad_name',
          'path-parent': 'book.bad_name',
          scripts: ['Scripts', '', { scripts: 3, handlers: 6, remote: 8 }, 6],
          symlink: 'book.link',
          'title-markup': [
            '<img src=x onerror=alert(1)>',
            'Résumé à garder',
            { scripts: 0, handlers: 0, remote: 0 },
            4,
          ],
          xxe: 'book.entities',
        });
        expect(process.resourceUsage().maxRSS / 1024).toBeLessThan(1024);
        for (const name of ['parent', 'absolute']) expect(existsSync(`/tmp/escaped-${name}.txt`)).toBe(false);
      } finally {
        await rm(dir, { recursive: true });
      }
    },
  );
});
