/** The economy divided into communities of equal size, whose members' devices are signed in. */
import { randomUUID } from 'node:crypto';
import { END_OF_REV, type Scope, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import { openedBy, wantedEntities, wantedScopes } from '@egoejo/client/sync/engine/apply/scopes.ts';
import { signAccess } from '@egoejo/server/accounts/sessions/tokens.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { signingKeys } from '@egoejo/server/platform/keys/signing-keys.ts';
import { startServer, type ServerProcess } from '@egoejo/server/testing/servers/server-process.ts';
import type { BenchContext } from '../bench.ts';
import { wallets } from './boosts.ts';
import { deviceOf, loadEconomy, memberOf, communityId } from './economy.ts';
import type { Account } from '../http/requests.ts';
import { freshStorage } from './storage.ts';

/** The number of the community of project or member `i`: 1, 2, … `loadEconomy` creates the first. */
export const communityOf = (i: number, communities: number): number => 1 + (i % communities);

const sqlId = (prefix: string, i: string): string =>
  `('${prefix}0000000-0000-4000-8000-' || lpad(to_hex(${i}), 12, '0'))::uuid`;

/**
 * Distributes the projects of a loaded economy over that many communities, and makes members 1…`joined` join theirs, a
 * year ago.
 */
async function spreadOverCommunities(db: Database, communities: number, joined: number): Promise<void> {
  await db.script(`
    set session_replication_role = replica;
    insert into community (id, scope, slug, name, rev)
      select ${sqlId('4', 't')}, 'public', 'community-' || t, 'Community ' || t, 1
        from generate_series(2, ${communities}) t;
    insert into scope_counter (scope, rev)
      select prefix || ${sqlId('4', 't')}, 1 from generate_series(2, ${communities}) t,
        unnest(array['community:', 'polls:community:']) prefix on conflict do nothing;
    update project p set community = t.id, scope = 'community:' || t.id
      from (select i, ${sqlId('4', `1 + i % ${communities}`)} as id
        from generate_series(1, (select count(*) from project)) i) t where p.id = ${sqlId('3', 't.i')};
    update project_tally t set scope = p.scope from project p where p.id = t.id;
    insert into membership (member, community, joined_at, rev)
      select ${sqlId('1', 'i')}, ${sqlId('4', `1 + i % ${communities}`)}, now() - interval '1 year', 1
        from generate_series(1, ${joined}) i;
    set session_replication_role = origin;
    analyze;`);
}

/**
 * Runs `work` with the economy in that many communities and a newly started server; both are removed afterwards. If it
 * fails, the server's output is shown. @param joined number of members who have joined their community @param furnish
 * adds further rows
 */
export async function inCommunities<T>(
  context: BenchContext,
  { communities, joined, furnish }: { communities: number; joined: number; furnish?: (db: Database) => Promise<void> },
  work: (db: Database, server: ServerProcess) => Promise<T>,
): Promise<T> {
  const storage = await freshStorage(context);
  const db = await storage.open();
  context.say(`loading ${wallets.members} wallets`);
  await loadEconomy(db, wallets);
  await spreadOverCommunities(db, communities, joined);
  await furnish?.(db);
  await db.script('vacuum analyze');
  const server = await startServer({ ...storage.server, env: { NODE_ENV: 'production' } });
  try {
    return await work(db, server);
  } catch (error) {
    context.say(`the server said: ${server.output().slice(-4000)}`);
    throw error;
  } finally {
    await server.close();
    await db.close();
    await storage.drop();
  }
}

/** A signed-in device that was up to date when it went offline. */
export interface Away {
  /** Number of its member. */
  i: number;
  account: Account;
  epoch: string;
  cursors: ScopeCursor[];
}

/**
 * Signs in the devices of members `first`…`first + n - 1`, each with its own address, and with cursors at the present
 * counters.
 */
export async function devicesAway(db: Database, first: number, n: number, communities: number): Promise<Away[]> {
  const keys = signingKeys(db);
  const [installation] = await db.query<{ epoch: string }>('select epoch from installation');
  const counters = await db.query<{ scope: Scope; rev: number; era: string | null }>(
    `select scope, rev, era from scope_counter union all select 'member:' || member, rev, era from member_counter
      where member between $1 and $2`,
    [memberOf(first), memberOf(first + n - 1)],
  );
  const known = new Map(counters.map((c) => [c.scope, c]));
  const sessions: { sid: string; member: string; device: string }[] = [];
  const devices: Away[] = [];
  for (let i = first; i < first + n; i++) {
    const [member, device, sid] = [memberOf(i), deviceOf(i), randomUUID()];
    sessions.push({ sid, member, device });
    devices.push({
      i,
      epoch: installation?.epoch ?? '',
      account: {
        member,
        device,
        accessToken: await signAccess(keys, { member, device, sid, roles: [] }),
        from: `127.${1 + (i >> 14)}.${(i >> 7) & 127}.${1 + (i & 127)}`,
      },
      cursors: wantedScopes({ member, device }, openedBy('membership', [communityId(communityOf(i, communities))])).map(
        (scope) => ({
          scope,
          entities: wantedEntities(scope, true),
          rev: known.get(scope)?.rev ?? 0,
          table: END_OF_REV,
          id: '',
          ...(typeof known.get(scope)?.era === 'string' && { mark: known.get(scope)!.era! }),
        }),
      ),
    });
  }
  await db.query(
    `insert into session (id, member, device, pepper, current_hash, expires_at)
       select s.sid, s.member, s.device, '\\x00', '\\x00', now() + interval '1 day'
         from json_to_recordset($1::json) s(sid uuid, member uuid, device uuid)`,
    [JSON.stringify(sessions)],
  );
  return devices;
}
