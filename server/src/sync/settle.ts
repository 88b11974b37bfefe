/**
 * Settles the mutations of one exchange in `seq` order (S5–S9). Consecutive hot acts share one SQL call and one
 * transaction (hot-path.ts); a cold act has its own. This module does not know any feature: the registry passes in the
 * settlements.
 */
import type { DeviceId, MemberId, MutationKey } from '@egoejo/shared/platform/ids.ts';
import { mutations, type ColdName, type MutationArgs, type MutationName } from '@egoejo/shared/registry.ts';
import { cancel } from '@egoejo/shared/sync/cancel.ts';
import { hashedText, upcast } from '@egoejo/shared/sync/mutation.ts';
import {
  memberScope,
  type Answer,
  type MutationEnvelope,
  type ReceiptLink,
  type Scope,
} from '@egoejo/shared/sync/protocol.ts';
import { hash as sha256 } from 'node:crypto';
import { isTransient, type Database, type Queryable } from '../platform/database.ts';
import { isStorable } from '../platform/storable.ts';
import type { ReceiptSeal } from '../platform/receipt-key.ts';
import { LOST, noteWritten, provenAt, recovering, sealed, stillToWrite } from './reoffered.ts';
import { settleInGroup, settleWithoutGroup } from './hot-path.ts';
import { replay, verdictOf, type KnownReceipt } from './receipts.ts';
import { retryTransient } from './retry.ts';
import { APPLIED, instantOrNow, type Act, type ColdSettlement, type ColdSettlements, type FlagsOff } from './act.ts';

export interface SettleDeps {
  db: Database;
  settlements: ColdSettlements<ColdName>;
  flagsOff: FlagsOff;
  /** Seals receipts and verifies seals (S29); without it the server neither issues nor accepts proofs. */
  seal?: ReceiptSeal | undefined;
  /** Called with the error of a bug, never with the act's arguments. */
  onThrow(error: unknown, mutation: string): void;
  /** Called with the code of each receipt that refuses, once it is written; not when a stored receipt is sent again. */
  onRefused?(code: string): void;
}
const isKnown = (name: string): name is MutationName => Object.hasOwn(mutations, name);

/** Reads an act for settlement. `null`: this server does not know the mutation or its version (S24). */
export function readAct(m: MutationEnvelope, member: MemberId, seal: ReceiptSeal | undefined): Act | null {
  if (!isKnown(m.name)) return null;
  const def = mutations[m.name];
  const args = upcast(def, m.version, m.args);
  if (args === undefined) return null;
  const checked = def.args.safeParse(args);
  const parsed = checked.success && !isStorable(m.args) ? { success: false as const } : checked;
  const hash = sha256('sha256', hashedText(m), 'hex');
  return {
    ...m,
    hash,
    asOf: provenAt(seal, member, hash, m),
    pepper: pepperOf(seal, member, m.name, parsed.success ? parsed.data : {}, { key: m.key, hash }),
    // A malformed act needs no settlement of its own: its refusal is written in the call of its neighbours.
    path: parsed.success ? def.path : 'hot',
    convergent: def.convergent,
    read: parsed.success ? parsed.data : {},
    refuse: refusalOf(m.name, parsed.success ? parsed.data : null),
  };
}

/**
 * Refusals that need no database. A convergent act cannot be cancelled, since any later copy of it would be applied
 * (S26).
 */
function refusalOf(name: MutationName, args: Record<string, unknown> | null): Act['refuse'] {
  if (args === null) return { code: 'sync.bad_args', params: {} };
  const named = name === cancel.name ? String(args['name']) : '';
  return isKnown(named) && mutations[named].convergent ? { code: 'sync.cannot_cancel', params: {} } : null;
}

/** The pepper of the act's receipt; a cancel writes the receipt of the act it names. */
function pepperOf(
  seal: ReceiptSeal | undefined,
  member: MemberId,
  name: MutationName,
  args: Record<string, unknown>,
  own: Pick<Act, 'key' | 'hash'>,
): string | null {
  const { key, hash } = name === cancel.name && 'hash' in args ? (args as MutationArgs<'sync.cancel'>) : own;
  return seal?.pepper?.({ member, key, hash }) ?? null;
}

/** Splits acts into runs that may share a call: consecutive hot acts together, each cold act alone. */
function runsOf(acts: readonly Act[]): Act[][] {
  const runs: Act[][] = [];
  for (const act of acts) {
    const last = runs.at(-1);
    if (last && act.path === 'hot' && last[0]!.path === 'hot') last.push(act);
    else runs.push([act]);
  }
  return runs;
}

/**
 * Settles `list` for one member and device.
 * @returns answers in order, and one more for each act that a cancel named. It stops at the first `upgradeRequired`,
 * `unsettled` or `busy`: the acts after it get no answer and wait on the device (S9).
 */
export async function settleExchange(
  deps: SettleDeps,
  member: MemberId,
  device: DeviceId,
  list: readonly MutationEnvelope[],
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const acts: Act[] = [];
  let unknown: MutationKey | null = null;
  for (const m of [...list].sort((a, b) => a.seq - b.seq)) {
    const act = readAct(m, member, deps.seal);
    if (act === null) {
      unknown = m.key;
      break;
    }
    acts.push(act);
  }
  for (const run of runsOf(acts)) {
    const settled = await settleWithFallback(deps, member, device, run);
    answers.push(...sealed(deps.seal, member, settled.answers));
    if (!settled.complete) return answers;
  }
  if (unknown !== null) answers.push({ key: unknown, upgradeRequired: true });
  return answers;
}

