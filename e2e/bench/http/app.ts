/** A loaded economy on the real server with signed-in members, used by the exchange benchmarks. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { newId, type MutationKey } from '@egoejo/shared/platform/ids.ts';
import {
  communityScope,
  memberScope,
  pollsScope,
  type MutationEnvelope,
  type Scope,
  type ScopeCursor,
} from '@egoejo/shared/sync/protocol.ts';
import { signAccess } from '@egoejo/server/accounts/sessions/tokens.ts';
import { signingKeys } from '@egoejo/server/platform/keys/signing-keys.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { startServer } from '@egoejo/server/testing/servers/server-process.ts';
import type { BenchContext } from '../bench.ts';
import { community, deviceOf, loadEconomy, memberOf, openDoors, projectOf, type Economy } from '../database/economy.ts';
import { pullAll, type Pulled } from './device.ts';
import type { Account } from './requests.ts';
import { freshStorage } from '../database/storage.ts';

/** A signed-in member who is up to date. */
export interface Client {
  account: Account;
  epoch: string;
  cursors: ScopeCursor[];
}
interface HttpApp {
  url: string;
  /** Signed-in members, each with its own address and limits. */
  accounts: Account[];
  /** Name of the database on the benchmarks' PostgreSQL; '' if embedded. */
  database: string;
  /** Bytes of memory that the server's process has. */
  memory(): number;
  close(): Promise<void>;
}

const entry = fileURLToPath(new URL('./server.ts', import.meta.url));
export const scopesOf = (a: Account): Scope[] => [
  memberScope(a.member),
  pollsScope(null),
  pollsScope(community),
  communityScope(community),
  'public',
];

/** Loads the economy, signs in `signedIn` members, adds what `prepare` adds, and starts the server. */
export async function startHttpApp(
  context: BenchContext,
  economy: Economy,
  signedIn: number,
  prepare: (db: Database, accounts: readonly Account[]) => Promise<unknown> = async () => undefined,
): Promise<HttpApp> {
  const storage = await freshStorage(context);
  const db = await storage.open();
  await loadEconomy(db, economy);
  await openDoors(db);
  const keys = signingKeys(db);
  const accounts: Account[] = [];
  for (let i = 1; i <= signedIn; i++) {
    const [member, device, sid] = [memberOf(i), deviceOf(i), randomUUID()];
    await db.query(
      `insert into session (id, member, device, pepper, current_hash, expires_at) values ($1, $2, $3, '\\x00', ` +
        `'\\x00', now() + interval '1 day')`,
      [sid, member, device],
    );
    accounts.push({
      member,
      device,
      accessToken: await signAccess(keys, { member, device, sid, roles: [] }),
      from: `127.0.1.${i}`,
    });
  }
  await prepare(db, accounts);
  await db.script('vacuum analyze');
  await db.close();
  const server = await startServer({ ...storage.server, entry, env: { NODE_ENV: 'production' } });
  return {
    url: server.url,
    accounts,
    database: storage.server.databaseUrl === undefined ? '' : new URL(storage.server.databaseUrl).pathname.slice(1),
    memory() {
      const [, kilobytes = 'NaN'] = /VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${server.pid()}/status`, 'utf8')) ?? [];
      return Number(kilobytes) * 1024;
    },
    close: async () => {
      await server.close();
      await storage.drop();
    },
  };
}

/** Brings each member's device up to date. */
export async function upToDate(app: HttpApp): Promise<Client[]> {
  const clients: Client[] = [];
  for (const account of app.accounts) {
    const pulled: Pulled = await pullAll(app.url, account, scopesOf(account));
    clients.push({ account, epoch: pulled.epoch, cursors: pulled.cursors });
  }
  return clients;
}

let seq = 0;
/** `n` boosts of one grain, each on a different project. */
export const boosts = (n: number): MutationEnvelope[] =>
  Array.from({ length: n }, () => ({
    key: newId<MutationKey>(),
    seq: ++seq,
    name: 'project.boost',
    version: 1,
    args: { project: projectOf(1 + (seq % 1000)), grains: 1 },
    madeAt: new Date().toISOString(),
  }));
