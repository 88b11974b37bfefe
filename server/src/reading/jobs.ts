import { isId, type ItemId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Deps } from '../platform/deps.ts';
import type { Listener } from '../platform/events.ts';
import { fetchItem } from './articles.ts';

const FETCH = 'reading.fetch';

/** Fetches queued links. Several members' links at once; one that a dying server left is taken up again. */
export function registerJobs({ jobs, db, config }: Deps): void {
  const options = { allowLoopback: config.readingLoopback };
  jobs.handle<{ member: MemberId; item: ItemId }>(FETCH, ({ member, item }) => fetchItem(db, member, item, options), { retries: 3, seconds: 60 });
  jobs.schedule('reading.left-over', '*/10 * * * *', async () => {
    const left = await db.query<{ member: MemberId; item: ItemId }>(
      `select member, id as item from reading_item where state = 'fetching' and added_at < now() - interval '10 minutes' limit 1000`,
    );
    for (const data of left) await jobs.enqueue(FETCH, data, { key: data.item });
  });
}

/** A link that was queued is fetched by a job: nothing outside the database happens in a settlement. */
export const listeners = ({ jobs }: Pick<Deps, 'jobs'>): readonly Listener[] => [
  {
    name: 'reading.fetch',
    on: ['reading.link_added'],
    async handle(tx, { subject, payload }) {
      const { member } = payload;
      if (isId(subject) && isId(member)) await jobs.enqueue(FETCH, { member, item: subject }, { key: subject, tx });
    },
  },
];
