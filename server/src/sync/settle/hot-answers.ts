/** Reads the result of `settle_acts` (settle.sql) as the answers of each run. */
import type { DeviceId, MemberId, MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { Params } from '@egoejo/shared/platform/result.ts';
import { memberScope, type Answer, type ReceiptLink } from '@egoejo/shared/sync/protocol.ts';
import { recovering } from '../recovery/reoffered.ts';
import { replay, storedAnswer, verdictOf, type KnownReceipt } from '../receipts/receipts.ts';
import type { Act, FlagsOff } from './act.ts';

/** Consecutive hot acts of one exchange, in seq order. */
export interface HotRun {
  member: MemberId;
  device: DeviceId;
  acts: readonly Act[];
  flagsOff: FlagsOff;
  /** See SettleDeps. */
  onRefused?: ((code: string) => void) | undefined;
}

/** The result of `settle_acts`; settle.sql describes it. */
export interface HotRow {
  /** The base time of each member's receipts: the receipt of act `n` is `n` microseconds later. */
  told: Record<MemberId, string> | null;
  revs: Record<MemberId, number> | null;
  /**
   * By act number: code, detail, and whether a refused act that was offered again waits for the end of a recovery
   * (S29).
   */
  verdicts: Record<number, [string | null, unknown, boolean]> | null;
  known: Record<number, KnownReceipt> | null;
  /** One line for each linked receipt: member, key, number in the member's chain, hash. */
  links: string | null;
}

/** A database timestamp with microseconds, `n` microseconds later. */
function later(at: string, n: number): string {
  const us = Number(at.slice(23, 26)) + n;
  const whole = new Date(Date.parse(`${at.slice(0, 23)}Z`) + Math.floor(us / 1000)).toISOString();
  return `${whole.slice(0, 23)}${String(us % 1000).padStart(3, '0')}Z`;
}

/** Links by member and key. */
export const linksOf = (lines: string | null): ReadonlyMap<string, ReceiptLink> =>
  new Map(
    (lines ?? '').split('\n').flatMap((line) => {
      const [member, key, n, chain] = line.split(' ');
      return chain === undefined ? [] : [[`${member} ${key}`, { n: Number(n), chain }]];
    }),
  );

/** The answers of a run whose first act has the number `first`; null: the run was left out of the call. */
export function answersOf(
  run: HotRun,
  { told, revs: all, verdicts, known }: HotRow,
  links: ReadonlyMap<string, ReceiptLink>,
  first: number,
): Answer[] | null {
  const rev = all?.[run.member];
  const begun = told?.[run.member];
  if (rev === undefined || begun === undefined) return null;
  const revs = { [memberScope(run.member)]: rev };
  return run.acts.flatMap((a, i): Answer[] => {
    const receipt = known?.[first + i];
    if (!a.convergent && receipt) return [replay(a.key, a.hash, receipt)];
    const [code, detail, waits] = verdicts?.[first + i] ?? [null, null, false];
    if (waits && code !== null) return [recovering(a.key, code, (detail ?? {}) as Params)];
    // A convergent act leaves no receipt.
    if (code !== null && !a.convergent) run.onRefused?.(code);
    const verdict = verdictOf(code, detail);
    const at = later(begun, first + i);
    const answer = { key: a.key, verdict, revs, at: code === null ? (a.asOf ?? at) : at };
    const link = links.get(`${run.member} ${a.key}`);
    if (!a.convergent) return [{ ...answer, hash: a.hash, ...(link && { link }) }];
    // For a cancel, `receipt` is the receipt of the act it names.
    const cancelled = a.read['key'] as MutationKey | undefined;
    return [{ ...answer, convergent: true }, ...(receipt && cancelled ? [storedAnswer(cancelled, receipt)] : [])];
  });
}
