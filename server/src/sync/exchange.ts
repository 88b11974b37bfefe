/**
 * The one sync call: settles what a device sends, then writes verdicts and changes line by line. Independent of HTTP,
 * so that the route and the tests run the same code.
 */
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { ColdName } from '@egoejo/shared/registry.ts';
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
import { UNKNOWN } from '@egoejo/shared/sync/client-headers.ts';
import type { Database } from '../platform/database.ts';
import { readOnlyParams, readOnlySql } from '../platform/read-only.ts';
import type { Seal } from '../platform/receipt-key.ts';
import { noticeRestart, restartedSql } from './recovery.ts';
import { noticeLoss } from './reoffered.ts';
import { countersSql, EFFORT, isIdle, isOurs, marksOf, pull, type Counter } from './pull.ts';
import { OLDEST_PROTOCOL, type ReceivedExchange } from './request.ts';
import { readAct, settleExchange } from './settle.ts';
import type { ColdSettlements, EntitySource, FlagsOff } from './act.ts';

/** From this protocol version on, devices offer their acts again after a restore (S29). */
const OFFERS_AGAIN = 2;
/** From this protocol version on, cursors carry the era they were written in (S14). */
const MARKS = 3;

export interface ExchangeDeps {
  db: Database;
  settlements: ColdSettlements<ColdName>;
  sources: readonly EntitySource[];
  flags: Readonly<Record<string, boolean>>;
  /** End of read-only mode as set in the environment; until then no acts are accepted. */
  readOnlyUntil?: string | null;
  /** Seals receipts (S29); without it the server neither issues nor accepts proofs. */
  seal?: Seal | undefined;
  /**
   * Called when a recovery was opened: a device proved that this database lost an act, or PostgreSQL was restarted on
   * another copy of the data (S29).
   */
  onRecovery?(): void;
  /** Called after the commits with the scopes whose rows changed. */
  moved(scopes: readonly Scope[]): void;
  onThrow(error: unknown, mutation: string): void;
  /**
   * Called when a receipt that refuses was written, with the version of the client; not called when a stored receipt is
   * sent again.
   */
  onRefused?(code: string, client: string): void;
  /** `seconds`: how long settling the whole exchange took. */
  onSettled?(answers: readonly Answer[], names: ReadonlyMap<string, string>, seconds: number): void;
}
export interface Caller {
  member: MemberId;
  device: DeviceId;
  /** The client's version, as the client reports it. */
  client?: string;
  /** Set when this call rotated the refresh cookie (S21). */
  accessToken?: string | undefined;
}

interface Opening {
  epoch: string;
  /** True when PostgreSQL was started after the present era began. */
  restarted: boolean;
  now: string;
  /** When read-only mode ends; null: acts are accepted. */
  read_only: string | null;
  /** True when the device's last quiet mark is from an earlier UTC day; null: the member has no such device. */
  stale: boolean | null;
  counters: Counter[];
}
const OPENING = `select (select epoch from installation) as epoch, ${restartedSql} as restarted, iso(now()) as now,
  ${readOnlySql('$4::timestamptz')} as read_only,
    (select (d.quiet_at at time zone 'UTC')::date < (now() at time zone 'UTC')::date from device d
      where d.member = $1::uuid and d.id = $2::uuid) as stale,
    (select coalesce(json_agg(c), '[]') from (${countersSql('$1', '$3', '$5')}) c) as counters`;

async function open(deps: ExchangeDeps, caller: Caller | null, r: ExchangeRequest): Promise<Opening> {
  const read = (): Promise<Opening[]> =>
    deps.db.query<Opening>(OPENING, [
      caller?.member ?? null,
      caller?.device ?? null,
      r.cursors.map((c) => c.scope),
      deps.readOnlyUntil ?? null,
      marksOf(r.cursors),
    ]);
  const [opening] = await read();
  if (!opening?.restarted || opening.read_only !== null) return opening!;
  if (await deps.db.transaction((tx) => noticeRestart(tx))) deps.onRecovery?.();
  return (await read())[0]!;
}

/** Checks that this caller may send this request: an exchange names its member (S21). */
export function checkCaller(caller: Caller | null, r: ExchangeRequest): Result<Caller | null, SyncError> {
  if (r.member === null) {
    return r.mutations.length === 0 && r.device === null ? ok(null) : fail('sync.unauthenticated');
  }
  if (caller === null) return fail('sync.unauthenticated');
  if (caller.member !== r.member) return fail('sync.wrong_member');
  if (caller.device !== r.device) return fail('sync.unknown_device');
  return ok(caller);
}

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
  const opening = await open(deps, caller, r);
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
      seal: deps.seal,
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
/** True when the device has seen a state of its own member scope that this database does not have. */
const isBehind = (member: MemberId, r: ExchangeRequest, known: ReadonlyMap<Scope, Counter>): boolean =>
  r.cursors.some((c) => {
    const counter = c.scope === memberScope(member) ? known.get(c.scope) : undefined;
    return counter !== undefined && counter.rev !== null && !isOurs(c, counter);
  });

/**
 * The epoch to answer with. It is a new one when the acts of this request prove that this database lost acts it had
 * confirmed (S29).
 */
async function epochAfter(
  deps: ExchangeDeps,
  caller: Caller | null,
  r: ExchangeRequest,
  epoch: string,
): Promise<string> {
  if (!caller || !deps.seal) return epoch;
  const proven = r.mutations
    .flatMap((m) => (m.proof ? (readAct(m, caller.member, deps.seal) ?? []) : []))
    .filter((act) => act.asOf !== null);
  if (proven.length === 0 || !(await noticeLoss(deps.db, caller.member, proven))) return epoch;
  deps.onRecovery?.();
  const [row] = await deps.db.query<{ epoch: string }>('select epoch from installation');
  return row!.epoch;
}

/** How many times smaller brotli makes pages of rows (measured on project rows). */
const TYPICAL_COMPRESSION = 5;

async function answerMutations(
  deps: ExchangeDeps,
  caller: Caller,
  r: ExchangeRequest,
  stale: boolean,
): Promise<Answer[]> {
  const flagsOff: FlagsOff = Object.entries(deps.flags)
    .filter(([, on]) => !on)
    .map(([name]) => name);
  const started = performance.now();
  const answers = await settleExchange(
    {
      db: deps.db,
      settlements: deps.settlements,
      flagsOff,
      seal: deps.seal,
      onThrow: (error, name) => deps.onThrow(error, name),
      onRefused: (code) => deps.onRefused?.(code, caller.client ?? UNKNOWN),
    },
    caller.member,
    caller.device,
    r.mutations,
  );
  const settledIn = (performance.now() - started) / 1000;
  const final = answers.filter((a) => 'verdict' in a);
  const scopes = new Set(final.flatMap((a) => Object.keys(a.revs)));
  // Acts that only wait changed nothing: a poke would make the device send the same acts again at once, endlessly
  // (S29).
  if (final.length > 0) scopes.add(memberScope(caller.member));
  if (stale && r.outboxEmpty && new Set(final.map((a) => a.key)).size >= r.mutations.length)
    await markQuiet(deps.db, caller);
  deps.onSettled?.(answers, new Map(r.mutations.map((m) => [m.key, m.name])), settledIn);
  if (scopes.size > 0) deps.moved([...scopes]);
  return answers;
}

async function markQuiet(db: Database, { member, device }: Caller): Promise<void> {
  await db.query('update device set quiet_at = now() where member = $1 and id = $2', [member, device]);
}
