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
import { settleHot, settleHotAlone } from './hot.ts';
import { replay, verdictOf, type KnownReceipt } from './receipts.ts';
import { retryTransient } from './retry.ts';
import { instantOrNow, type Act, type ColdSettlement, type ColdSettlements, type FlagsOff } from './settlement.ts';

export interface SettleDeps {
  db: Database;
  settlements: Partial<ColdSettlements<MutationName>>;
  flagsOff: FlagsOff;
  /** Called with a bug's error: never with arguments. */
  onThrow(error: unknown, mutation: string): void;
}
const isKnown = (name: string): name is MutationName => Object.hasOwn(mutations, name);

/** `null`: this server does not know the mutation or its version (S24). */
function readAct(m: MutationEnvelope): Act | null {
  if (!isKnown(m.name)) return null;
  const def = mutations[m.name];
  const args = upcast(def, m.version, m.args);
  if (args === undefined) return null;
  const checked = def.args.safeParse(args);
  const parsed = checked.success && !isStorable(m.args) ? { success: false as const } : checked;
  return {
    ...m,
    hash: createHash('sha256').update(canonicalJson({ name: m.name, version: m.version, args: m.args })).digest('hex'),
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
    const act = readAct(m);
    if (act === null) {
      unknown = m.key;
      break;
    }
    acts.push(act);
  }
  for (const run of runsOf(acts)) {
    const settled = await settleRun(deps, member, device, run);
    answers.push(...settled.answers);
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
      ? await hot(deps.db, { member, device, acts: run, flagsOff: deps.flagsOff })
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

async function settleCold(deps: SettleDeps, member: MemberId, device: DeviceId, act: Act): Promise<Answer[]> {
  const settlement = deps.settlements[act.name as MutationName];
  if (!settlement) throw new Error(`no settlement for ${act.name}`);
  return deps.db.transaction(async (tx) => {
    const [opened] = await tx.query<{ o: { rev: number; known: KnownReceipt | null } }>('select settle_open($1, $2) as o', [member, act.key]);
    const { rev, known } = opened!.o;
    if (known) return [replay(act.key, act.hash, known)];
    const revs: Record<Scope, number> = { [memberScope(member)]: rev };
    // The registry pairs each name with its own arguments; here both are only known to belong together.
    const decision = await (settlement as ColdSettlement<MutationName>)(
      {
        tx, member, device, key: act.key, rev, madeAt: act.madeAt, flagsOff: deps.flagsOff,
        async bump(scopes) {
          const [bumped] = await tx.query<{ revs: Record<Scope, number> }>('select bump_scopes($1::text[]) as revs', [scopes]);
          Object.assign(revs, bumped!.revs);
          return bumped!.revs;
        },
      },
      act.read,
    );
    const code = 'rejected' in decision ? decision.rejected : null;
    const detail = 'rejected' in decision ? (decision.params ?? {}) : decision.applied;
    const at = await writeReceipt(tx, member, device, act, { code, detail, revs, rev });
    return [{ key: act.key, hash: act.hash, verdict: verdictOf(code, detail), revs, at }];
  });
}

async function writeReceipt(
  tx: Queryable, member: MemberId, device: DeviceId, act: Act,
  r: { code: string | null; detail: unknown; revs: Record<Scope, number>; rev: number },
): Promise<string> {
  const [row] = await tx.query<{ at: string }>(
    `insert into receipt (member, key, hash, name, code, detail, revs, device, seq, made_at, rev)
     values ($1, $2, $3::bytea, $4, $5, $6::jsonb, $7::jsonb, $8, $9, $10::timestamptz, $11) returning iso(at) as at`,
    [member, act.key, Buffer.from(act.hash, 'hex'), act.name, r.code, JSON.stringify(r.detail), JSON.stringify(r.revs), device, act.seq,
      instantOrNow(act.madeAt), r.rev],
  );
  return row!.at;
}
