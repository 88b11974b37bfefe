import { isId } from '@egoejo/shared/platform/ids.ts';
import type { Routes } from '../platform/deps.ts';

/** A poll's preview: its title and what it asks; never a result, which the app shows with its turnout. */
export const routes: Routes = (_app, { db, previews }) => {
  previews.add('/votes/:id', async (id) => {
    if (!isId(id)) return null;
    const [poll] = await db.query<{ title: string; text: string }>(
      `select title, text from poll where id = $1 and state <> 'draft' and scope_visible(null, scope)`, [id],
    );
    return poll ? { title: poll.title, description: poll.text.slice(0, 200), picture: null } : null;
  });
};
