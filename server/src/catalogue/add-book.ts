/** Adds one file to the catalogue: judged, stored under its hash, written as an edition of its work (B2, B3). */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { BookError } from '@egoejo/shared/catalogue/errors.ts';
import { MOST_FILE, type BookWarning } from '@egoejo/shared/catalogue/model.ts';
import { newId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';
import { CATALOGUE, communityScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import type { Media } from '../platform/media/media.ts';
import { storeCover, type StoredCover } from './covers.ts';
import type { Book } from './epub/book.ts';
import { readEpub } from './epub/read.ts';
import { bookKey } from './keys.ts';
import { partialMd5OfFile } from './partial-md5.ts';
import { hashFile } from './pieces.ts';
import { editionOf, workOf } from './record.ts';

export interface Added {
  /** False: the catalogue has had this very file before. */
  added: boolean;
  work: string;
  edition: string;
  title: string;
  warnings: BookWarning[];
}

interface Stores {
  db: Database;
  media: Media;
}

/**
 * Adds the file, or finds that it is there.
 * @param community whose members alone may see the work; null: everybody may.
 */
export async function addBook(
  deps: Stores,
  path: string,
  community: CommunityId | null,
): Promise<Result<Added, BookError>> {
  const taken = await takeBook(deps, path, community);
  return taken.ok ? ok(await deps.db.transaction(taken.value)) : taken;
}

/**
 * Judges the file and stores it. The file in the store is written before its row, so that no row names a missing file;
 * a killed import leaves at most a file that the next one writes again.
 * @param name of the file that was chosen: a book without a title is called so.
 * @returns what writes its row, or finds that it is there, in the transaction that is given.
 */
export async function takeBook(
  { db, media }: Stores,
  path: string,
  community: CommunityId | null,
  name = path,
): Promise<Result<(tx: Queryable) => Promise<Added>, BookError>> {
  const hashes = await hashFile(path, MOST_FILE);
  if (hashes.bytes > MOST_FILE) return fail('book.too_large', { most: MOST_FILE });
  if (hashes.bytes === 0) return fail('book.not_zip', { reason: 'empty' });
  const key = bookKey(hashes.sha256);
  const known = await findEdition(db, hashes.sha256);
  const found = (there: Found, warnings: BookWarning[]) => ok(async () => ({ ...there, added: false, warnings }));
  if (known && (await media.stat(key))) return found(known, []);
  const book = await readEpub(path);
  if (!book.ok) return book;
  await putVerified(media, key, path, hashes.sha256);
  if (known) return found(known, [{ code: 'restored', what: '' }]);
  const work = workOf(book.value, name);
  const { fault, ...cover } = await storeCover(media, book.value.cover, work.title);
  const writing: Writing = {
    id: null,
    edition: newId(),
    work,
    facts: editionOf(book.value),
    sha256: hashes.sha256,
    bytes: hashes.bytes,
    pieces: hashes.pieces.toString('hex'),
    partialMd5: await partialMd5OfFile(path),
    cover,
    community,
  };
  const warnings = [...told(book.value), ...(fault === null ? [] : [{ code: 'cover', what: fault } as const])];
  return ok(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('book:' || $1, 0))`, [hashes.sha256]);
    // Another import of the same file, at the same time, was first.
    const there = await findEdition(tx, hashes.sha256);
    if (there) return { ...there, added: false, warnings };
    const { edition } = writing;
    return { added: true, work: await writeBook(tx, writing), edition, title: work.title, warnings };
  });
}

type Found = Omit<Added, 'added' | 'warnings'>;
const findEdition = async (q: Queryable, sha256: string): Promise<Found | undefined> =>
  (
    await q.query<Found>(
      'select e.id as edition, w.id as work, w.title from edition e join work w on w.id = e.work where e.sha256 = $1',
      [sha256],
    )
  )[0];

/** Stores the file. @throws when it changed since it was hashed, for the store must hold what its name says. */
async function putVerified(media: Media, key: string, path: string, sha256: string): Promise<void> {
  const hash = createHash('sha256');
  const content = async function* (): AsyncIterable<Uint8Array> {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(piece);
      yield piece;
    }
    if (hash.digest('hex') !== sha256) throw new Error('the file changed while it was imported');
  };
  await media.put(key, content());
}

/** What a reader will take out, and what else whoever imports it should know. */
const told = ({ stripped, warnings }: Book): BookWarning[] => [
  ...(['scripts', 'handlers', 'remote'] as const).flatMap((code) =>
    stripped[code] > 0 ? [{ code, what: String(stripped[code]) }] : [],
  ),
  ...warnings,
];

/** What the catalogue writes of a file. */
export interface Writing {
  /** Null: a new one, or the one that the catalogue has under the same key. */
  id: string | null;
  edition: string;
  work: ReturnType<typeof workOf>;
  facts: ReturnType<typeof editionOf>;
  sha256: string;
  bytes: number;
  /** The hashes of its pieces, hex. */
  pieces: string;
  partialMd5: string;
  cover: Omit<StoredCover, 'fault'>;
  community: CommunityId | null;
}

/**
 * Writes a work, with its edition. The work takes the facts of the edition that came last; its cover stays where the
 * new file has none. The scope of the work is bumped by this, at the latest.
 */
export async function writeBook(
  tx: Queryable,
  { id: given, edition, work, facts, sha256, bytes, pieces, partialMd5, cover, community }: Writing,
): Promise<string> {
  const [row] = await tx.query<{ id: string; fresh: boolean }>(
    `insert into work (id, import_key, community, scope, title, subtitle, authors, languages, year, publisher, series,
       series_number, rights, licence, description, subjects, categories, contributors, accessibility, colour, cover,
       thumb)
     select $1, $2, $3, $8, w.title, w.subtitle, w.authors, w.languages, w.year, w.publisher, w.series,
       w."seriesNumber", w.rights, w.licence, w.description, w.subjects, w.categories, w.contributors,
       w.accessibility, $5, $6, $7
     from jsonb_to_record($4::jsonb) as w(title text, subtitle text, authors text, languages text[], year int,
       publisher text, series text, "seriesNumber" text, rights text, licence text, description text, subjects text[],
       categories text[], contributors jsonb, accessibility jsonb)
     on conflict (import_key) do update set title = excluded.title, subtitle = excluded.subtitle,
       authors = excluded.authors, languages = excluded.languages, year = excluded.year,
       publisher = excluded.publisher, series = excluded.series, series_number = excluded.series_number,
       rights = excluded.rights, licence = excluded.licence, description = excluded.description,
       subjects = excluded.subjects, categories = excluded.categories, contributors = excluded.contributors,
       accessibility = excluded.accessibility, updated_at = now(), scope = excluded.scope,
       colour = case when excluded.cover is null then work.colour else excluded.colour end,
       thumb = case when excluded.cover is null then work.thumb else excluded.thumb end,
       cover = coalesce(excluded.cover, work.cover)
     returning id, xmax = 0 as fresh`,
    [
      given ?? newId(),
      importKey(work.importKey, community),
      community,
      JSON.stringify(work),
      cover.colour,
      cover.cover,
      cover.thumb,
      scopeOf(community),
    ],
  );
  const id = row?.id ?? '';
  await tx.query(
    `insert into edition (id, work, format, sha256, bytes, pieces, identifier, words, spine, layout, progression,
       counts, stripped, partial_md5)
     select $1, $2, e.format, $3, $4, decode($5, 'hex'), e.identifier, e.words, e.spine, e.layout, e.progression,
       e.counts, e.stripped, $7
     from jsonb_to_record($6::jsonb) as e(format text, identifier text, words int, spine jsonb, layout text,
       progression text, counts jsonb, stripped jsonb)
     on conflict (sha256) do nothing`,
    [edition, id, sha256, bytes, pieces, JSON.stringify(facts), partialMd5],
  );
  await notifyMoved(tx, [scopeOf(community)]);
  if (row?.fresh) await emit(tx, 'work.added', id, {});
  if (cover.cover !== null) await emit(tx, 'work.cover_stored', id, { name: cover.cover });
  return id;
}

/** The same book in two communities is two works, so that neither learns of the other's. */
const importKey = (key: string, community: CommunityId | null): string =>
  createHash('sha256')
    .update(JSON.stringify([key, community]))
    .digest('hex');
const scopeOf = (community: CommunityId | null): Scope => (community === null ? CATALOGUE : communityScope(community));
