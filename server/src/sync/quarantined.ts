/** What a device tells of itself beside an exchange (shared/src/sync/told.ts). */
import type { IncomingHttpHeaders } from 'node:http';
import { CLIENT_HEADER, CLIENT_VERSION, QUARANTINED_HEADER, readQuarantined, UNKNOWN } from '@egoejo/shared/sync/told.ts';
import { isTransient } from '../platform/database.ts';
import { readOnlySql } from '../platform/read-only.ts';
import type { Caller, ExchangeDeps } from './exchange.ts';

/** The client's version as it says it; anything that is none is unknown. */
export function clientOf(headers: IncomingHttpHeaders): string {
  const told = headers[CLIENT_HEADER];
  return typeof told === 'string' && CLIENT_VERSION.test(told) ? told : UNKNOWN;
}

/** Kept of one member: more would be no device of ours, but somebody filling a disk. */
const MOST_KEPT = 200;
const NOTE = `with told as (select distinct on (key) key, code from unnest($2::uuid[], $3::text[]) as u(key, code) order by key limit ${MOST_KEPT}),
    taken as (select ${readOnlySql('$5::timestamptz')} is null as yes),
    put as (insert into quarantined (member, key, code, client) select $1, key, code, $4 from told
      where (select yes from taken) and (select count(*) from quarantined where member = $1) < ${MOST_KEPT}
      on conflict (member, key) do nothing)
  select yes from taken`;

/**
 * Records the quarantined acts that these headers tell of, each once, by member and key. An exchange never fails by it.
 * @returns true: the device need not tell them again. False when it told none, and when they could not be written now.
 */
export async function noteQuarantined({ db, readOnlyUntil, onThrow }: Pick<ExchangeDeps, 'db' | 'readOnlyUntil' | 'onThrow'>, caller: Caller | null, headers: IncomingHttpHeaders): Promise<boolean> {
  const told = headers[QUARANTINED_HEADER];
  if (caller === null || typeof told !== 'string') return false;
  const list = readQuarantined(told);
  try {
    const [taken] = await db.query<{ yes: boolean }>(NOTE, [caller.member, list.map((a) => a.key), list.map((a) => a.code), clientOf(headers), readOnlyUntil ?? null]);
    return taken?.yes ?? false;
  } catch (error) {
    if (!isTransient(error)) onThrow(error, 'quarantined');
    return false;
  }
}
