/** A member's device that exchanges with a real server over HTTP, as the app does. */
import { brotliDecompressSync } from 'node:zlib';
import { memberId, deviceId } from '@egoejo/shared/platform/ids.ts';
import { entityVersions } from '@egoejo/shared/registry.ts';
import {
  PROTOCOL,
  type ExchangeLine,
  type ExchangeRequest,
  type MutationEnvelope,
  type ScopeCursor,
  type Scope,
} from '@egoejo/shared/sync/protocol.ts';
import * as z from 'zod';
import { post, type Account } from './requests.ts';

const session = z.object({
  result: z.object({ data: z.object({ member: memberId, device: deviceId, accessToken: z.string() }) }),
});

/** Signs in with a new device. Throws the server's answer when it refuses. */
export async function signIn(url: string, email: string, password: string): Promise<Account> {
  const { status, body } = await post(
    url,
    '/trpc/accounts.signIn',
    { email, password, device: null },
    { 'accept-encoding': 'identity' },
  );
  if (status !== 200) throw new Error(`sign-in: ${status} ${body.toString()}`);
  return session.parse(JSON.parse(body.toString())).result.data;
}

/** Cursors of a device that has no data of these scopes yet. */
export const freshCursors = (
  scopes: readonly Scope[],
  entitiesOf: (scope: Scope) => Record<string, number> = () => entityVersions(false),
): ScopeCursor[] => scopes.map((scope) => ({ scope, entities: entitiesOf(scope), rev: 0, table: '', id: '' }));

interface Exchanged {
  lines: ExchangeLine[];
  /** Compressed bytes of the answer's body. */
  bytes: number;
}

/** Runs one exchange. Throws when the server refuses it. */
export async function exchange(
  url: string,
  account: Account,
  epoch: string | null,
  cursors: ScopeCursor[],
  mutations: MutationEnvelope[],
): Promise<Exchanged> {
  const { member, device, accessToken } = account;
  const ask: ExchangeRequest = { protocol: PROTOCOL, member, device, epoch, cursors, mutations, outboxEmpty: true };
  const { status, headers, body } = await post(
    url,
    '/sync/exchange',
    ask,
    { authorization: `Bearer ${accessToken}` },
    account.from,
  );
  const text = headers['content-encoding'] === 'br' ? brotliDecompressSync(body).toString() : body.toString();
  if (status !== 200) throw new Error(`exchange: ${status} ${text}`);
  return {
    lines: text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as ExchangeLine),
    bytes: body.length,
  };
}

export interface Pulled {
  epoch: string;
  cursors: ScopeCursor[];
  /** Rows by entity. */
  rows: Record<string, unknown[]>;
  requests: number;
  bytes: number;
  ms: number;
}

/** Pulls everything of these scopes, as a first sync does; `withLazy`: also what devices ask for apart. */
export async function pullAll(
  url: string,
  account: Account,
  scopes: readonly Scope[],
  withLazy = false,
): Promise<Pulled> {
  const start = performance.now();
  const pulled: Pulled = {
    epoch: '',
    cursors: freshCursors(scopes, () => entityVersions(withLazy)),
    rows: {},
    requests: 0,
    bytes: 0,
    ms: 0,
  };
  for (let more = true; more;) {
    const { lines, bytes } = await exchange(url, account, pulled.epoch || null, pulled.cursors, []);
    pulled.requests++;
    pulled.bytes += bytes;
    more = false;
    for (const line of lines) {
      if (line.t === 'head') pulled.epoch = line.epoch;
      if (line.t === 'end') more = line.more;
      if (line.t !== 'page') continue;
      pulled.cursors = pulled.cursors.map((c) => (c.scope === line.scope ? line.cursor : c));
      for (const { e, rows } of line.rows) (pulled.rows[e] ??= []).push(...rows);
    }
  }
  pulled.ms = performance.now() - start;
  return pulled;
}
