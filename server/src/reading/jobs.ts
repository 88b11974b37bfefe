import { isId, type ItemId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Deps } from '../platform/deps.ts';
import type { Listener } from '../platform/database/events.ts';
import { fetchItem } from './articles/articles.ts';
import { textListeners } from './text-listeners.ts';

const FETCH = 'reading.fetch';

/**
 * Fetches queued links: members take turns, with at most two links of one member at a time. A link that a crashed
 * server left unfinished is fetched again.
 */
export function registerJobs({ jobs, db, config }: Deps): void {
  const options = { allowLoopback: config.readingLoopback };
  jobs.handle<{ member: MemberId; item: ItemId }>(FETCH, ({ member, item }) => fetchItem(db, member, item, options), {
    retries: 3,
    seconds: 60,
    places: 3,
    aTurn: 2,
  });
  jobs.schedule('reading.left-over', '*/10 * * * *', async () => {
    const left = await db.query<{ member: MemberId; item: ItemId }>(
      `select member, id as item from reading_item where state = 'fetching'
        and added_at < now() - interval '10 minutes' order by added_at, id limit 1000`,
    );
    for (const data of left) await jobs.enqueue(FETCH, data, { key: data.item, turn: data.member });
  });
}

/** A job fetches queued links, because a settlement must not have effects outside the database. */
export const listeners = ({ jobs }: Pick<Deps, 'jobs'>): readonly Listener[] => [
  {
    name: 'reading.fetch',
    on: ['reading.link_added'],
    async handle(tx, { subject, payload }) {
      const { member } = payload;
      if (isId(subject) && isId(member))
        await jobs.enqueue(FETCH, { member, item: subject }, { key: subject, turn: member, tx });
    },
  },
  ...textListeners,
];
