/** Opens an exchange: one statement reads all that it depends on. */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { SyncError } from '@egoejo/shared/sync/errors.ts';
import type { ExchangeRequest } from '@egoejo/shared/sync/protocol.ts';
import { readOnlySql } from '../../platform/database/read-only.ts';
import { sessionHoldsSql } from '../../platform/database/session-sql.ts';
import { noticeRestart, restartedSql } from '../recovery/recovery.ts';
import { countersSql, marksOf, type Counter } from '../pull/scope-counters.ts';
import type { ExchangeDeps, Caller } from './exchange-deps.ts';

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
  /** Whether the session that the caller names holds; null: the caller names none. */
  held: boolean | null;
}
const OPENING = `select (select epoch from installation) as epoch, ${restartedSql} as restarted, iso(now()) as now,
  ${readOnlySql('$4::timestamptz')} as read_only,
    (select (d.quiet_at at time zone 'UTC')::date < (now() at time zone 'UTC')::date from device d
      where d.member = $1::uuid and d.id = $2::uuid) as stale,
    case when $6::uuid is not null then ${sessionHoldsSql('$6::uuid', '$1::uuid')} end as held,
    (select coalesce(json_agg(c), '[]') from (${countersSql('$1', '$3', '$5')}) c) as counters`;

/**
 * Reads what the exchange depends on. It first opens a recovery if PostgreSQL was restarted on other data (S29).
 * @returns null: the caller's session has ended
 */
export async function openExchange(
  deps: ExchangeDeps,
  caller: Caller | null,
  r: ExchangeRequest,
): Promise<Opening | null> {
  const read = (): Promise<Opening[]> =>
    deps.db.query<Opening>(OPENING, [
      caller?.member ?? null,
      caller?.device ?? null,
      r.cursors.map((c) => c.scope),
      deps.readOnlyUntil ?? null,
      marksOf(r.cursors),
      caller?.session ?? null,
    ]);
  const [opening] = await read();
  if (opening?.held === false) return null;
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
