/** Uploads in the database: announced, received in chunks, closed. Every step is durable before it is acknowledged. */
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { UPLOAD, type UploadStart, type UploadState } from '@egoejo/shared/media/model.ts';
import { AppError } from '../platform/http/app-error.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import type { UploadPurpose, UploadPurposes } from './contract.ts';

export interface UploadRow extends UploadStart {
  id: string;
  received: number;
  state: UploadState['state'];
  code: string | null;
  /** A server is checking the complete file. */
  claimed: boolean;
}
/** Whether a server checks the upload. What a killed server began waits two minutes at most. */
const CLAIMED = `state = 'open' and claimed_at > now() - interval '2 minutes'`;
const COLUMNS = `id, purpose, subject::text as subject, bytes, sha256, received, state, code,
  coalesce(${CLAIMED}, false) as claimed`;
/** The upload, or another one of its member, is being checked. */
const beingChecked = (): AppError => new AppError('sync.busy', { seconds: 5 });

/** The answer about an upload. */
export const stateOf = ({ id, received, bytes, state }: UploadRow): UploadState => ({
  id,
  offset: received,
  bytes,
  state,
});

/** The member's upload. @throws AppError 404 `media.unknown_upload`, also for another member's. */
export async function uploadOf(q: Queryable, member: MemberId, id: string, lock = ''): Promise<UploadRow> {
  const [row] = await q.query<UploadRow>(`select ${COLUMNS} from upload where id = $1 and member = $2 ${lock}`, [
    id,
    member,
  ]);
  if (!row) throw new AppError('media.unknown_upload', {}, 404);
  return row;
}

/** Makes what changes the member's set of uploads wait for one another. */
const lockMember = (tx: Queryable, member: MemberId): Promise<unknown> =>
  tx.query(`select pg_advisory_xact_lock(hashtextextended('upload:' || $1::text, 0))`, [member]);

/** Asks anew at each step, because the member's standing may have changed. @throws AppError 409 why they may not. */
export async function requireAllowed(
  q: Queryable,
  purpose: UploadPurpose,
  member: MemberId,
  subject: string,
): Promise<void> {
  const code = await purpose.refusal(q, member, subject);
  if (code) throw new AppError(code, {}, 409);
}

/**
 * Opens an upload, or finds the one of this row and file, from whatever session it was begun, and also when it has
 * ended: a device asks again when it missed the answer. The member's limits are reserved here, before any byte comes.
 */
export function startUpload(
  db: Database,
  member: MemberId,
  start: UploadStart,
  purpose: UploadPurpose,
): Promise<UploadRow> {
  if (start.bytes > purpose.most) throw new AppError('media.too_large', { most: purpose.most }, 413);
  return db.transaction(async (tx) => {
    await lockMember(tx, member);
    const [told] = await tx.query<UploadRow>(
      `select ${COLUMNS} from upload where member = $1 and purpose = $2 and subject = $3 and sha256 = $4
        and state in ('done', 'refused') limit 1`,
      [member, start.purpose, start.subject, start.sha256],
    );
    if (told) return told;
    await requireAllowed(tx, purpose, member, start.subject);
    const [open] = await tx.query<UploadRow>(
      `select ${COLUMNS} from upload where member = $1 and purpose = $2 and subject = $3 and state = 'open' for update`,
      [member, start.purpose, start.subject],
    );
    if (open && open.bytes === start.bytes && open.sha256 === start.sha256) return open;
    if (open?.claimed) throw beingChecked();
    if (open) await closeUpload(tx, open.id, 'dropped');
    await reserve(tx, member, start.bytes);
    const id = newId();
    await tx.query('insert into upload (id, member, purpose, subject, bytes, sha256) values ($1, $2, $3, $4, $5, $6)', [
      id,
      member,
      start.purpose,
      start.subject,
      start.bytes,
      start.sha256,
    ]);
    return { ...start, id, received: 0, state: 'open', code: null, claimed: false };
  });
}

async function reserve(tx: Queryable, member: MemberId, bytes: number): Promise<void> {
  const [used] = await tx.query<{ today: number; announced: number; open: number; seconds: number }>(
    `select coalesce(sum(bytes), 0)::bigint as today, count(*) as announced,
       count(*) filter (where state = 'open') as open,
       coalesce(ceil(extract(epoch from min(opened_at) + interval '1 day' - now())), 0)::bigint as seconds
      from upload where member = $1 and opened_at > now() - interval '1 day'`,
    [member],
  );
  if (!used) return;
  if (used.open >= UPLOAD.open) throw new AppError('media.too_many_open', { most: UPLOAD.open, seconds: 60 }, 429);
  const most =
    used.today + bytes > UPLOAD.day ? UPLOAD.day : used.announced >= UPLOAD.announced ? UPLOAD.announced : null;
  if (most !== null) throw new AppError('media.too_much_today', { most, seconds: Math.max(1, used.seconds) }, 429);
}

/**
 * Adds a chunk at the offset that the upload has reached. @throws AppError 409 `media.wrong_offset` with the right one,
 * 400 `media.beyond_size`, 400 `sync.bad_args` for a chunk that is too small and not the last one.
 */
