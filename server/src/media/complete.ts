/** The end of an upload: its hash is compared, its feature checks and stores the file, the waiting row is told. */
import { createHash } from 'node:crypto';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import { AppError } from '../platform/app-error.ts';
import type { Deps } from '../platform/deps.ts';
import type { UploadPurposes } from './model.ts';
import { closeUpload, contentOf, uploadOf, type UploadRow } from './uploads.ts';

/**
 * Completes an upload; again, it gives the same answer. A file with another hash was damaged on its way: the upload is
 * dropped and may begin again. @throws AppError `media.wrong_hash`, `media.incomplete`, or why the file is refused.
 */
export async function completeUpload(
  deps: Pick<Deps, 'db' | 'media'>,
  purposes: UploadPurposes,
  member: MemberId,
  id: string,
): Promise<UploadRow> {
  const row = await uploadOf(deps.db, member, id);
  if (row.state === 'refused') throw new AppError((row.code ?? 'media.bad_picture') as ErrorCode, {}, 422);
  if (row.state === 'dropped') throw new AppError('media.unknown_upload', {}, 404);
  if (row.state === 'done') return row;
  if (row.received < row.bytes) throw new AppError('media.incomplete', { offset: row.received }, 409);
  const bytes = await contentOf(deps.db, id);
  if (createHash('sha256').update(bytes).digest('hex') !== row.sha256) {
    await deps.db.transaction((tx) => closeUpload(tx, id, 'dropped'));
    throw new AppError('media.wrong_hash', {}, 422);
  }
  const purpose = purposes[row.purpose];
  const accepted = await purpose.accept(deps, row.subject, bytes);
  const state = accepted.ok ? 'done' : 'refused';
  await deps.db.transaction(async (tx) => {
    const now = await uploadOf(tx, member, id, 'for update');
    // Two calls at once did the same work; the other one has closed it.
    if (now.state !== 'open') return;
    if (accepted.ok) await accepted.value(tx);
    else await purpose.refuse(tx, row.subject, accepted.error);
    await closeUpload(tx, id, state, accepted.ok ? null : accepted.error.code);
  });
  if (!accepted.ok) throw new AppError(accepted.error.code, accepted.error.params, 422);
  return { ...row, state };
}
