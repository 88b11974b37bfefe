import { sha256Hex } from '../platform/sha256.ts';
import type { CommentId, CommunityId } from '../platform/ids.ts';

/**
 * What stands for the writer of unsigned comments in one thread: the same for all of theirs there, another one in every
 * other thread. Only who has the writer's `commentKey` can compute it. The database computes the same (migration 403).
 * @param community null: the forum of all
 * @param thread the comment that begins the thread
 * @returns 32 hexadecimal digits
 */
export const writerOf = (commentKey: string, community: CommunityId | null, thread: CommentId): string =>
  sha256Hex(`${commentKey}:${community ?? 'all'}:${thread}`).slice(0, 32);
