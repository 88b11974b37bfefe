/**
 * The one sync call: settles what a device sends, then writes verdicts and changes line by line. Independent of HTTP,
 * so that the route and the tests run the same code.
 */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { SyncError } from '@egoejo/shared/sync/errors.ts';
import {
  memberScope,
  PROTOCOL,
  type Answer,
  type EndLine,
  type ExchangeRequest,
  type HeadLine,
  type Scope,
  type VerdictsLine,
} from '@egoejo/shared/sync/protocol.ts';
import { readOnlyParams } from '../../platform/database/read-only.ts';
import type { Counter } from '../pull/scope-counters.ts';
import { EFFORT } from '../pull/pull-request.ts';
import { isIdle, isOurs, seenOf } from '../pull/positions.ts';
import { pull } from '../pull/pull.ts';
import { OLDEST_PROTOCOL, type ReceivedExchange } from './request.ts';
import type { ExchangeDeps, Caller } from './exchange-deps.ts';
import { openExchange } from './exchange-opening.ts';
import { epochAfter, answerMutations, markQuiet } from './exchange-acts.ts';

/** From this protocol version on, devices offer their acts again after a restore (S29). */
const OFFERS_AGAIN = 2;
/** From this protocol version on, cursors carry the era they were written in (S14). */
const MARKS = 3;

/**
 * Writes one line of the answer. `flush` sends everything written so far to the device now. The last line needs no
 * flush: ending the answer sends it.
 */
export type WriteLine = (line: string, flush: boolean) => Promise<void>;

/**
 * Runs one exchange for a checked caller. Verdicts are written and flushed before anything is read for the pull.
 * @returns a failure when nothing was written and nothing was done.
 */
export async function exchange(
  deps: ExchangeDeps,
  caller: Caller | null,
  r: ReceivedExchange,
  write: WriteLine,
): Promise<Result<null, SyncError>> {
  const opening = await openExchange(deps, caller, r);
  if (opening === null) return fail('sync.unauthenticated');
  const { now, read_only: readOnly, stale, counters } = opening;
  if (caller && stale === null) return fail('sync.unknown_device');
  if (readOnly !== null && r.mutations.length > 0) return fail('sync.read_only', readOnlyParams(readOnly, now));
  const epoch = await epochAfter(deps, caller, r, opening.epoch);
  const known = new Map(counters.map((c) => [c.scope, c]));
  const sameEpoch = r.epoch === null || r.epoch === epoch;
  const behind = caller !== null && sameEpoch && isBehind(caller.member, r, known);
  const head: HeadLine = {
    t: 'head',
    protocol: PROTOCOL,
    epoch,
    now,
    member: caller?.member ?? null,
    flags: { ...deps.flags },
    oldest: OLDEST_PROTOCOL,
    ...(caller?.accessToken === undefined ? {} : { accessToken: caller.accessToken }),
    ...(readOnly === null ? {} : { readOnly }),
    ...(behind && { behind }),
    ...(r.skipped && r.skipped.length > 0 && { skipped: [...r.skipped] }),
  };
  const acts = caller !== null && r.mutations.length > 0;
  await write(JSON.stringify(head), false);
  let answers: Answer[] = [];
  if (acts) {
    // A device that learns only now that the database lost acts offers those first: the acts in this request may depend
    // on them (S29).
    const waits = (!sameEpoch || behind) && r.protocol >= OFFERS_AGAIN;
    answers = !waits
      ? await answerMutations(deps, caller, r, stale === true)
      : r.mutations.slice(0, 1).map(({ key }) => ({ key, busy: true }));
    const line: VerdictsLine = { t: 'verdicts', answers };
    await write(JSON.stringify(line), true);
  }
  // Only the UTC day of the quiet mark counts, so a device writes it once a day (R5).
  if (caller && r.outboxEmpty && !acts && stale && readOnly === null) await markQuiet(deps.db, caller);
  const end: EndLine = { t: 'end', more: false };
  const marks = r.protocol >= MARKS;
  if (acts || !sameEpoch || !isIdle(r.cursors, known, marks)) {
    const pulled = await pull(deps.db, deps.sources, {
      member: caller?.member ?? null,
      cursors: r.cursors,
      sameEpoch,
      marks,
      moved: movedFor(r, known, answers),
      wire: (bytes) => bytes / TYPICAL_COMPRESSION,
      macOf: deps.macOf,
      kept: deps.kept,
      effort: caller ? EFFORT.member : EFFORT.visitor,
    });
    for (const purge of pulled.purges) await write(JSON.stringify(purge), false);
    for (const page of pulled.pages) await write(page.line, false);
    end.more = pulled.more;
  }
  await write(JSON.stringify(end), false);
  return ok(null);
}

/** Scopes that had changed for this device when the exchange began, and those that its acts have changed since. */
const movedFor = (r: ExchangeRequest, known: ReadonlyMap<Scope, Counter>, answers: readonly Answer[]): Set<Scope> =>
  new Set([
    ...r.cursors.filter((c) => !isIdle([c], known, r.protocol >= MARKS)).map((c) => c.scope),
    ...answers.flatMap((a) => ('verdict' in a ? Object.keys(a.revs) : [])),
  ]);

/**
 * True when the device has seen a state of its own scope that this database does not have. A device whose own cursor
 * restarted, because it was damaged on disk or could not be used, has no position there: its other scopes tell.
 */
function isBehind(member: MemberId, r: ExchangeRequest, known: ReadonlyMap<Scope, Counter>): boolean {
  const own = r.cursors.filter((c) => c.scope === memberScope(member));
  const restarted = own.length > 0 && own.every((c) => seenOf(c) === 0);
  return (restarted ? r.cursors : own).some((c) => {
    const counter = known.get(c.scope);
    return counter !== undefined && counter.visible && counter.rev !== null && !isOurs(c, counter);
  });
}

/** How many times smaller brotli makes pages of rows (measured on project rows). */
const TYPICAL_COMPRESSION = 5;
