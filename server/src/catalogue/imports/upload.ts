/** The bytes of a book that a member imports (B2): judged as `egoejo import epub` judges a file. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IMPORT_TEXT, SHOWN_WARNINGS } from '@egoejo/shared/catalogue/model.ts';
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { cut } from '@egoejo/shared/platform/cut.ts';
import { fail, ok, type Params } from '@egoejo/shared/platform/result.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { standingOf } from '../../communities/model.ts';
import type { UploadPurpose } from '../../media/contract.ts';
import type { Queryable } from '../../platform/database/database.ts';
import { refusalOf } from '../../platform/policy.ts';
import { notifyMoved } from '../../sync/pokes/pokes.ts';
import { takeBook } from '../add-book.ts';
import { visibleTo } from '../visible.ts';
import { importing } from './policy.ts';

/** The import that waits for this file; undefined: none does. */
const waiting = async (q: Queryable, id: string) =>
  (
    await q.query<{ member: MemberId; community: CommunityId | null; name: string }>(
      `select member, community, name from book_import where id = $1 and state = 'awaited'`,
      [id],
    )
  )[0];

/** Writes what became of an import, if it waits, and tells the devices of its member. */
async function close(tx: Queryable, id: string, set: Readonly<Record<string, unknown>>): Promise<void> {
  const row = await waiting(tx, id);
  if (!row) return;
  const [bumped] = await tx.query<{ rev: number }>('select bump_member($1) as rev', [row.member]);
  const columns = Object.keys(set).map((name, i) => `${name} = $${i + 3}`);
  await tx.query(`update book_import set ${columns.join(', ')}, rev = $2 where id = $1`, [
    id,
    bumped?.rev,
    ...Object.values(set),
  ]);
  await notifyMoved(tx, [memberScope(row.member)]);
}

/** A name in an archive may be as long as somebody likes. */
const short = (params: Params): Params =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      typeof value === 'string' ? cut(value, IMPORT_TEXT.entry) : value,
    ]),
  );

/** Whether the member sees the work: a file may be in the catalogue of others only. */
const sees = async (q: Queryable, member: MemberId, work: string): Promise<boolean> =>
  (await q.query(`select from work w where w.id = $2 and ${visibleTo('$1')}`, [member, work])).length > 0;

export const importUpload: UploadPurpose = {
  most: UPLOAD.book,
  async refusal(q, member, subject) {
    const row = await waiting(q, subject);
    if (row?.member !== member) return 'media.not_awaited';
    return refusalOf(importing, { ...(await standingOf(q, member, row.community)), ofAll: row.community === null });
  },
  async accept(deps, member, subject, file) {
    const row = await waiting(deps.db, subject);
    if (!row) return fail('media.not_awaited');
    const folder = await mkdtemp(join(tmpdir(), 'egoejo-import-'));
    try {
      const path = join(folder, 'book.epub');
      await writeFile(path, file.stream(), { mode: 0o600 });
      const taken = await takeBook(deps, path, row.community, row.name);
      if (!taken.ok) return fail(taken.error.code, taken.error.params);
      return ok(async (tx) => {
        const { added, work, title, warnings } = await taken.value(tx);
        if (!added && !(await sees(tx, member, work)))
          return close(tx, subject, { state: 'refused', code: 'book.elsewhere' });
        const shown = warnings.slice(0, SHOWN_WARNINGS).map(({ code, what }) => ({ code, ...short({ what }) }));
        return close(tx, subject, { state: 'stored', added, work, title, warnings: JSON.stringify(shown) });
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  refuse: (tx, subject, { code, params }) =>
    close(tx, subject, { state: 'refused', code, params: JSON.stringify(short(params)) }),
};
