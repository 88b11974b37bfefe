import { createTRPCClient, httpBatchStreamLink } from '@trpc/client';
import type { AppRouter } from '@egoejo/server/router.ts';
import { CSRF_HEADER, PROTOCOL, type ExchangeLine, type ExchangeRequest } from '@egoejo/shared/sync/protocol.ts';
import { startProxy } from '../../../support/network/proxy.ts';
import { compared, median } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { boosts, scopesOf, startHttpApp, upToDate, type Client } from '../../http/app.ts';
import { freshCursors } from '../../http/device.ts';
import type { Account } from '../../http/requests.ts';

/** Members who exchange at a time. Each measurement has members of its own, since a server limits an account. */
const members = 16;
const LATENCY_MS = 400;

/** Sends one exchange and yields the lines of its answer as they arrive. */
type Carrier = (to: Target, account: Account, request: ExchangeRequest) => AsyncGenerator<ExchangeLine>;
/** Where requests go, and the origin that the server expects. */
interface Target {
  url: string;
  origin: string;
}

const headersOf = ({ origin }: Target, account: Account): Record<string, string> => ({
  origin,
  [CSRF_HEADER]: '1',
  authorization: `Bearer ${account.accessToken}`,
});

/** The plain route, whose lines are compressed. */
const plain: Carrier = async function* (to, account, request) {
  const response = await fetch(`${to.url}/sync/exchange`, {
    method: 'POST',
    headers: { ...headersOf(to, account), 'content-type': 'application/json', 'accept-encoding': 'br' },
    body: JSON.stringify(request),
  });
  if (!response.ok || !response.body) throw new Error(`exchange: ${response.status} ${await response.text()}`);
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) yield JSON.parse(part) as ExchangeLine;
  }
};

/** tRPC's own stream of the procedure. */
const streamed: Carrier = async function* (to, account, request) {
  const link = httpBatchStreamLink({ url: `${to.url}/trpc`, headers: headersOf(to, account) });
  const api = createTRPCClient<AppRouter>({ links: [link] });
  for await (const line of await api.sync.exchange.mutate(request)) yield line;
};

const requestOf = ({ account, epoch, cursors }: Client, more: Partial<ExchangeRequest>): ExchangeRequest => ({
  protocol: PROTOCOL,
  member: account.member,
  device: account.device,
  epoch,
  cursors,
  mutations: [],
  outboxEmpty: true,
  ...more,
});

/** Exchanges with one boost each, one after the other for each member. @returns exchanges a second */
async function throughput(carry: Carrier, to: Target, clients: readonly Client[], seconds: number): Promise<number> {
  const start = performance.now();
  let n = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() - start < seconds * 1000) {
        for await (const line of carry(to, client.account, requestOf(client, { mutations: boosts(1) })))
          if (line.t === 'page') client.cursors = client.cursors.map((c) => (c.scope === line.scope ? line.cursor : c));
        n++;
      }
    }),
  );
  return (n * 1000) / (performance.now() - start);
}

/** Milliseconds from sending one boost to its verdict. */
async function firstVerdict(carry: Carrier, to: Target, client: Client): Promise<number> {
  const start = performance.now();
  for await (const line of carry(to, client.account, requestOf(client, { mutations: boosts(1) })))
    if (line.t === 'verdicts') return performance.now() - start;
  throw new Error('no verdict');
}

/**
 * `sync.exchange` over tRPC's own stream against the plain route (docs/decisions/71): exchanges a second, bytes of a
 * first pull, and how soon the first verdict comes on a slow link.
 */
export const bench: Bench = {
  name: 'exchange-stream',
  group: 'core',
  goal: null,
  on: ['postgres'],
  async run(context) {
    const app = await startHttpApp(
      context,
      { members: 1000, projects: 1000, grains: 1_000_000 },
      2 * members * context.rounds,
    );
    const link = await startProxy(Number(new URL(app.url).port));
    const near = { url: app.url, origin: app.url };
    const far = { url: link.url, origin: app.url };
    try {
      const clients = await upToDate(app);
      const [first] = clients;
      if (!first) throw new Error('no member');
      const pulled = async (carry: Carrier): Promise<number> => {
        const before = link.bytes.down;
        const whole = requestOf(first, { epoch: null, cursors: freshCursors(scopesOf(first.account)) });
        for await (const line of carry(far, first.account, whole)) if (line.t === 'end') break;
        return link.bytes.down - before;
      };
      const bytes = { plain: await pulled(plain), streamed: await pulled(streamed) };
      link.set({ latencyMs: LATENCY_MS });
      const verdicts: { plain: number[]; streamed: number[] } = { plain: [], streamed: [] };
      const rounds: { value: number; baseline: number }[] = [];
      for (let i = 0; i < context.rounds; i++) {
        verdicts.plain.push(await firstVerdict(plain, far, first));
        verdicts.streamed.push(await firstVerdict(streamed, far, first));
        const [these, others] = [0, 1].map((side) =>
          clients.slice((2 * i + side) * members, (2 * i + side + 1) * members),
        );
        const baseline = await throughput(plain, near, these ?? [], context.seconds);
        rounds.push({ value: await throughput(streamed, near, others ?? [], context.seconds), baseline });
      }
      return {
        n: rounds.length,
        unit: 'exchanges/s',
        ...compared(rounds),
        facts: {
          plainBytes: bytes.plain,
          streamedBytes: bytes.streamed,
          plainVerdictMs: Math.round(median(verdicts.plain)),
          streamedVerdictMs: Math.round(median(verdicts.streamed)),
        },
      };
    } finally {
      await link.close();
      await app.close();
    }
  },
};
