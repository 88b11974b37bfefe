/**
 * Settles the mutations of one exchange in `seq` order (S5–S9). Consecutive hot acts share one SQL call and one
 * transaction (hot-path.ts); a cold act has its own. This module does not know any feature: the registry passes in the
 * settlements.
 */
import type { DeviceId, MemberId, MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { Answer, MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { isTransient } from '../../platform/database/transient.ts';
import { withMacs } from '../receipts/receipt-macs.ts';
import { groupRun, settleRun } from './hot-path.ts';
import { retryTransient } from './retry.ts';
import type { Act } from './act.ts';
import { type SettleDeps, settleAct } from './settle-cold.ts';
import { admitAct } from './admit-act.ts';
import { Unsettled } from './unsettled.ts';

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
export async function settleActs(
  deps: SettleDeps,
  member: MemberId,
  device: DeviceId,
  list: readonly MutationEnvelope[],
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const acts: Act[] = [];
  let unknown: MutationKey | null = null;
  for (const m of [...list].sort((a, b) => a.seq - b.seq)) {
    const act = admitAct(m, member, deps.macOf);
    if (act === null) {
      unknown = m.key;
      break;
    }
    acts.push(act);
  }
  for (const run of runsOf(acts)) {
    const settled = await settleOrRetry(deps, member, device, run);
    answers.push(...withMacs(deps.macOf, member, settled.answers));
    if (!settled.complete) return answers;
  }
  if (unknown !== null) answers.push({ key: unknown, upgradeRequired: true });
  return answers;
}

interface Settled {
  answers: Answer[];
  complete: boolean;
}

async function settleOrRetry(
  deps: SettleDeps,
  member: MemberId,
  device: DeviceId,
  run: readonly Act[],
  hot = groupRun,
): Promise<Settled> {
  try {
    const answers =
      run[0]!.path === 'hot'
        ? await hot(deps.db, { member, device, acts: run, flagsOff: deps.flagsOff, onRefused: deps.onRefused })
        : await retryTransient(() => settleAct(deps, member, device, run[0]!));
    return { answers, complete: true };
  } catch (error) {
    if (isTransient(error)) return { answers: [{ key: run[0]!.key, busy: true }], complete: false };
    if (run.length > 1) return settleEach(deps, member, device, run);
    deps.onThrow(error, run[0]!.name);
    // Not "busy", which would keep the acts after it waiting for as long as the fault lasts.
    const unsettled = error instanceof Unsettled ? error.code : 'sync.internal';
    return { answers: [{ key: run[0]!.key, unsettled }], complete: false };
  }
}

/**
 * When an act of a shared transaction throws, each act settles alone, so that the throwing one does not roll back those
 * before it (S5).
 */
async function settleEach(deps: SettleDeps, member: MemberId, device: DeviceId, run: readonly Act[]): Promise<Settled> {
  const answers: Answer[] = [];
  for (const act of run) {
    const settled = await settleOrRetry(deps, member, device, [act], settleRun);
    answers.push(...settled.answers);
    if (!settled.complete) return { answers, complete: false };
  }
  return { answers, complete: true };
}
