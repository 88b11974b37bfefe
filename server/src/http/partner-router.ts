/** Procedures with which administrators manage partner tokens. */
import * as z from 'zod';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { properName } from '@egoejo/shared/platform/texts.ts';
import { PARTNER_PER_MINUTE } from '@egoejo/shared/partners/model.ts';
import { AppError } from '../platform/http/app-error.ts';
import { audit } from '../platform/observability/audit.ts';
import { actorOf, administratorProcedure, router } from '../platform/http/trpc.ts';
import { listTokens, makeToken, partnerScope, revokeToken } from './partner-tokens.ts';

const wanted = z.strictObject({
  name: properName(TEXT.name),
  scopes: z.array(partnerScope).min(1),
  perMinute: z.int().min(1).max(PARTNER_PER_MINUTE.most).default(PARTNER_PER_MINUTE.usual),
});

export const partnersRouter = router({
  list: administratorProcedure.query(({ ctx }) => listTokens(ctx.deps.db)),
  /** Only this answer contains the token itself. */
  create: administratorProcedure.input(wanted).mutation(({ ctx, input }) =>
    ctx.deps.db.transaction(async (tx) => {
      const made = await makeToken(tx, input.name, input.scopes, input.perMinute);
      await audit(tx, actorOf(ctx), 'partner.create', made.id, input);
      return made;
    }),
  ),
  revoke: administratorProcedure.input(z.strictObject({ id: z.uuid() })).mutation(({ ctx, input }) =>
    ctx.deps.db.transaction(async (tx) => {
      if (!(await revokeToken(tx, input.id))) throw new AppError('partner.unknown', {}, 404);
      await audit(tx, actorOf(ctx), 'partner.revoke', input.id);
      return { id: input.id };
    }),
  ),
});
