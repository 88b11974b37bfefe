/** The service worker says that the browser replaced its subscription. It has no access token. */
import * as z from 'zod';
import { AppError } from '../platform/http/app-error.ts';
import type { Routes } from '../platform/deps.ts';
import { subscription } from './router.ts';
import { replace } from './subscriptions.ts';

const moved = z.strictObject({ old: z.string().min(1).max(1000), ...subscription.shape });

export const routes: Routes = (app, { db, limits, push }) => {
  app.post('/api/push/moved', { bodyLimit: 4096 }, async (request, reply) => {
    limits.public.take(request.ip);
    const given = moved.safeParse(request.body);
    if (!given.success || !push.accepts(given.data)) throw new AppError('channels.bad_endpoint');
    await replace(db, given.data.old, given.data);
    return reply.code(204).send();
  });
};
