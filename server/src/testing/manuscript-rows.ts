/** Rows of manuscripts, as settlements and uploads would write them. */
import {
  newId,
  type CommunityId,
  type ContractId,
  type ManuscriptFileId,
  type ManuscriptId,
  type MemberId,
} from '@egoejo/shared/platform/ids.ts';
import type { ContractTerms } from '@egoejo/shared/publishing/contract.ts';
import type { ManuscriptState } from '@egoejo/shared/publishing/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { layOut } from '../publishing/desks.ts';

/** How one is published. */
const PATH: readonly ManuscriptState[] = ['draft', 'submitted', 'inReview', 'accepted', 'published'];

/** A manuscript of the author, for everybody or for a community; in a later state than a draft it has a stored file. */
export async function addManuscript(
  db: Queryable,
  author: MemberId,
  given: { id?: ManuscriptId; file?: ManuscriptFileId; community?: CommunityId | null; state?: ManuscriptState } = {},
): Promise<ManuscriptId> {
  const { id = newId(), file = newId(), community = null, state = 'draft' } = given;
  await db.query(
    `insert into manuscript (id, author, community, title, byline, language, description, rights, state)
      values ($1, $2, $3, 'Le puits', 'Awa D.', 'fr', '', 'CC0', $4)`,
    [id, author, community, state],
  );
  if (state !== 'draft') {
    await db.query(
      `insert into manuscript_file (id, manuscript, n, name, sent) values ($1, $2, 1, 'puits.epub', true)`,
      [file, id],
    );
    await storeFile(db, file);
  }
  for (const [n, step] of PATH.slice(1, PATH.indexOf(state) + 1).entries())
    await db.query('insert into manuscript_step (manuscript, n, state, by) values ($1, $2, $3, $4)', [
      id,
      n + 1,
      step,
      author,
    ]);
  await layOut(db, id, [author]);
  return id;
}
/** Its bytes have come, as an upload would store them. */
export const storeFile = (db: Queryable, file: ManuscriptFileId): Promise<unknown> =>
  db.query(
    `update manuscript_file set state = 'stored', sha256 = encode(sha256(id::text::bytea), 'hex'), bytes = 5,
       pieces = sha256('x'), facts = $2 where id = $1`,
    [file, JSON.stringify(FACTS)],
  );
/** What the catalogue would say of it. */
const FACTS = {
  work: {
    title: 'Le puits',
    subtitle: '',
    authors: 'Awa D.',
    languages: ['fr'],
    year: null,
    publisher: '',
    series: '',
    seriesNumber: '',
    rights: 'CC0',
    licence: 'CC0',
    description: '',
    subjects: [],
    categories: [],
    contributors: [{ name: 'Awa D.', role: 'author' }],
    accessibility: {},
    importKey: 'puits',
  },
  edition: {
    format: 'epub3',
    identifier: '',
    words: 100,
    spine: [],
    layout: 'reflowable',
    progression: 'default',
    counts: { toc: 2 },
    stripped: {},
  },
  cover: { cover: null, thumb: null, colour: '#336644' },
  partialMd5: 'd41d8cd98f00b204e9800998ecf8427e',
};

/** A contract that was offered to the author. Its text is empty. */
export const offerContract = (db: Queryable, manuscript: ManuscriptId, id = newId<ContractId>()): Promise<unknown> =>
  db.query(
    `insert into contract (id, manuscript, terms, text, hash, offered_name)
      values ($1, $2, $3, '', encode(sha256(''), 'hex'), 'Moussa')`,
    [id, manuscript, JSON.stringify(TERMS)],
  );
export const TERMS: ContractTerms = {
  exclusive: false,
  territory: 'Monde',
  share: 7_000,
  perQuarter: 25,
  currency: 'XOF',
  years: 2,
  clauses: '',
  language: 'fr',
};
