/** Procedures for administrators; all other callers are refused (trpc.ts checks each call). */
import * as z from 'zod';
import { groupName, MOST_GROUPS, roles, TEXT } from '@egoejo/shared/accounts/model.ts';
import { prose } from '@egoejo/shared/platform/texts.ts';
import { memberId, mutationKey, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { instant } from '../platform/instant.ts';
import type { Result } from '@egoejo/shared/platform/result.ts';
import type { AdministrationError } from '@egoejo/shared/administration/errors.ts';
import { adjustment } from '@egoejo/shared/saka/adjust.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { AppError, valueOf } from '../platform/http/app-error.ts';
import type { Actor } from '../platform/observability/audit.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { Deps } from '../platform/deps.ts';
import { knownGroups } from '../accounts/model.ts';
import { flagsOff } from '../platform/config/flags.ts';
import { actorOf, administratorProcedure, router } from '../platform/http/trpc.ts';
import { adjustWallet } from '../saka/ledger/ledger.adjust.ts';
import { predict } from '../saka/runs/run-forecast.ts';
import { runsLog } from '../saka/runs/runs-read.ts';
import { createEconomyReader, readEconomy, type EconomyReader } from './economy.ts';
import { readLog } from './log.ts';
import { ban, changeGroups, changeRoles, lift, listMembers, verdictsOf } from './members.ts';
import { runPredicted } from './runs.ts';
import { shownSettings } from './settings.ts';
import { readState } from './state.ts';

const search = z
  .string()
  .max(100)
  .transform((s) => s.trim());
const reason = prose(TEXT.summary, 3);
const kind = z.enum(['compost', 'redistribution']);

/** One reader for each server, so that all its administrators see the same figures. */
const readers = new WeakMap<Deps, EconomyReader>();
function economyOf(deps: Deps): EconomyReader {
  const known =
    readers.get(deps) ?? createEconomyReader(() => readEconomy(deps.db, deps.config.saka.compostInactivityDays));
  readers.set(deps, known);
  return known;
}

const tending = administratorProcedure.use(({ ctx, next }) =>
  next({
    ctx: {
      ...ctx,
      who: { ...actorOf(ctx), actor: ctx.identity.member },
      /**
       * Changes something about a member and writes the audit log in one transaction; the member's devices are notified
       * after the commit.
       */
      change: async <T>(
        member: MemberId,
        work: (tx: Queryable, who: Actor & { actor: MemberId }) => Promise<Result<T, AdministrationError>>,
      ): Promise<T> => {
        const done = await ctx.deps.db.transaction(async (tx) =>
          valueOf(await work(tx, { ...actorOf(ctx), actor: ctx.identity.member })),
        );
        ctx.deps.pokes.moved([memberScope(member)]);
        return done;
      },
    },
  }),
);

export const administrationRouter = router({
  state: administratorProcedure.query(({ ctx }) => readState(ctx.deps, Date.now())),
  economy: administratorProcedure.query(({ ctx }) => economyOf(ctx.deps).read()),
  settings: administratorProcedure.query(({ ctx }) => shownSettings(ctx.deps.config)),
  log: administratorProcedure
    .input(z.strictObject({ search, before: z.int().positive().nullable() }))
    .query(({ ctx, input }) => readLog(ctx.deps.db, input.search, input.before)),

  members: administratorProcedure
    .input(z.strictObject({ search, after: z.nullable(memberId) }))
    .query(({ ctx, input }) => listMembers(ctx.deps.db, input.search, input.after)),
  ban: tending
    .input(z.strictObject({ member: memberId, reason }))
    .mutation(({ ctx, input }) => ctx.change(input.member, (tx, who) => ban(tx, who, input.member, input.reason))),
  lift: tending
    .input(z.strictObject({ member: memberId, reason }))
    .mutation(({ ctx, input }) => ctx.change(input.member, (tx, who) => lift(tx, who, input.member, input.reason))),
  roles: tending
    .input(z.strictObject({ member: memberId, roles: z.array(z.enum(roles)).max(10) }))
    .mutation(({ ctx, input }) =>
      ctx.change(input.member, (tx, who) => changeRoles(tx, who, input.member, input.roles)),
    ),
  groupNames: administratorProcedure.query(({ ctx }) => knownGroups(ctx.deps.db)),
  groups: tending
    .input(z.strictObject({ member: memberId, groups: z.array(groupName).max(MOST_GROUPS) }))
    .mutation(({ ctx, input }) =>
      ctx.change(input.member, (tx, who) => changeGroups(tx, who, input.member, input.groups)),
    ),
  adjust: tending.input(adjustment).mutation(({ ctx, input }) => {
    if (flagsOff(ctx.deps.config.flags).includes('ENABLE_SAKA')) throw new AppError('saka.disabled');
    return ctx.change(input.member, (tx, who) => adjustWallet(tx, who, input));
  }),
  verdicts: administratorProcedure
    .input(z.strictObject({ member: memberId, keys: z.array(mutationKey).max(1000) }))
    .query(({ ctx, input }) => verdictsOf(ctx.deps.db, input.member, input.keys)),

  runs: administratorProcedure.query(({ ctx }) => runsLog(ctx.deps.db)),
  /** The time is the server's, and becomes the key of the run that may follow. */
  dryRun: administratorProcedure.input(z.strictObject({ kind })).query(async ({ ctx, input }) => {
    const [clock] = await ctx.deps.db.query<{ at: string }>('select iso(now()) as at');
    const at = clock?.at ?? new Date().toISOString();
    return { at, ...(await predict(ctx.deps.db, ctx.deps.config, input.kind, at)) };
  }),
  run: tending
    .input(z.strictObject({ kind, at: instant, grains: z.int().positive() }))
    .mutation(async ({ ctx, input }) => valueOf(await runPredicted(ctx.deps, ctx.who, input))),
});
