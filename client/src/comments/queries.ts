/** Queries over the comments on this device. */
import { useMemo } from 'react';
import type { Comment } from '@egoejo/shared/comments/model.ts';
import { mergeRows, useLive, useOverlay } from '../sync/api/live.ts';
import { threadsOf, type Threads } from './threads.ts';

/** The news and the comments of a project as shown, queued ones included. */
export function useThreads(project: string): Threads | undefined {
  const overlay = useOverlay();
  const base = useLive(
    async (db): Promise<Comment[]> => db.comment.where('project').equals(project).toArray(),
    [project],
  );
  const over = overlay.rows.get('comment');
  return useMemo(
    () => base && threadsOf(mergeRows<'comment'>(base, over).filter((c) => c.project === project)),
    [base, over, project],
  );
}
