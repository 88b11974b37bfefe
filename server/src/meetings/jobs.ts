import type { RegisterJobs } from '../platform/deps.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { DomainEvent, Listener } from '../platform/database/events.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { freePlacesOfLeavers } from './counting.ts';
import { remindDue } from './reminding.ts';

/** Every five minutes: reminds of meetings that come soon, and frees the places of who left a community. */
export const registerJobs: RegisterJobs = ({ jobs, db }) => {
  jobs.schedule('meetings.remind', '*/5 * * * *', () => remindDue(db));
  jobs.schedule('meetings.free', '*/5 * * * *', async () => {
    while ((await db.transaction(freePlacesOfLeavers)) > 0) {
      /* repeat until no place is held by who left */
    }
  });
};

/** Takes the name of a person who closed their account off their meetings, which stay, and frees their places. */
async function forget(tx: Queryable, { subject }: DomainEvent): Promise<void> {
  const rows = await tx.query<{ scope: string }>(
    'select distinct scope from meeting where author = $1 order by scope',
    [subject],
  );
  if (rows.length > 0) {
    const scopes = rows.map((r) => r.scope);
    await tx.query('select bump_scopes($1::text[])', [scopes]);
    await tx.query('update meeting set author = null, name = null where author = $1', [subject]);
    await notifyMoved(tx, scopes);
  }
  await freePlacesOfLeavers(tx);
}

export const listeners: readonly Listener[] = [{ name: 'meetings.forget', on: ['member.closed'], handle: forget }];
