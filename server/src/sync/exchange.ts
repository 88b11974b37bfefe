/**
 * The one sync call (3-sync): settles what a device sends, then tells verdicts and changes, line by line. Free of HTTP, so that the
 * same code runs behind the route and in tests.
 */
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { MutationName } from '@egoejo/shared/registry.ts';
import type { SyncError } from '@egoejo/shared/sync/errors.ts';
import {
  exchangeRequest, LIMITS, memberScope, PROTOCOL, type Answer, type EndLine, type ExchangeRequest, type HeadLine, type Scope, type VerdictsLine,
} from '@egoejo/shared/sync/protocol.ts';
import { UNKNOWN } from '@egoejo/shared/sync/told.ts';
import type { Database } from '../platform/database.ts';
import { readOnlyParams, readOnlySql } from '../platform/read-only.ts';
import type { Seal } from '../platform/receipt-key.ts';
import { noticeLoss } from './again.ts';
import { isIdle, pull, type Counter } from './pull.ts';
import { readAct, settleExchange } from './settle.ts';
import type { ColdSettlements, EntitySource, FlagsOff } from './settlement.ts';

/** From this protocol on devices offer acts again after a restore (S29). */
const OFFERS_AGAIN = 2;
/** Oldest protocol this server still speaks (S24). */
export const OLDEST_PROTOCOL = 1;

export interface ExchangeDeps {
  db: Database;
  settlements: Partial<ColdSettlements<MutationName>>;
  sources: readonly EntitySource[];
  flags: Readonly<Record<string, boolean>>;
  /** What the environment says of read-only mode: until then no acts are taken. */
  readOnlyUntil?: string | null;
  /** Seals receipts (S29); without it no proof is given or taken. */
  seal?: Seal | undefined;
  /** A device proved that this database forgot something: a recovery was opened (S29). */
  onRecovery?(): void;
  /** Called with the scopes whose rows moved, after the commits (rule 9). */
  moved(scopes: readonly Scope[]): void;
  onThrow(error: unknown, mutation: string): void;
  /** A receipt that refuses was written, for a client of this version; one that is told again is not. */
  onRefused?(code: string, client: string): void;
  /** `seconds`: what settling the whole exchange took. */
  onSettled?(answers: readonly Answer[], names: ReadonlyMap<string, string>, seconds: number): void;
}
export interface Caller {
  member: MemberId;
  device: DeviceId;
  /** The version of its client, as it says it. */
  client?: string;
  /** Set when the refresh cookie was rotated for this very call (S21). */
  accessToken?: string | undefined;
}

/** Checks shape and limits (S1, S10); the queue of the device stays as it is on any error. */
export function readRequest(body: unknown): Result<ExchangeRequest, SyncError> {
  const list = typeof body === 'object' && body !== null && 'mutations' in body ? body.mutations : undefined;
  if (Array.isArray(list) && list.length > LIMITS.mutationsPerExchange) {
    return fail('sync.too_many_mutations', { max: LIMITS.mutationsPerExchange });
  }
  const protocol = typeof body === 'object' && body !== null && 'protocol' in body ? body.protocol : undefined;
  if (typeof protocol === 'number' && (protocol < OLDEST_PROTOCOL || protocol > PROTOCOL)) {
    return fail('sync.upgrade_required', { oldest: OLDEST_PROTOCOL, newest: PROTOCOL });
  }
  const parsed = exchangeRequest.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return fail('sync.bad_request', { at: (issue?.path ?? []).map(String).join('.') });
  }
  const { mutations } = parsed.data;
  if (mutations.some((m) => Buffer.byteLength(JSON.stringify(m)) > LIMITS.mutationBytes)) return fail('sync.mutation_too_large', { max: LIMITS.mutationBytes });
  if (new Set(mutations.map((m) => m.key)).size !== mutations.length) return fail('sync.bad_request', { at: 'mutations' });
  return ok(parsed.data);
}

