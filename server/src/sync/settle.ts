/**
 * Settles the mutations of one exchange in `seq` order (S5–S9). Neighbouring hot acts go in one SQL call and one transaction (hot.ts);
 * a cold one has its own. Nothing here knows a feature: the registry hands in the settlements.
 */
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import type { DeviceId, MemberId, MutationKey } from '@egoejo/shared/platform/ids.ts';
import { mutations, type MutationName } from '@egoejo/shared/registry.ts';
import { upcast } from '@egoejo/shared/sync/mutation.ts';
import { memberScope, type Answer, type MutationEnvelope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { createHash } from 'node:crypto';
import { isTransient, type Database, type Queryable } from '../platform/database.ts';
import { isStorable } from '../platform/storable.ts';
import type { Seal } from '../platform/receipt-key.ts';
import { LOST, noteWritten, provenAt, recovering, sealed, stillToWrite } from './again.ts';
import { settleHot, settleHotAlone } from './hot.ts';
import { replay, verdictOf, type KnownReceipt } from './receipts.ts';
import { retryTransient } from './retry.ts';
import { APPLIED, instantOrNow, type Act, type ColdSettlement, type ColdSettlements, type FlagsOff } from './settlement.ts';

export interface SettleDeps {
  db: Database;
  settlements: Partial<ColdSettlements<MutationName>>;
  flagsOff: FlagsOff;
  /** Seals receipts, and knows its own seals again (S29); without it no proof is given or taken. */
  seal?: Seal | undefined;
  /** Called with a bug's error: never with arguments. */
  onThrow(error: unknown, mutation: string): void;
  /** Called with the code of each receipt that refuses, once it is written; not when it is told again. */
  onRefused?(code: string): void;
}
const isKnown = (name: string): name is MutationName => Object.hasOwn(mutations, name);

/** `null`: this server does not know the mutation or its version (S24). */
export function readAct(m: MutationEnvelope, member: MemberId, seal: Seal | undefined): Act | null {
  if (!isKnown(m.name)) return null;
  const def = mutations[m.name];
  const args = upcast(def, m.version, m.args);
  if (args === undefined) return null;
  const checked = def.args.safeParse(args);
  const parsed = checked.success && !isStorable(m.args) ? { success: false as const } : checked;
  const hash = createHash('sha256').update(canonicalJson({ name: m.name, version: m.version, args: m.args })).digest('hex');
  return {
    ...m,
    hash,
    asOf: provenAt(seal, member, hash, m),
    // A malformed act needs no settlement of its own: its refusal is written with its neighbours'.
    path: parsed.success ? def.path : 'hot',
    convergent: def.convergent,
    read: parsed.success ? parsed.data : {},
    refuse: parsed.success ? null : { code: 'sync.bad_args', params: {} },
  };
}

/** Neighbours that may share a call: runs of hot acts; each cold one alone. */
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
 * @returns answers in order (and one more for each act a cancel named). It stops at the first `upgradeRequired`, `unsettled` or
 * `busy`: those after it have no answer and wait on the device (S9).
 */
export async function settleExchange(deps: SettleDeps, member: MemberId, device: DeviceId, list: readonly MutationEnvelope[]): Promise<Answer[]> {
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
    const settled = await settleRun(deps, member, device, run);
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

async function settleRun(deps: SettleDeps, member: MemberId, device: DeviceId, run: readonly Act[], hot = settleHot): Promise<Settled> {
  try {
    const answers = run[0]!.path === 'hot'
      ? await hot(deps.db, { member, device, acts: run, flagsOff: deps.flagsOff, onRefused: deps.onRefused })
      : await retryTransient(() => settleCold(deps, member, device, run[0]!));
    return { answers, complete: true };
  } catch (error) {
    if (isTransient(error)) return { answers: [{ key: run[0]!.key, busy: true }], complete: false };
    if (run.length > 1) return settleOneByOne(deps, member, device, run);
    deps.onThrow(error, run[0]!.name);
    return { answers: [{ key: run[0]!.key, unsettled: 'sync.internal' }], complete: false };
  }
}

/** S5: when one of a shared transaction throws, each settles alone, so that it undoes nothing before it. */
async function settleOneByOne(deps: SettleDeps, member: MemberId, device: DeviceId, run: readonly Act[]): Promise<Settled> {
  const answers: Answer[] = [];
  for (const act of run) {
    const settled = await settleRun(deps, member, device, [act], settleHotAlone);
    answers.push(...settled.answers);
    if (!settled.complete) return { answers, complete: false };
  }
  return { answers, complete: true };
}

interface Opened {
  rev: number;
  known: KnownReceipt | null;
  recovery: 'open' | 'over' | null;
}

async function settleCold(deps: SettleDeps, member: MemberId, device: DeviceId, act: Act): Promise<Answer[]> {
  const settlement = deps.settlements[act.name as MutationName];
  if (!settlement) throw new Error(`no settlement for ${act.name}`);
  const { answers, refused } = await deps.db.transaction(async (tx): Promise<{ answers: Answer[]; refused: string | null }> => {
    const [opened] = await tx.query<{ o: Opened }>('select settle_open($1, $2) as o', [member, act.key]);
    const { rev, known, recovery } = opened!.o;
    if (known) return { answers: [replay(act.key, act.hash, known)], refused: null };
    const revs: Record<Scope, number> = { [memberScope(member)]: rev };
    // The registry pairs each name with its own arguments; here both are only known to belong together.
    const args = recovery !== null && act.asOf !== null ? await stillToWrite(tx, act, member, device) : act.read;
    const decision = args === null ? APPLIED : await (settlement as ColdSettlement<MutationName>)(
      {
        tx, member, device, key: act.key, rev, madeAt: act.madeAt, asOf: act.asOf, flagsOff: deps.flagsOff,
        async bump(scopes) {
          const [bumped] = await tx.query<{ revs: Record<Scope, number> }>('select bump_scopes($1::text[]) as revs', [scopes]);
          Object.assign(revs, bumped!.revs);
          return bumped!.revs;
        },
      },
      args,
    );
    if (recovery !== null && 'applied' in decision) await noteWritten(tx, act, member, device);
    const code = 'rejected' in decision ? decision.rejected : null;
    const detail = 'rejected' in decision ? (decision.params ?? {}) : decision.applied;
    const again = act.asOf !== null && 'rejected' in decision;
    if (again && recovery === 'open') return { answers: [recovering(act.key, decision.rejected, decision.params ?? {})], refused: null };
    const told = again ? { code: LOST, detail: { ...decision.params, reason: decision.rejected } } : { code, detail };
    const at = await writeReceipt(tx, member, device, act, { ...told, revs, rev });
    return { answers: [{ key: act.key, hash: act.hash, verdict: verdictOf(told.code, told.detail), revs, at }], refused: told.code };
  });
  if (refused !== null) deps.onRefused?.(refused);
  return answers;
}

async function writeReceipt(
  tx: Queryable, member: MemberId, device: DeviceId, act: Act,
  r: { code: string | null; detail: unknown; revs: Record<Scope, number>; rev: number },
): Promise<string> {
  const [row] = await tx.query<{ at: string }>(
    `insert into receipt (member, key, hash, name, code, detail, revs, device, seq, made_at, rev, at)
     values ($1, $2, $3::bytea, $4, $5, $6::jsonb, $7::jsonb, $8, $9, $10::timestamptz, $11, coalesce($12::timestamptz, now())) returning iso(at) as at`,
    [member, act.key, Buffer.from(act.hash, 'hex'), act.name, r.code, JSON.stringify(r.detail), JSON.stringify(r.revs), device, act.seq,
      instantOrNow(act.madeAt), r.rev, r.code === null ? act.asOf : null],
  );
  return row!.at;
}
