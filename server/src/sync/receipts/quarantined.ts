/** What a device reports about itself in headers of an exchange (shared/src/sync/client-headers.ts). */
import type { IncomingHttpHeaders } from 'node:http';
import {
  CLIENT_HEADER,
  CLIENT_VERSION,
  QUARANTINED_HEADER,
  readQuarantined,
  UNKNOWN,
} from '@egoejo/shared/sync/client-headers.ts';
import { isTransient } from '../../platform/database/transient.ts';
import { readOnlySql } from '../../platform/database/read-only.ts';
import type { Caller, ExchangeDeps } from '../exchange/exchange-deps.ts';

/** The version that the client reports; UNKNOWN if it is not a valid version. */
export function clientOf(headers: IncomingHttpHeaders): string {
  const version = headers[CLIENT_HEADER];
  return typeof version === 'string' && CLIENT_VERSION.test(version) ? version : UNKNOWN;
}

/** Most entries kept for one member: a real device does not send more, but someone filling the disk might. */
const MOST_KEPT = 200;
const NOTE = `with reported as (select distinct on (key) key, code from unnest($2::uuid[], $3::text[]) as u(key, code)
  order by key limit ${MOST_KEPT}),
    taken as (select ${readOnlySql('$5::timestamptz')} is null as yes),
    put as (insert into quarantined (member, key, code, client) select $1, key, code, $4 from reported
      where (select yes from taken) and (select count(*) from quarantined where member = $1) < ${MOST_KEPT}
      on conflict (member, key) do nothing)
  select yes from taken`;

/**
 * Records the quarantined acts named in these headers, once for each member and key. A failure here never fails the
 * exchange.
 * @returns true when the device need not report them again; false when it reported none or they could not be written
 * now.
 */
export async function noteQuarantined(
  { db, readOnlyUntil, onThrow }: Pick<ExchangeDeps, 'db' | 'readOnlyUntil' | 'onThrow'>,
  caller: Caller | null,
  headers: IncomingHttpHeaders,
): Promise<boolean> {
  const report = headers[QUARANTINED_HEADER];
  if (caller === null || typeof report !== 'string') return false;
  const list = readQuarantined(report);
  try {
    const [taken] = await db.query<{ yes: boolean }>(NOTE, [
      caller.member,
      list.map((a) => a.key),
      list.map((a) => a.code),
      clientOf(headers),
      readOnlyUntil ?? null,
    ]);
    return taken?.yes ?? false;
  } catch (error) {
    if (!isTransient(error)) onThrow(error, 'quarantined');
    return false;
  }
}
