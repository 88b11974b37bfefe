import type { MessageFile } from '@egoejo/shared/rooms/model.ts';
import { fail, ok } from '@egoejo/shared/platform/result.ts';
import { download, NETWORK } from '../../platform/network/api.ts';
import { fileBlob } from '../../sync/api/kept/files.ts';
import type { Source } from '../voice/player.ts';

/** How long fetching a voice note may take, in milliseconds: a long note needs this on a slow link. */
const PATIENCE_MS = 5 * 60_000;

/** The sound of a voice note: what this device keeps of it, else what the server has. */
export const soundOf =
  ({ id, key }: Pick<MessageFile, 'id' | 'key'>): Source =>
  async () => {
    const kept = await fileBlob(id);
    if (kept) return ok(kept);
    return key === null ? fail(NETWORK) : download(`/media/${key}`, PATIENCE_MS);
  };
