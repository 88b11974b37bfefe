/** What follows from events about texts that members published. */
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope, PUBLIC, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { DomainEvent, Listener } from '../platform/database/events.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { putAway } from './put-away.ts';

/** Locks the scopes in which taking a text out of the catalogue changes rows; reads it under the lock. */
async function lockText(tx: Queryable, story: string): Promise<Scope[]> {
  const [head] = await tx.query<{ author: MemberId | null }>('select author from story where id = $1', [story]);
  const scopes = [PUBLIC, head?.author ? memberScope(head.author) : 'hidden'];
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  return scopes;
}

/** Takes away the words and the name of a person who closed their account; what others read stays theirs. */
async function forget(tx: Queryable, { subject }: DomainEvent): Promise<void> {
  const texts = await tx.query<{ id: string }>('select id from story where author = $1', [subject]);
  if (texts.length === 0) return;
  await tx.query('select bump_scopes($1::text[])', [[PUBLIC, 'hidden', `member:${subject}`]]);
  await tx.query('delete from story_text t using story s where s.author = $1 and t.id = s.id', [subject]);
  await tx.query(
    `update story set state = 'withdrawn', scope = 'hidden', author = null, title = '', authors = '', away = null
      where author = $1`,
    [subject],
  );
  await notifyMoved(tx, [PUBLIC]);
}

export const textListeners: readonly Listener[] = [
  {
    name: 'reading.withdraw',
    on: ['story.withdrawn'],
    async handle(tx, { subject }) {
      if (!isId(subject)) throw new Error('a withdrawn text without an id');
      const scopes = await lockText(tx, subject);
      await putAway(tx, subject, 'withdrawn');
      await notifyMoved(tx, scopes);
    },
  },
  { name: 'reading.forget', on: ['member.closed'], handle: forget },
];
