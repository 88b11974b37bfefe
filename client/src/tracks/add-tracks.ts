/** Adds tracks, also without a network: the file is kept on this device until the server has it (L1). */
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import { newId, type TrackId } from '@egoejo/shared/platform/ids.ts';
import type { Result } from '@egoejo/shared/platform/result.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { mutate } from '../sync/api/acts/mutate.ts';
import { fileQueued, forgetFile } from '../sync/api/kept/files.ts';
import { keepFile } from '../sync/api/kept/keep-file.ts';
import { fileName } from './file-name.ts';

/** What the member says about a track. */
type Said = Omit<MutationArgs<'track.add'>, 'id' | 'file'>;

/** Why a file is not taken; null: it may be a track. */
export const faultOf = ({ size }: Blob): 'tracks.file.empty' | 'tracks.file.large' | null =>
  size === 0 ? 'tracks.file.empty' : size > UPLOAD.track ? 'tracks.file.large' : null;

/** Stores the file on this device and queues the act that announces it. Codes: those of `keepFile` and `mutate`. */
export async function addTrack(file: File, said: Said): Promise<Result<unknown>> {
  const id = newId<TrackId>();
  const kept = await keepFile({ id, purpose: 'track', content: file, type: file.type });
  if (!kept.ok) return kept;
  const queued = await mutate('track.add', { id, ...said, file: fileName(file.name) }, said.title);
  await (queued.ok ? fileQueued(id) : forgetFile(id));
  return queued;
}
