/** Uploads in the database: announced, received in chunks, closed. Every step is durable before it is acknowledged. */
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { UPLOAD, type UploadStart, type UploadState } from '@egoejo/shared/media/model.ts';
import { AppError } from '../platform/http/app-error.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import type { Deps } from '../platform/deps.ts';
import { hasChunk, putChunk, takeBackChunk, type Chunk } from './chunks.ts';
import type { UploadPurpose, UploadPurposes } from './contract.ts';

/** The event that an upload ended, whatever became of it. */
export const UPLOAD_CLOSED = 'upload.closed';
/** A claim is renewed so often, ms. */
const RENEW_MS = 30_000;

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
export async function startUpload(
  deps: Pick<Deps, 'db' | 'media'>,
  member: MemberId,
  start: UploadStart,
  purpose: UploadPurpose,
): Promise<UploadRow> {
  if (start.bytes > purpose.most) throw new AppError('media.too_large', { most: purpose.most }, 413);
  await dropLost(deps, member, start);
  return deps.db.transaction(async (tx) => {
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

/**
 * Drops an open upload whose last chunk the store does not have, such as after a restore without media: the device
 * begins again. Where only others are missing, completing the upload drops it.
 */
async function dropLost(
  { db, media }: Pick<Deps, 'db' | 'media'>,
  member: MemberId,
  { purpose, subject }: UploadStart,
): Promise<void> {
  const [last] = await db.query<Chunk & { [column: string]: unknown }>(
    `select c.upload, c.start, c.size from upload join upload_chunk c on c.upload = upload.id
      where member = $1 and purpose = $2 and subject = $3 and state = 'open' and not coalesce(${CLAIMED}, false)
        and c.bytes is null
      order by c.start desc limit 1`,
    [member, purpose, subject],
  );
  if (last && !(await hasChunk(media, last))) await db.transaction((tx) => closeUpload(tx, last.upload, 'dropped'));
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

/** @throws AppError why these bytes may not be added there now. */
async function requireFits(
  q: Queryable,
  member: MemberId,
  row: UploadRow,
  { start, size }: Chunk,
  purposes: UploadPurposes,
): Promise<void> {
  if (row.state !== 'open') throw new AppError('media.unknown_upload', { state: row.state }, 404);
  await requireAllowed(q, purposes[row.purpose], member, row.subject);
  if (start !== row.received) throw new AppError('media.wrong_offset', { offset: row.received }, 409);
  if (start + size > row.bytes) throw new AppError('media.beyond_size', { bytes: row.bytes });
  if (size < UPLOAD.leastChunk && start + size < row.bytes)
    throw new AppError('sync.bad_args', { field: 'body', least: UPLOAD.leastChunk });
}

/**
 * Adds a chunk at the offset that the upload has reached. Its bytes are stored before its row: a server that is killed
 * in between leaves bytes that the next call writes again. @throws AppError 409 `media.wrong_offset` with the right
 * one, 400 `media.beyond_size`, 400 `sync.bad_args` for a chunk that is too small and not the last one.
 */
export async function addChunk(
  deps: Pick<Deps, 'db' | 'media'>,
  member: MemberId,
  id: string,
  offset: number,
  bytes: Uint8Array,
  purposes: UploadPurposes,
): Promise<UploadRow> {
  const chunk: Chunk = { upload: id, start: offset, size: bytes.length };
  await requireFits(deps.db, member, await uploadOf(deps.db, member, id), chunk, purposes);
  // Outside the transaction, because a bucket may take seconds.
  await putChunk(deps.media, chunk, bytes);
  try {
    return await deps.db.transaction(async (tx) => {
      const row = await uploadOf(tx, member, id, 'for update');
      await requireFits(tx, member, row, chunk, purposes);
      await tx.query('insert into upload_chunk (upload, start, size) values ($1, $2, $3)', [id, offset, bytes.length]);
      const received = offset + bytes.length;
      await tx.query('update upload set received = $2, moved_at = now() where id = $1', [id, received]);
      return { ...row, received };
    });
  } catch (error) {
    if (error instanceof AppError) await takeBackChunk(deps, chunk);
    throw error;
  }
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

/**
 * Runs `work` and renews the claim meanwhile: a file of hundreds of megabytes takes longer than a claim holds. A
 * renewal that fails is made up for by the next one.
 */
export async function whileClaimed<T>(db: Queryable, id: string, work: () => Promise<T>): Promise<T> {
  let renewed: Promise<unknown> = Promise.resolve();
  const renew = () => db.query(`update upload set claimed_at = now() where id = $1 and state = 'open'`, [id]);
  const timer = setInterval(() => {
    renewed = Promise.allSettled([renewed, renew()]);
  }, RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await renewed;
  }
}

/** Ends these uploads, forgets the rows of their chunks, and tells it, so that a job deletes the bytes (jobs.ts). */
const ending = (which: string): string =>
  `with ended as (update upload set state = $2, code = $3, moved_at = now() where state = 'open' and ${which}
      returning id),
    gone as (delete from upload_chunk c using ended where c.upload = ended.id)
    insert into domain_event (name, subject, payload) select '${UPLOAD_CLOSED}', id, '{}' from ended`;
const END_ONE = ending('id = $1');
const END_OF_ROWS = ending(`subject = any($1::uuid[]) and not coalesce(${CLAIMED}, false)`);

/** Closes an upload and forgets its chunks. Does nothing if it is closed. */
export async function closeUpload(
  tx: Queryable,
  id: string,
  state: 'done' | 'refused' | 'dropped',
  code: string | null = null,
): Promise<void> {
  await tx.query(END_ONE, [id, state, code]);
}

/** Closes the open uploads for these rows; one that is being checked ends by itself. */
export async function refuseUploads(tx: Queryable, subjects: readonly string[], code: ErrorCode): Promise<void> {
  await tx.query(END_OF_ROWS, [subjects, 'refused', code]);
}

/** Closes an upload that its member gave up; it still counts for the day. @throws AppError 503 while it is checked. */
export function dropUpload(db: Database, member: MemberId, id: string): Promise<UploadRow> {
  return db.transaction(async (tx) => {
    if ((await uploadOf(tx, member, id, 'for update')).claimed) throw beingChecked();
    await closeUpload(tx, id, 'dropped');
    return uploadOf(tx, member, id);
  });
}

/** Forgets uploads that nobody continued for a week, and closed ones after a day, not their bytes. @returns how many. */
export async function sweepUploads(db: Queryable): Promise<number> {
  const gone = await db.query(
    `delete from upload where (state = 'open' and moved_at < now() - interval '7 days')
       or (state <> 'open' and opened_at < now() - interval '1 day') returning id`,
  );
  return gone.length;
}
