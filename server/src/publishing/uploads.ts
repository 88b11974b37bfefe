/** The bytes of a manuscript's file: by its author, as long as its row waits for them. */
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import type { ManuscriptId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok } from '@egoejo/shared/platform/result.ts';
import type { UploadPurpose } from '../media/contract.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';
import { judge, type Said } from './judge.ts';
import { stepTo } from './settle.ts';

/** The manuscript of a file that waits, which nobody moves until this transaction ends. Null: it no longer waits. */
async function waiting(tx: Queryable, file: string): Promise<ManuscriptId | null> {
  const [row] = await tx.query<{ id: ManuscriptId }>(
    `select m.id from manuscript m where m.id = (select manuscript from manuscript_file where id = $1)
      for no key update`,
    [file],
  );
  const [file_] = await tx.query(`select from manuscript_file where id = $1 and state = 'awaited'`, [file]);
  return file_ && row ? row.id : null;
}

export const manuscriptUpload: UploadPurpose = {
  most: UPLOAD.manuscript,
  async refusal(q, member, subject) {
    const [row] = await q.query(
      `select from manuscript_file f join manuscript m on m.id = f.manuscript
        where f.id = $1 and m.author = $2 and f.state = 'awaited'`,
      [subject, member],
    );
    return row ? null : 'media.not_awaited';
  },
  async accept({ db, media }, member, subject, received) {
    const [said] = await db.query<Said>(
      `select m.id, m.title, m.byline, m.language, m.description, m.rights
        from manuscript m join manuscript_file f on f.manuscript = m.id where f.id = $1`,
      [subject],
    );
    if (!said) return fail('media.not_awaited');
    const judged = await judge(media, await received.whole(), said, member);
    if (!judged.ok) return judged;
    const { sha256, bytes: size, pieces, made, remarks, facts } = judged.value;
    return ok(async (tx) => {
      const manuscript = await waiting(tx, subject);
      if (manuscript === null) {
        // Its author closed the account meanwhile.
        await emit(tx, 'manuscript.file_gone', member, { sha256, cover: facts.cover.cover });
        return;
      }
      await tx.query(
        `update manuscript_file set state = 'stored', sha256 = $2, bytes = $3, pieces = decode($4, 'hex'), made = $5,
           remarks = $6, facts = $7 where id = $1`,
        [subject, sha256, size, pieces, made, JSON.stringify(remarks), JSON.stringify(facts)],
      );
      await emit(tx, 'manuscript.changed', manuscript, {});
    });
  },
  /** A manuscript that was submitted with this file as its version goes back to its author. */
  async refuse(tx, subject, { code, params }) {
    const manuscript = await waiting(tx, subject);
    if (manuscript === null) return;
    await tx.query(`update manuscript_file set state = 'refused', code = $2, params = $3 where id = $1`, [
      subject,
      code,
      JSON.stringify(params),
    ]);
    const [back] = await tx.query(
      `update manuscript m set state = 'draft', reviewer = null, moved_at = now()
        where m.id = $1 and m.state in ('submitted', 'inReview')
          and (select f.sent and f.n = (select max(n) from manuscript_file where manuscript = m.id)
            from manuscript_file f where f.id = $2)
        returning m.id`,
      [manuscript, subject],
    );
    if (back) {
      await stepTo(tx, manuscript, { state: 'draft', by: null, words: '', at: null });
      await emit(tx, 'manuscript.moved', manuscript, { to: 'draft', by: null });
    }
    await emit(tx, 'manuscript.changed', manuscript, {});
  },
};