interface Settled {
  answers: Answer[];
  complete: boolean;
}

async function settleWithFallback(
  deps: SettleDeps,
  member: MemberId,
  device: DeviceId,
  run: readonly Act[],
  hot = settleInGroup,
): Promise<Settled> {
  try {
    const answers =
      run[0]!.path === 'hot'
        ? await hot(deps.db, { member, device, acts: run, flagsOff: deps.flagsOff, onRefused: deps.onRefused })
        : await retryTransient(() => settleInOwnTransaction(deps, member, device, run[0]!));
    return { answers, complete: true };
  } catch (error) {
    if (isTransient(error)) return { answers: [{ key: run[0]!.key, busy: true }], complete: false };
    if (run.length > 1) return settleEachAlone(deps, member, device, run);
    deps.onThrow(error, run[0]!.name);
    return { answers: [{ key: run[0]!.key, unsettled: 'sync.internal' }], complete: false };
  }
}

/**
 * When an act of a shared transaction throws, each act settles alone, so that the throwing one does not roll back those
 * before it (S5).
 */
async function settleEachAlone(
  deps: SettleDeps,
  member: MemberId,
  device: DeviceId,
  run: readonly Act[],
): Promise<Settled> {
  const answers: Answer[] = [];
  for (const act of run) {
    const settled = await settleWithFallback(deps, member, device, [act], settleWithoutGroup);
    answers.push(...settled.answers);
    if (!settled.complete) return { answers, complete: false };
  }
  return { answers, complete: true };
}

interface Opened {
  rev: number;
  known: KnownReceipt | null;
  /** The time of the act's receipt, if the act is judged as of now. */
  told: string;
  recovery: 'open' | null;
}

async function settleInOwnTransaction(
  deps: SettleDeps,
  member: MemberId,
  device: DeviceId,
  act: Act,
): Promise<Answer[]> {
  const settlement = deps.settlements[act.name as ColdName];
  const { answers, refused } = await deps.db.transaction(
    async (tx): Promise<{ answers: Answer[]; refused: string | null }> => {
      const [opened] = await tx.query<{ o: Opened }>('select settle_open($1, $2) as o', [member, act.key]);
      const { rev, known, told: now, recovery } = opened!.o;
      if (known) return { answers: [replay(act.key, act.hash, known)], refused: null };
      const revs: Record<Scope, number> = { [memberScope(member)]: rev };
      // The registry pairs each name with the types of its own arguments; this pairing is not known statically here.
      const args = act.asOf !== null ? await stillToWrite(tx, act, member, device) : act.read;
      const decision =
        args === null
          ? APPLIED
          : await (settlement as ColdSettlement<ColdName>)(
              {
                tx,
                member,
                device,
                key: act.key,
                rev,
                madeAt: act.madeAt,
                asOf: act.asOf,
                flagsOff: deps.flagsOff,
                async bump(scopes) {
                  const [bumped] = await tx.query<{ revs: Record<Scope, number> }>(
                    'select bump_scopes($1::text[]) as revs',
                    [scopes],
                  );
                  Object.assign(revs, bumped!.revs);
                  return bumped!.revs;
                },
              },
              args,
            );
      if ('applied' in decision) await noteWritten(tx, act, member, device, act.asOf ?? now);
      const code = 'rejected' in decision ? decision.rejected : null;
      const detail = 'rejected' in decision ? (decision.params ?? {}) : decision.applied;
      const lost = act.asOf !== null && 'rejected' in decision;
      if (lost && recovery === 'open')
        return { answers: [recovering(act.key, decision.rejected, decision.params ?? {})], refused: null };
      const outcome = lost
        ? { code: LOST, detail: { ...decision.params, reason: decision.rejected } }
        : { code, detail };
      const { at, link } = await writeReceipt(tx, member, device, act, {
        ...outcome,
        revs,
        rev,
        at: outcome.code === null ? (act.asOf ?? now) : now,
      });
      return {
        answers: [
          {
            key: act.key,
            hash: act.hash,
            verdict: verdictOf(outcome.code, outcome.detail),
            revs,
            at,
            ...(link && { link }),
          },
        ],
        refused: outcome.code,
      };
    },
  );
  if (refused !== null) deps.onRefused?.(refused);
  return answers;
}

async function writeReceipt(
  tx: Queryable,
  member: MemberId,
  device: DeviceId,
  act: Act,
  r: { code: string | null; detail: unknown; revs: Record<Scope, number>; rev: number; at: string },
): Promise<{ at: string; link: ReceiptLink | null }> {
  const [row] = await tx.query<{ at: string; link: ReceiptLink | null }>(
    `select at, link from write_receipt($1, $2, $3::bytea, $4, $5, $6::jsonb, $7::jsonb, $8, $9, $10::timestamptz, $11,
      $12::timestamptz, $13::bytea)`,
    [
      member,
      act.key,
      Buffer.from(act.hash, 'hex'),
      act.name,
      r.code,
      JSON.stringify(r.detail),
      JSON.stringify(r.revs),
      device,
      act.seq,
      instantOrNow(act.madeAt),
      r.rev,
      r.at,
      act.pepper === null ? null : Buffer.from(act.pepper, 'hex'),
    ],
  );
  return row!;
}
