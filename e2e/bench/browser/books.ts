/** Books for the benchmarks of reading: a novel of one megabyte, a catalogue of thousands, a device that has a book. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { addBook } from '@egoejo/server/catalogue/add-book.ts';
import { openMedia } from '@egoejo/server/platform/media/open-media.ts';
import { readConfig } from '@egoejo/server/platform/config/read-config.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import type { Device, Page } from '../../support/browsers/browser.ts';
import { madeBook } from '../../support/epub.ts';
import type { BrowserApp } from './app.ts';
import { becomeMember } from './acts.ts';
import { countRows, memberStore } from './rows.ts';
import { PARTS, WORDS } from '../database/searches.ts';

export const small = { members: 2, projects: 10, grains: 1_000 };
const NOVEL = 'Le roman des puits';
const MEGABYTE = 1_000_000;
const CHAPTERS = 24;
/** Bytes of a paragraph. */
const PARAGRAPH = 600;

/** Always the same words of a novel's usual letters and lengths. */
function paragraph(n: number): string {
  let text = '';
  for (let k = n * 1_000; text.length < PARAGRAPH; k++) {
    const pick = (k * 7_919 + k * k * 31) % 65_537;
    const name = `${PARTS[pick % PARTS.length]}${PARTS[(pick >> 5) % PARTS.length]}`;
    text += `${k % 4 === 0 ? WORDS[pick % WORDS.length] : name} `;
  }
  return `<p>${text.trim()}.</p>`;
}
/** A file of one megabyte: its chapters are stored as they are, so that it has that many bytes on the line too. */
export function novel(): Buffer {
  const each = Math.floor(MEGABYTE / CHAPTERS / (PARAGRAPH + 15));
  const chapters = Array.from(
    { length: CHAPTERS },
    (_, c) => `<h1>${c + 1}</h1>${Array.from({ length: each }, (_p, p) => paragraph(c * each + p)).join('')}`,
  );
  return madeBook(NOVEL, chapters).buffer;
}

/** Puts the novel into the catalogue, as an import does. */
export async function importNovel(db: Database, dataDir: string): Promise<void> {
  const path = join(dataDir, 'novel.epub');
  await writeFile(path, novel());
  const added = await addBook({ db, media: openMedia(readConfig({ DATA_DIR: dataDir })) }, path, null);
  if (!added.ok) throw new Error(added.error.code);
}

/** Fills the catalogue with works whose rows are as large as real ones, with a thumbnail each. */
export const writeWorks =
  (works: number) =>
  async (db: Database): Promise<void> => {
    await db.query(
      `with w as (
         select i, md5('work' || i)::uuid as id,
           (select string_agg(case when k % 2 = 1 then ($2::text[])[1 + n % cardinality($2::text[])]
               else ($3::text[])[1 + n % cardinality($3::text[])] || 'o' end, ' ' order by k)
             from (select k, ('x' || left(md5(i || ' ' || k), 6))::bit(24)::int as n
               from generate_series(1, 4) k) drawn) as title
         from generate_series(1, $1) i),
       added as (
         insert into work (id, import_key, scope, title, authors, languages, year, licence, categories, contributors,
             accessibility, colour, thumb)
           select id, id::text, 'catalogue', title, 'Autrice ' || left(md5(i::text), 8), '{fr}', 1800 + i % 220, 'CC0',
             array['roman'], '[]', '{}', '#336644',
             (select string_agg(encode(sha256((i || ' ' || k)::bytea), 'base64'), '') from generate_series(1, 20) k)
           from w returning id)
       insert into edition (id, work, format, sha256, bytes, pieces, words, spine, layout, progression, counts,
           stripped)
         select id, id, 'epub3', encode(sha256(id::text::bytea), 'hex'), 5, sha256('x'), 80000, '[]', 'reflowable',
           'default', '{}', '{}' from added`,
      [works, WORDS, PARTS],
    );
  };

/** Selects the links that open a downloaded book in the reader. */
export const HERE = 'main a[href^="/livres/"]';
/** Matches once a page of the open book is shown. */
export const SHOWN = 'section[aria-busy=false] foliate-paginator';

/** Waits until that many works are on the device. */
export async function allWorks(page: Page, works: number): Promise<void> {
  const until = Date.now() + 300_000;
  while ((await page.evaluate(countRows, [memberStore, 'work'] as const)) < works) {
    if (Date.now() > until) throw new Error('the catalogue is not here after five minutes');
    await wait(250);
  }
}
/** Goes to the work's page, once the device has the catalogue. */
export async function openWork(page: Page): Promise<void> {
  await page.goto('/lire/catalogue');
  await page.getByRole('link', { name: NOVEL }).click();
}
/** A member's device that has the shell and the catalogue. */
export async function deviceReady(app: BrowserApp, slowdown?: number): Promise<Device> {
  const device = await app.openApp({ ...(slowdown !== undefined && { slowdown }) });
  await becomeMember(device.page, small.projects);
  return device;
}
/** A member's device that has downloaded the novel and has it open in its middle. */
export async function deviceWithNovel(app: BrowserApp, slowdown?: number): Promise<Device> {
  const device = await deviceReady(app, slowdown);
  const { page } = device;
  await openWork(page);
  await page.getByRole('button', { name: /^Télécharger/ }).click();
  await page.locator(HERE).click();
  await page.locator(SHOWN).waitFor();
  await page.getByRole('button', { name: 'Sommaire' }).click();
  await page.getByRole('button', { name: 'Chapitre 13', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.keyboard.press('ArrowRight');
  return device;
}
