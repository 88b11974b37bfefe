/** Queries over the comments on this device. */
import { useMemo } from 'react';
import type { Comment } from '@egoejo/shared/comments/model.ts';
import { writerOf } from '@egoejo/shared/comments/writer.ts';
import type { CommunityId, ProjectId, TopicId } from '@egoejo/shared/platform/ids.ts';
import { mergeRows, useLive, useOverlay, useRow } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import { idOf, standsOn, type About } from './about.ts';
import { peopleOf, type Person } from './mentions.ts';
import { threadsOf, type Threads } from './threads.ts';

/** Tells whether a comment in this community is the member's own. */
export function useOwn(community: CommunityId | null): (comment: Comment) => boolean {
  const me = useMember()?.member;
  const key = useRow('profile', me)?.commentKey;
  return ({ author, writer, parent, id }) =>
    (me !== undefined && author === me) ||
    (key !== undefined && typeof writer === 'string' && writer === writerOf(key, community, parent ?? id));
}

/** The news and the comments of a project or topic as shown, queued ones included, and who signed them. */
export function useThreads({ on }: Pick<About, 'on'>): (Threads & { people: readonly Person[] }) | undefined {
  const index = 'project' in on ? 'project' : 'topic';
  const id: string = idOf({ on });
  const overlay = useOverlay();
  const base = useLive(async (db): Promise<Comment[]> => db.comment.where(index).equals(id).toArray(), [index, id]);
  const over = overlay.rows.get('comment');
  return useMemo(() => {
    const about = { on: index === 'project' ? { project: id as ProjectId } : { topic: id as TopicId } };
    const rows = base && mergeRows<'comment'>(base, over).filter((c) => standsOn(c, about));
    return rows && { ...threadsOf(rows), people: peopleOf(rows) };
  }, [base, over, index, id]);
}
