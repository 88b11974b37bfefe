import { MOST_REPORTS } from '@egoejo/shared/moderation/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { roomScope } from '@egoejo/shared/sync/protocol.ts';
import { audit } from '../platform/observability/audit.ts';
import { emit } from '../platform/database/events.ts';
import { standingOf, type Standing } from '../communities/model.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { shownTo } from '../accounts/model.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { caseOf, changed, openCase, type Case, type Stored } from './cases.ts';
import type { Found } from './contract.ts';
import { appealing, deciding, reporting } from './policy.ts';
import { subjects } from './subjects.ts';

/**
 * Whether the member sees what was found. What stands in a room is known to those who are in it, and to nobody else,
 * whatever role they have (T1).
 */
async function sees({ tx, member }: SettleContext, found: Found, standing: Standing): Promise<boolean> {
  const room = found.scopes.find((scope) => scope.startsWith(roomScope('')));
  if (room === undefined) return !found.membersOnly || standing.role !== null || standing.animatesAll;
  const [row] = await tx.query<{ visible: boolean }>('select scope_visible($1, $2) as visible', [member, room]);
  return row!.visible;
}

/** The log names no reporter: an author may be one of its readers. */
const NOBODY = { actor: null, address: '', agent: '' };

async function settleReport(
  ctx: SettleContext,
  { kind, subject, community, reason, words }: MutationArgs<'moderation.report'>,
) {
  const { tx, member, rev, asOf } = ctx;
  const found = await subjects[kind].find(tx, subject, community);
  const standing = await standingOf(tx, member, found?.community ?? null);
  const code = refusalOf(reporting, {
    ...standing,
    seen: found !== null && found.shown && (await sees(ctx, found, standing)),
    own: found?.author === member,
  });
  if (code || !found) return refuse(code ?? 'moderation.unknown_subject');
  const [made] = await tx.query<{ open: boolean; today: number }>(
    `select coalesce(bool_or(subject = $2 and state = 'open'), false) as open,
       count(*) filter (where created_at > now() - interval '1 day')::int as today from report where member = $1`,
    [member, subject],
  );
  if (made!.open) return APPLIED;
  // A report that was accepted before a restore was already counted then (S29).
  if (asOf === null && made!.today >= MOST_REPORTS)
    return refuse('moderation.too_many_reports', { most: MOST_REPORTS });
  const id = await openCase(tx, kind, subject, found);
  await tx.query(
    `insert into report (member, subject, case_id, kind, title, reason, words, rev)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (member, subject) do update set case_id = excluded.case_id, title = excluded.title,
       reason = excluded.reason, words = excluded.words, state = 'open', answer = null, created_at = now(),
       decided_at = null, rev = excluded.rev`,
    [member, subject, id, kind, found.title, reason, words, rev],
  );
  await audit(tx, NOBODY, 'moderation.report', id, { kind, subject, reason });
  return APPLIED;
}

/** The name that a moderator shows to the community; '' where they show none. */
async function nameOf(tx: SettleContext['tx'], { decision }: Case): Promise<string> {
  const [row] = await tx.query<{ name: string | null }>(
    `select ${shownTo('m', 'name', 'true')} as name from member m where m.id = $1`,
    [decision?.by ?? null],
  );
  return row?.name ?? '';
}

async function settleDecide(ctx: SettleContext, args: MutationArgs<'moderation.decide'>) {
  const { tx, member } = ctx;
  const now = await caseOf(tx, args.case, true);
  const appealed = now?.appeal != null;
  const code = refusalOf(deciding, {
    ...(await standingOf(tx, member, now?.community ?? null)),
    known: now !== undefined,
    own: now?.author === member,
    authorTends: now?.authorTends ?? false,
    decided: now?.round !== args.round || (now.state === args.outcome && !appealed),
    appealed,
    upholds: args.outcome === 'hidden' && now?.decision?.by === member,
    bansNobody: args.ban && (args.outcome === 'kept' || !now?.author || !now.community),
  });
  if (code === 'moderation.already_decided') return now ? alreadyDecided(ctx, now) : refuse('moderation.unknown_case');
  if (code || !now) return refuse(code ?? 'moderation.unknown_case');
  const banned = args.ban || (args.outcome === 'hidden' && now.decision?.banned === true);
  const decision: Omit<Stored, 'at'> = {
    outcome: args.outcome,
    reason: args.reason,
    banned,
    by: member,
    answers: appealed,
  };
  await tx.query(
    `update moderation_case set state = $2, round = round + 1, flags = '[]',
      decision = $3::jsonb || jsonb_build_object('at', iso(clock_timestamp())) where id = $1`,
    [now.id, args.outcome, JSON.stringify(decision)],
  );
  await changed(tx, now.id);
  const who = { actor: member, ...ctx.from };
  const action = args.outcome === 'hidden' ? 'hide' : now.state === 'hidden' ? 'show' : 'keep';
  await audit(tx, who, `moderation.${action}`, now.id, {
    kind: now.kind,
    subject: now.subject,
    reason: args.reason,
    ...(appealed && { appeal: true }),
  });
  if (banned !== (now.decision?.banned ?? false) && now.community) {
    await emit(tx, banned ? 'community.barred' : 'community.unbarred', now.community, { member: now.author });
    await audit(tx, who, banned ? 'moderation.ban' : 'moderation.unban', now.author ?? '', {
      community: now.community,
      reason: args.reason,
    });
  }
  return APPLIED;
}

/** Of two decisions the first stands; the second one's author learns who decided what. */
async function alreadyDecided({ tx, member }: SettleContext, now: Case) {
  const by = await nameOf(tx, now);
  const who = now.decision?.by === member ? 'me' : by === '' ? 'somebody' : 'named';
  return refuse('moderation.already_decided', { who, by, outcome: now.decision?.outcome ?? '' });
}

async function settleAppeal(ctx: SettleContext, args: MutationArgs<'moderation.appeal'>) {
  const { tx, member } = ctx;
  const now = await caseOf(tx, args.case, true);
  const [own] = await tx.query<{ hidden: boolean; round: number; appealed: boolean }>(
    `select hidden, round, appeal is not null as appealed from sanction where member = $1 and case_id = $2`,
    [member, args.case],
  );
  const code = refusalOf(appealing, {
    ...(await standingOf(tx, member, null)),
    hidden: own?.hidden === true && own.round === args.round && now?.round === args.round,
    appealed: own?.appealed ?? false,
  });
  if (code) return refuse(code);
  await tx.query(`update sanction set appeal = $3, appealed_at = now(), rev = $4 where member = $1 and case_id = $2`, [
    member,
    args.case,
    args.words,
    ctx.rev,
  ]);
  await changed(tx, args.case);
  await audit(tx, { actor: member, ...ctx.from }, 'moderation.appeal', args.case);
  return APPLIED;
}

/**
 * Settlements of reporting, deciding and appealing. What they change for other members is done by a listener, in a
 * transaction of its own (S12).
 */
export const settlements: ColdSettlements<'moderation.report' | 'moderation.decide' | 'moderation.appeal'> = {
  'moderation.report': settlement({ refuses: [...codesOf(reporting), 'moderation.too_many_reports'] }, settleReport),
  'moderation.decide': settlement({ refuses: codesOf(deciding) }, settleDecide),
  'moderation.appeal': settlement({ refuses: codesOf(appealing) }, settleAppeal),
};