interface Opening {
  epoch: string;
  now: string;
  /** Until when no acts are taken; null: they are. */
  read_only: string | null;
  /** null: this device is not one of the member's. */
  stale: boolean | null;
  counters: Counter[];
}
const OPENING = `select (select epoch from installation) as epoch, iso(now()) as now, ${readOnlySql('$4::timestamptz')} as read_only,
    (select (d.quiet_at at time zone 'UTC')::date < (now() at time zone 'UTC')::date from device d where d.member = $1::uuid and d.id = $2::uuid) as stale,
    (select coalesce(json_agg(json_build_object('scope', s.scope, 'visible', scope_visible($1::uuid, s.scope), 'rev', coalesce(m.rev, c.rev), 'floor', coalesce(m.floor_rev, c.floor_rev))), '[]')
      from unnest($3::text[]) s(scope)
      left join member_counter m on s.scope = 'member:' || $1::uuid::text and m.member = $1::uuid
      left join scope_counter c on c.scope = s.scope) as counters`;

/** Is this caller allowed to send this request? (S21: an exchange names its member.) */
export function checkCaller(caller: Caller | null, r: ExchangeRequest): Result<Caller | null, SyncError> {
  if (r.member === null) {
    return r.mutations.length === 0 && r.device === null ? ok(null) : fail('sync.unauthenticated');
  }
  if (caller === null) return fail('sync.unauthenticated');
  if (caller.member !== r.member) return fail('sync.wrong_member');
  if (caller.device !== r.device) return fail('sync.unknown_device');
  return ok(caller);
}

/** Lines of the answer; `flush` asks that what was written so far reaches the device now. The last is not flushed: the end is. */
export type WriteLine = (line: string, flush: boolean) => Promise<void>;

/**
 * Runs one exchange for a checked caller. Verdicts are written and flushed before anything is read for the pull.
 * @returns a failure when nothing was written and nothing was done.
 */
export async function exchange(deps: ExchangeDeps, caller: Caller | null, r: ExchangeRequest, write: WriteLine): Promise<Result<null, SyncError>> {
  const [opening] = await deps.db.query<Opening>(OPENING, [caller?.member ?? null, caller?.device ?? null, r.cursors.map((c) => c.scope), deps.readOnlyUntil ?? null]);
  const { now, read_only: readOnly, stale, counters } = opening!;
  if (caller && stale === null) return fail('sync.unknown_device');
  if (readOnly !== null && r.mutations.length > 0) return fail('sync.read_only', readOnlyParams(readOnly, now));
  const epoch = await epochAfter(deps, caller, r, opening!.epoch);
  const known = new Map(counters.map((c) => [c.scope, c]));
  const sameEpoch = r.epoch === null || r.epoch === epoch;
  const behind = caller !== null && sameEpoch && isBehind(caller.member, r, known);
  const head: HeadLine = {
    t: 'head', protocol: PROTOCOL, epoch, now, member: caller?.member ?? null, flags: { ...deps.flags }, oldest: OLDEST_PROTOCOL,
    ...(caller?.accessToken === undefined ? {} : { accessToken: caller.accessToken }),
    ...(readOnly === null ? {} : { readOnly }),
    ...(behind && { behind }),
  };
  const acts = caller !== null && r.mutations.length > 0;
  await write(JSON.stringify(head), false);
  let answers: Answer[] = [];
  if (acts) {
    // A device that learns only now that something was forgotten offers that first: what it sends here may rest on it (S29).
    const waits = (!sameEpoch || behind) && r.protocol >= OFFERS_AGAIN;
    answers = !waits ? await settle(deps, caller, r, stale === true) : r.mutations.slice(0, 1).map(({ key }) => ({ key, busy: true }));
    const line: VerdictsLine = { t: 'verdicts', answers };
    await write(JSON.stringify(line), true);
  }
  // R5: only the UTC day of it counts, so a device writes this once a day.
  if (caller && r.outboxEmpty && !acts && stale && readOnly === null) await markQuiet(deps.db, caller);
  const end: EndLine = { t: 'end', more: false };
  if (acts || !sameEpoch || !isIdle(r.cursors, known)) {
    const pulled = await pull(deps.db, deps.sources, {
      member: caller?.member ?? null, cursors: r.cursors, sameEpoch, moved: movedFor(r, known, answers), wire: (bytes) => bytes / TYPICAL_COMPRESSION, seal: deps.seal,
    });
    for (const purge of pulled.purges) await write(JSON.stringify(purge), false);
    for (const page of pulled.pages) await write(page.line, false);
    end.more = pulled.more;
  }
  await write(JSON.stringify(end), false);
  return ok(null);
}
/** Scopes that had moved for this device when the exchange began, or that its acts have moved since. */
const movedFor = (r: ExchangeRequest, known: ReadonlyMap<Scope, Counter>, answers: readonly Answer[]): Set<Scope> => new Set([
  ...r.cursors.filter((c) => !isIdle([c], known)).map((c) => c.scope),
  ...answers.flatMap((a) => ('verdict' in a ? Object.keys(a.revs) : [])),
]);
/** This device has seen more of its own scope than this database knows. */
const isBehind = (member: MemberId, r: ExchangeRequest, known: ReadonlyMap<Scope, Counter>): boolean =>
  r.cursors.some((c) => c.scope === memberScope(member) && Math.max(c.rev, c.from ?? 0) > (known.get(c.scope)?.rev ?? Infinity));

