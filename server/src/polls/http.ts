/** Public reads of polls on plain routes. */
import { isId } from '@egoejo/shared/platform/ids.ts';
import { AppError } from '../platform/app-error.ts';
import { sendCacheable } from '../platform/cached-reply.ts';
import type { Database } from '../platform/database.ts';
import type { Routes } from '../platform/deps.ts';

interface PublicPoll {
  id: string;
  community: string | null;
  title: string;
  text: string;
}
/** A poll anybody may see; undefined when there is none, or a draft. */
async function publicPoll(db: Database, id: string): Promise<PublicPoll | undefined> {
  if (!isId(id)) return undefined;
  const [poll] = await db.query<PublicPoll>(
    `select id, community, title, text from poll where id = $1 and state <> 'draft' and scope_visible(null, scope)`, [id]);
  return poll;
}

/** Where a poll belongs, for a device that was sent its link; and its preview: title and question, never a result. */
export const routes: Routes = (app, { db, limits, previews }) => {
  app.get<{ Params: { id: string } }>('/api/public/polls/:id', async (request, reply) => {
    limits.public.take(request.ip);
    const poll = await publicPoll(db, request.params.id);
    if (!poll) throw new AppError('poll.unknown', {}, 404);
    return sendCacheable(request, reply, poll, 'public, max-age=60');
  });

  previews.add('/votes/:id', async (id) => {
    const poll = await publicPoll(db, id);
    return poll ? { title: poll.title, description: poll.text.slice(0, 200), picture: null } : null;
  });
};
