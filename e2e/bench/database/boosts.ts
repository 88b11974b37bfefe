/** Boosts through the server's whole settlement path, without HTTP; used by the settle benchmarks. */
import { randomInt } from 'node:crypto';
import { newId, type MutationKey, type PollId, type StoryId } from '@egoejo/shared/platform/ids.ts';
import type { BallotContent } from '@egoejo/shared/polls/model.ts';
import type { MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { macWith, type AnyReceiptMac } from '@egoejo/server/platform/keys/receipt-key.ts';
import { coldSettlements } from '@egoejo/server/registry.ts';
import { openCombiner } from '@egoejo/server/sync/rows/combiner.ts';
import { settleActs } from '@egoejo/server/sync/settle/settle.ts';
import { deviceOf, memberOf, projectOf } from './economy.ts';

export const wallets = { members: 100_000, projects: 1_000, grains: 1_000_000_000 } as const;
const boostGrains = 10;
/** Every server gives receipts a MAC and links them. */
export const macOf = macWith('the key of the benchmarks');

export interface Load {
  /** Number of concurrent clients. */
  clients: number;
  /** Acts of one member in each call. */
  acts: number;
  /** Number of projects that get the acts. */
  projects: number;
  seconds: number;
  /** Left out: receipts have a MAC and are linked, as on every server. */
  macOf?: AnyReceiptMac;
  /** Makes an act for the nth of `projects`, counted from 1; left out: a boost of that project. */
  act?: (n: number) => MutationEnvelope;
}

let seq = 0;
/** The act of a ballot in that poll. */
export const ballot = (poll: PollId, content: BallotContent): MutationEnvelope => ({
  key: newId<MutationKey>(),
  seq: ++seq,
  name: 'poll.vote',
  version: 2,
  args: { poll, ballot: content },
  madeAt: new Date().toISOString(),
});
/** An act that plants ten grains on that project. */
export function boost(project: number): MutationEnvelope {
  return {
    key: newId<MutationKey>(),
    seq: ++seq,
    name: 'project.boost',
    version: 1,
    args: { project: projectOf(project), grains: boostGrains },
    madeAt: new Date().toISOString(),
  };
}

/** An act that finishes the reading of a story, slowly enough to be accepted (R5). */
export const finish = (story: StoryId): MutationEnvelope => ({
  key: newId<MutationKey>(),
  seq: ++seq,
  name: 'reading.finish',
  version: 1,
  args: { story, activeSeconds: 600 },
  madeAt: new Date().toISOString(),
});

/**
 * Settles acts for that long, with the combiner running. Throws when one was not applied.
 * @returns acts a second, their number, and the milliseconds that each call waited for its verdicts
 */
export async function settleFor(
  db: Database,
  { clients, acts, projects, seconds, macOf: by = macOf, act = boost }: Load,
): Promise<{ perSecond: number; acts: number; waited: number[] }> {
  const onThrow = (error: unknown): never => {
    throw error;
  };
  const deps = { db, settlements: coldSettlements(), flagsOff: [], macOf: by, onThrow };
  const combiner = openCombiner(db, () => undefined, onThrow);
  const start = performance.now();
  const until = start + seconds * 1000;
  let settled = 0;
  const waited: number[] = [];
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const member = 1 + randomInt(wallets.members);
      const first = randomInt(projects);
      const list = Array.from({ length: acts }, (_, i) => act(1 + ((first + i) % projects)));
      const sent = performance.now();
      const answers = await settleActs(deps, memberOf(member), deviceOf(member), list);
      waited.push(performance.now() - sent);
      const refused = answers.find((a) => !('verdict' in a) || a.verdict.status !== 'applied');
      if (refused || answers.length !== acts)
        throw new Error(`an act was not applied: ${JSON.stringify(refused ?? answers.length)}`);
      settled += list.length;
      combiner.kick();
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const perSecond = (settled * 1000) / (performance.now() - start);
  await combiner.close();
  return { perSecond, acts: settled, waited };
}

/**
 * Drains the remaining deltas and counts every boost in the ledger, the supports and the tallies (or in the deltas, for
 * a server's own combiner); throws if the counts differ.
 */
export async function countBoosts(db: Database, expected: number): Promise<number> {
  const combiner = openCombiner(
    db,
    () => undefined,
    (error) => {
      throw error;
    },
  );
  await combiner.drain();
  await combiner.close();
  const [sums] = await db.query<{
    transfers: number;
    planted: number;
    wallets: number;
    supports: number;
    tallies: number;
    receipts: number;
  }>(`select
    (select count(*) from transfer where reason = 'project_boost') as transfers,
    (select coalesce(sum(amount), 0)::bigint from transfer where reason = 'project_boost') as planted,
    (select coalesce(sum(planted), 0)::bigint from wallet) as wallets,
    (select coalesce(sum(grains), 0)::bigint from support) as supports,
    (select coalesce(sum(score), 0)::bigint from project_tally) + (select coalesce(sum(grains), 0)::bigint
      from project_delta) as tallies,
    (select count(*) from receipt) as receipts`);
  if (!sums) throw new Error('no sums');
  const grains = expected * boostGrains;
  const equal =
    sums.transfers === expected &&
    sums.receipts === expected &&
    [sums.planted, sums.wallets, sums.supports, sums.tallies].every((s) => s === grains);
  if (!equal) throw new Error(`sums differ after ${expected} boosts: ${JSON.stringify(sums)}`);
  return sums.transfers;
}
