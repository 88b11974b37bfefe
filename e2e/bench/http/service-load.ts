/** The members of the benchmark of service levels, and what they do. */
import { randomInt } from 'node:crypto';
import { newId, type MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { hashPassword } from '@egoejo/server/accounts/sign-in/passwords.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { boost, wallets } from '../database/boosts.ts';
import { memberOf } from '../database/economy.ts';
import { exchange, signIn } from './device.ts';
import { get } from './requests.ts';
import { communityOf, type Away } from '../database/communities.ts';

/** The size of the installation. */
export const communities = 40;
export const devices = 2_000;
const password = 'a password to measure with';
const poll = '60000000-0000-4000-8000-000000000001';

/** Concurrent requests a second of each kind: about 5,000 a minute, like an installation of this size, on a busy evening. */
export const MIX = { boost: 20, vote: 10, idle: 20, catalogue: 15, search: 5, me: 10, signIn: 2 } as const;
export type Kind = keyof typeof MIX;

/** Adds a poll open to all, and a password for each member with a device. */
export async function furnish(db: Database): Promise<void> {
  await db.query(
    `insert into poll (id, scope, title, method, options, state, open_to_all, opens_at, closes_at)
    values ($1, 'polls:public', 'Which day?', '{"kind": "choice", "max": 1}',
      '[{"id": "a", "label": "a"}, {"id": "b", "label": "b"}]', 'open', true, now() - interval '1 hour',
      now() + interval '1 day')`,
    [poll],
  );
  await db.query(`insert into poll_tally (id, scope) values ($1, 'polls:public')`, [poll]);
  await db.query(
    'insert into credential (member, password_hash) select id, $1 from member where id between $2 and $3',
    [await hashPassword(password), memberOf(1), memberOf(devices)],
  );
}

let seq = 1_000_000;
const vote = (): MutationEnvelope => ({
  key: newId<MutationKey>(),
  seq: ++seq,
  name: 'poll.vote',
  version: 1,
  madeAt: new Date().toISOString(),
  args: { poll, ballot: { kind: 'choice', options: [randomInt(2) === 0 ? 'a' : 'b'] } },
});

/** One exchange of a device that is up to date, with or without an act; throws when the act was not applied. */
export async function sync(url: string, device: Away, act?: MutationEnvelope): Promise<void> {
  const { lines } = await exchange(url, device.account, device.epoch, device.cursors, act ? [act] : []);
  for (const line of lines)
    if (line.t === 'page') device.cursors = device.cursors.map((c) => (c.scope === line.scope ? line.cursor : c));
  const answer = lines.flatMap((l) => (l.t === 'verdicts' ? l.answers : []))[0];
  if (act && !(answer && 'verdict' in answer && answer.verdict.status === 'applied'))
    throw new Error(`not applied: ${JSON.stringify(answer)}`);
}

/** The actions of members by kind; each call uses another member. */
export function members(url: string, away: readonly Away[]): Record<Kind, () => Promise<void>> {
  let turn = 0;
  const next = (): Away => {
    const device = away[turn++ % away.length];
    if (!device) throw new Error('no devices');
    return device;
  };
  return {
    boost: () => {
      const device = next();
      return sync(
        url,
        device,
        boost(
          1 +
            ((communityOf(device.i, communities) - 1 + communities * randomInt(wallets.projects / communities - 1)) %
              wallets.projects),
        ),
      );
    },
    vote: () => sync(url, next(), vote()),
    idle: () => sync(url, next()),
    catalogue: async () =>
      void (await get(url, `/api/public/projects?limit=50&sort=${['score', 'newest'][randomInt(2)]}`, next().account)),
    search: async () =>
      void (await get(
        url,
        `/api/public/projects/search?q=${encodeURIComponent(`project ${randomInt(wallets.projects)}`)}`,
        next().account,
      )),
    me: async () => void (await get(url, '/trpc/accounts.me', next().account)),
    signIn: async () => void (await signIn(url, `m${next().i}@bench.test`, password)),
  };
}
