/** Queries over the topics on this device. */
import { useMemo } from 'react';
import type { Topic } from '@egoejo/shared/forum/model.ts';
import { useUnsettled } from '../sync/api/acts/activity.ts';
import { mergeRows, useLive, useOverlay, useRow, useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import type { ActState } from '../ui/feedback/Chip.tsx';

/** How many comments of a topic are shown, and when the last was written (ISO 8601). */
export interface Posts {
  n: number;
  lastAt: string;
}
/** By topic, its comments on this device, queued ones included; undefined until they are read. */
export function usePosts(): ReadonlyMap<string, Posts> | undefined {
  const overlay = useOverlay();
  const base = useLive((db) => db.comment.where('topic').above('').toArray(), []);
  const over = overlay.rows.get('comment');
  return useMemo(() => {
    if (!base) return undefined;
    const posts = new Map<string, Posts>();
    for (const { topic, state, createdAt } of mergeRows<'comment'>(base, over)) {
      if (!topic || state !== 'shown') continue;
      const before = posts.get(topic) ?? { n: 0, lastAt: createdAt };
      posts.set(topic, { n: before.n + 1, lastAt: createdAt > before.lastAt ? createdAt : before.lastAt });
    }
    return posts;
  }, [base, over]);
}

export interface TopicLine extends Posts {
  topic: Topic;
}
/**
 * The topics on this device, parts of clubs left out: those that are pinned, then those of which somebody spoke last.
 * @param community of that one alone; null: of the forum of all; undefined: all of them
 */
export function useTopics(community: string | null | undefined): TopicLine[] | undefined {
  const topics = useRows('topic');
  const posts = usePosts();
  return useMemo(
    () =>
      topics &&
      posts &&
      topics
        .filter((t) => t.club === null && t.title !== '' && (community === undefined || t.community === community))
        .map((topic) => ({ topic, ...(posts.get(topic.id) ?? { n: 0, lastAt: topic.createdAt }) }))
        .toSorted((a, b) => Number(b.topic.pinned) - Number(a.topic.pinned) || (a.lastAt < b.lastAt ? 1 : -1)),
    [topics, posts, community],
  );
}

/** Whether the member may write in this topic, as far as this device knows. */
export function useMayPost({ community, closed, title }: Pick<Topic, 'community' | 'closed' | 'title'>): boolean {
  const me = useMember();
  const membership = useRow('membership', community);
  const archived = useRow('community', community)?.archivedAt;
  const roles = useRow('profile', me?.member)?.roles ?? [];
  const everywhere = roles.some((r) => r === 'animator' || r === 'administrator');
  return me !== null && !closed && title !== '' && !archived && (community === null || everywhere || !!membership);
}

const BEGINNING: ReadonlySet<string> = new Set(['topic.begin']);
/** By topic, the state of the act that opens it, while the server has not answered. */
export const useBegun = (): ReadonlyMap<string, ActState> => useUnsettled(BEGINNING, 'id');
