/** The end of an upload: its hash is compared, its feature checks and stores the file, the waiting row is told. */
import { createHash } from 'node:crypto';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import { AppError } from '../platform/http/app-error.ts';
import type { Deps } from '../platform/deps.ts';
import { LostChunk, receivedFile } from './chunks.ts';
import type { ReceivedFile, UploadPurpose, UploadPurposes } from './contract.ts';
import { createWorkLimit } from '../platform/limits/work-limit.ts';
import {
  claimUpload,
  closeUpload,
  releaseClaim,
  requireAllowed,
  uploadOf,
  whileClaimed,
  type UploadRow,
} from './uploads.ts';

/** Files that are checked at the same time; a member has one. Each has at most 20 MB in memory (ReceivedFile). */
const checking = createWorkLimit({ places: 4, queue: 40, each: 1, refusal: 'sync.busy', retrySeconds: 5 });

/**
 * Completes an upload; again, it gives the same answer. A file with another hash was damaged on its way: the upload is
 * dropped and may begin again. One upload of a member is completed at a time, and each by one call. @throws AppError
 * `media.wrong_hash`, `media.incomplete`, why the file is refused, or 503 `sync.busy` while another call completes it.
 */
export async function completeUpload(
  deps: Pick<Deps, 'db' | 'media'>,
  purposes: UploadPurposes,
  member: MemberId,
  id: string,
): Promise<UploadRow> {
  const row = await uploadOf(deps.db, member, id);
  if (row.state !== 'open') return outcomeOf(row);
  if (row.received < row.bytes) throw new AppError('media.incomplete', { offset: row.received }, 409);
  return checking.run(async () => {
    const mine = await claimUpload(deps.db, member, id);
    if (!mine.claimed) return outcomeOf(mine);
    try {
      return await whileClaimed(deps.db, id, () => check(deps, purposes[mine.purpose], member, mine));
    } catch (error) {
      await releaseClaim(deps.db, id);
      throw error;
    }
  }, member);
}

/** What became of a closed upload. @throws AppError why the file was refused, 404 if the upload was dropped. */
function outcomeOf(row: UploadRow): UploadRow {
  if (row.state === 'refused') throw new AppError((row.code ?? 'media.bad_picture') as ErrorCode, {}, 422);
  if (row.state === 'dropped') throw new AppError('media.unknown_upload', {}, 404);
  return row;
}

/** Checks and stores the file of a claimed upload, and closes it. @throws AppError why the file is refused. */
async function check(
  deps: Pick<Deps, 'db' | 'media'>,
  purpose: UploadPurpose,
  member: MemberId,
  row: UploadRow,
): Promise<UploadRow> {
  const { id, subject } = row;
  await requireAllowed(deps.db, purpose, member, subject);
  const file = receivedFile(deps, row);
  if (!(await isUndamaged(file))) {
    const found = await deps.db.transaction(async (tx) => {
      const before = await uploadOf(tx, member, id, 'for update');
      await closeUpload(tx, id, 'dropped');
      return before;
    });
    // Another call had closed the upload, and its chunks were gone while this one read them.
    if (found.state !== 'open') return outcomeOf(found);
    throw new AppError('media.wrong_hash', {}, 422);
  }
  const accepted = await purpose.accept(deps, member, subject, file);
  const state: 'done' | 'refused' = accepted.ok ? 'done' : 'refused';
  const now = await deps.db.transaction(async (tx) => {
    const found = await uploadOf(tx, member, id, 'for update');
    // A server that started meanwhile released the claim, and another call has done the same work.
    if (found.state !== 'open') return found;
    if (accepted.ok) await accepted.value(tx);
    else await purpose.refuse(tx, subject, accepted.error);
    await closeUpload(tx, id, state, accepted.ok ? null : accepted.error.code);
    return { ...row, state };
  });
  if (!accepted.ok) throw new AppError(accepted.error.code, accepted.error.params, 422);
  return outcomeOf(now);
}

/** Whether all chunks are there, and have the hash that was announced. */
async function isUndamaged(file: ReceivedFile): Promise<boolean> {
  const hash = createHash('sha256');
  try {
    for await (const part of file.stream()) hash.update(part as Uint8Array);
  } catch (error) {
    if (error instanceof LostChunk) return false;
    throw error;
  }
  return hash.digest('hex') === file.sha256;
}