export function addChunk(
  db: Database,
  member: MemberId,
  id: string,
  offset: number,
  chunk: Uint8Array,
  purposes: UploadPurposes,
): Promise<UploadRow> {
  return db.transaction(async (tx) => {
    const row = await uploadOf(tx, member, id, 'for update');
    if (row.state !== 'open') throw new AppError('media.unknown_upload', { state: row.state }, 404);
    await requireAllowed(tx, purposes[row.purpose], member, row.subject);
    if (offset !== row.received) throw new AppError('media.wrong_offset', { offset: row.received }, 409);
    const received = offset + chunk.length;
    if (received > row.bytes) throw new AppError('media.beyond_size', { bytes: row.bytes });
    if (chunk.length < UPLOAD.leastChunk && received < row.bytes)
      throw new AppError('sync.bad_args', { field: 'body', least: UPLOAD.leastChunk });
    const base64 = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('base64');
    await tx.query(`insert into upload_chunk (upload, start, bytes) values ($1, $2, decode($3, 'base64'))`, [
      id,
      offset,
      base64,
    ]);
    await tx.query('update upload set received = $2, moved_at = now() where id = $1', [id, received]);
    return { ...row, received };
  });
}

/**
 * Claims the complete file of an open upload, so that no other call and no other server checks it at the same time, nor
 * any other file of this member. @returns the upload; it has no claim if it is no longer open. @throws AppError 503
 * `sync.busy` while another call has the claim.
 */
export function claimUpload(db: Database, member: MemberId, id: string): Promise<UploadRow> {
  return db.transaction(async (tx) => {
    await lockMember(tx, member);
    const row = await uploadOf(tx, member, id, 'for update');
    if (row.state !== 'open') return row;
    if ((await tx.query(`select from upload where member = $1 and ${CLAIMED} limit 1`, [member])).length > 0)
      throw beingChecked();
    await tx.query('update upload set claimed_at = now(), moved_at = now() where id = $1', [id]);
    return { ...row, claimed: true };
  });
}

/** Gives a claim back after a fault of ours, so that the next call may check the file at once. */
export const releaseClaim = (db: Queryable, id: string): Promise<unknown> =>
  db.query('update upload set claimed_at = null where id = $1', [id]);

/**
 * Gives all claims back when a server starts, for one that was killed keeps its claims. A file that another server is
 * checking at that moment may be checked twice, with the same result.
 */
export const releaseClaims = (db: Queryable): Promise<unknown> =>
  db.query(`update upload set claimed_at = null where state = 'open' and claimed_at is not null`);

/** The whole file that was received. Base64, because the embedded database takes six times as long for plain bytes. */
export async function contentOf(q: Queryable, id: string): Promise<Buffer> {
  const chunks = await q.query<{ base64: string }>(
    `select encode(bytes, 'base64') as base64 from upload_chunk where upload = $1 order by start`,
    [id],
  );
  return Buffer.concat(chunks.map((c) => Buffer.from(c.base64, 'base64')));
}

/** What was received of a file so far, one chunk after the other, and one in memory. */
export async function* chunksOf(q: Queryable, id: string): AsyncGenerator<Uint8Array> {
  for (let from = 0; ;) {
    const [chunk] = await q.query<{ base64: string }>(
      `select encode(bytes, 'base64') as base64 from upload_chunk where upload = $1 and start = $2`,
      [id, from],
    );
    if (!chunk) return;
    const bytes = Buffer.from(chunk.base64, 'base64');
    from += bytes.length;
    yield bytes;
  }
}

/** Closes an upload and forgets its chunks. Does nothing if it is closed. */
export async function closeUpload(
  tx: Queryable,
  id: string,
  state: 'done' | 'refused' | 'dropped',
  code: string | null = null,
): Promise<void> {
  await tx.query(`update upload set state = $2, code = $3, moved_at = now() where id = $1 and state = 'open'`, [
    id,
    state,
    code,
  ]);
  await tx.query('delete from upload_chunk where upload = $1', [id]);
}

/** Closes the open uploads for these rows; one that is being checked ends by itself. */
export async function refuseUploads(tx: Queryable, subjects: readonly string[], code: ErrorCode): Promise<void> {
  await tx.query(
    `with gone as (update upload set state = 'refused', code = $2, moved_at = now()
       where subject = any($1::uuid[]) and state = 'open' and not coalesce(${CLAIMED}, false) returning id)
     delete from upload_chunk c using gone where c.upload = gone.id`,
    [subjects, code],
  );
}

/** Closes an upload that its member gave up; it still counts for the day. @throws AppError 503 while it is checked. */
export function dropUpload(db: Database, member: MemberId, id: string): Promise<UploadRow> {
  return db.transaction(async (tx) => {
    if ((await uploadOf(tx, member, id, 'for update')).claimed) throw beingChecked();
    await closeUpload(tx, id, 'dropped');
    return uploadOf(tx, member, id);
  });
}

/** Forgets uploads that nobody continued for a week, and closed ones after a day. @returns how many. */
export async function sweepUploads(db: Queryable): Promise<number> {
  const gone = await db.query(
    `delete from upload where (state = 'open' and moved_at < now() - interval '7 days')
       or (state <> 'open' and opened_at < now() - interval '1 day') returning id`,
  );
  return gone.length;
}