/** The epoch to answer with: a new one when the acts of this request prove that this database forgot what it had said (S29). */
async function epochAfter(deps: ExchangeDeps, caller: Caller | null, r: ExchangeRequest, epoch: string): Promise<string> {
  if (!caller || !deps.seal) return epoch;
  const proven = r.mutations.flatMap((m) => (m.proof ? (readAct(m, caller.member, deps.seal) ?? []) : [])).filter((act) => act.asOf !== null);
  if (proven.length === 0 || !(await noticeLoss(deps.db, caller.member, proven))) return epoch;
  deps.onRecovery?.();
  const [row] = await deps.db.query<{ epoch: string }>('select epoch from installation');
  return row!.epoch;
}

/** What brotli leaves of pages of rows (measured on project rows). */
const TYPICAL_COMPRESSION = 5;

async function settle(deps: ExchangeDeps, caller: Caller, r: ExchangeRequest, stale: boolean): Promise<Answer[]> {
  const flagsOff: FlagsOff = Object.entries(deps.flags).filter(([, on]) => !on).map(([name]) => name);
  const started = performance.now();
  const answers = await settleExchange({ db: deps.db, settlements: deps.settlements, flagsOff, seal: deps.seal, onThrow: (error, name) => deps.onThrow(error, name), onRefused: (code) => deps.onRefused?.(code, caller.client ?? UNKNOWN) },
    caller.member, caller.device, r.mutations);
  const settledIn = (performance.now() - started) / 1000;
  const final = answers.filter((a) => 'verdict' in a);
  const scopes = new Set(final.flatMap((a) => Object.keys(a.revs)));
  // What only waits moved nothing: a poke would bring the same acts back at once, for ever (S29).
  if (final.length > 0) scopes.add(memberScope(caller.member));
  if (stale && r.outboxEmpty && new Set(final.map((a) => a.key)).size >= r.mutations.length) await markQuiet(deps.db, caller);
  deps.onSettled?.(answers, new Map(r.mutations.map((m) => [m.key, m.name])), settledIn);
  if (scopes.size > 0) deps.moved([...scopes]);
  return answers;
}

async function markQuiet(db: Database, { member, device }: Caller): Promise<void> {
  await db.query('update device set quiet_at = now() where member = $1 and id = $2', [member, device]);
}
