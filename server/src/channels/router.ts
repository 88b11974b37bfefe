/** Subscribing a device to push messages. It needs the server online: a subscription belongs to the session. */
import * as z from 'zod';
import { AppError } from '../platform/http/app-error.ts';
import { memberProcedure, router } from '../platform/http/trpc.ts';
import { subscribe, unsubscribe } from './subscriptions.ts';

export const subscription = z.strictObject({
  endpoint: z.string().max(1000),
  p256dh: z.string().max(200),
  auth: z.string().max(100),
});

export const channelsRouter = router({
  /** The server's public key, with which a browser subscribes. */
  pushKey: memberProcedure.query(({ ctx }) => ctx.deps.push.publicKey),
  subscribe: memberProcedure.input(subscription).mutation(async ({ ctx, input }) => {
    if (!ctx.deps.push.accepts(input)) throw new AppError('channels.bad_endpoint');
    await subscribe(ctx.deps.db, ctx.identity.member, ctx.identity.sid, input);
  }),
  unsubscribe: memberProcedure.mutation(({ ctx }) => unsubscribe(ctx.deps.db, ctx.identity.sid)),
  /** Whether this session is subscribed, and with which address. */
  subscribed: memberProcedure.query(async ({ ctx }) => {
    const [row] = await ctx.deps.db.query<{ endpoint: string }>(
      'select endpoint from push_subscription where session = $1',
      [ctx.identity.sid],
    );
    return row?.endpoint ?? null;
  }),
});
