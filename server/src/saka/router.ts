/** The parts of SAKA that need the server online: managing seasons. Everything else is a mutation or a synced row. */
import * as z from 'zod';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { properName } from '@egoejo/shared/platform/texts.ts';
import { cycleId, type CycleId } from '@egoejo/shared/platform/ids.ts';
import { instant } from '../platform/instant.ts';
import type { Result } from '@egoejo/shared/platform/result.ts';
import type { SakaError } from '@egoejo/shared/saka/errors.ts';
import { AppError, valueOf } from '../platform/http/app-error.ts';
import { audit } from '../platform/observability/audit.ts';
import type { Queryable } from '../platform/database/database.ts';
import { standingOf } from '../communities/model.ts';
import { refusalOf } from '../platform/policy.ts';
import { actorOf, memberProcedure, router } from '../platform/http/trpc.ts';
import { closeSeason, nameSeason, openSeason } from './cycles/cycles.ts';
import { tendingSeasons } from './policy.ts';
import { compostOfMember } from './runs/my-compost.ts';

const name = properName(TEXT.name);

const tender = memberProcedure.use(async ({ ctx, next }) => {
  const refused = refusalOf(tendingSeasons, await standingOf(ctx.deps.db, ctx.identity.member, null));
  if (refused) throw new AppError(refused);
  return next({
    ctx: {
      ...ctx,
      /**
       * Changes seasons and writes the audit log in one transaction; devices and caches are notified after the commit.
       */
      tend: async <T extends { id: CycleId }>(
        action: string,
        detail: object,
        change: (tx: Queryable) => Promise<Result<T, SakaError>>,
      ): Promise<T> => {
        const done = await ctx.deps.db.transaction(async (tx) => {
          const value = valueOf(await change(tx));
          await audit(tx, actorOf(ctx), action, value.id, { ...detail });
          return value;
        });
        ctx.deps.pokes.moved(['public']);
        return done;
      },
    },
  });
});

export const sakaRouter = router({
  /** What compost would take from the caller's wallet, and when (R9). */
  compostPreview: memberProcedure.query(({ ctx }) =>
    compostOfMember(ctx.deps.db, ctx.deps.config, ctx.identity.member),
  ),
  openCycle: tender
    .input(z.strictObject({ name, startsAt: instant, endsAt: instant }))
    .mutation(({ ctx, input }) => ctx.tend('saka.cycle_open', input, (tx) => openSeason(tx, input))),
  nameCycle: tender
    .input(z.strictObject({ cycle: cycleId, name }))
    .mutation(({ ctx, input }) =>
      ctx.tend('saka.cycle_name', { name: input.name }, (tx) => nameSeason(tx, input.cycle, input.name)),
    ),
  closeCycle: tender
    .input(z.strictObject({ cycle: cycleId }))
    .mutation(({ ctx, input }) => ctx.tend('saka.cycle_close', {}, (tx) => closeSeason(tx, input.cycle))),
});
