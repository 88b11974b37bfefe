/** Events of readers and their badges: told once, in whatever order acts come, and made anew from events alone (B14). */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { badgesOf, type ReadingEvent } from '@egoejo/shared/badges/rules.ts';
import { newId, type BookId, type StoryId } from '@egoejo/shared/platform/ids.ts';
import fc, { tries } from '@egoejo/shared/testing/fast-check.ts';
import { restoreBackup } from '../backup/restore.ts';
import { takeBackup } from '../backup/take.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { audit } from '../cli/audit.ts';
import { runCommand } from '../cli/run.ts';
import { readConfig } from '../platform/config/read-config.ts';
import { emit, startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { endRecovery } from '../sync/recovery/recovery.ts';
import { act, newMember } from '../testing/acts.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { Device, outcome } from '../testing/proving-device.ts';
import { addMember, addStory, addWork } from '../testing/world.ts';
import { listeners } from './give.ts';

const DAY_MS = 86_400_000;
const dayAgo = (n: number): string => new Date(Date.now() - n * DAY_MS).toISOString().slice(0, 10);

eachDatabase('badges', (database) => {
  const eventsOf = (member: string) =>
    database().query<ReadingEvent>(
      `select kind, subject, day::text as day from reading_event where member = $1 order by kind, subject`,
      [member],
    );
  const badges = (member: string) =>
    database().query<{ badge: string; day: string }>(
      `select badge, b.day::text as day from badge b join reading_event e on e.member = b.member and e.id = b.event
        where b.member = $1 order by badge`,
      [member],
    );
  const given = (events: readonly ReadingEvent[]) =>
    [...badgesOf(events)].map(([badge, { day }]) => ({ badge, day })).sort((a, b) => (a.badge < b.badge ? -1 : 1));
  const rebuild = async () => {
    const out: string[] = [];
    const context = { db: database(), config: readConfig({}), json: true, cwd: '.', err: expect.fail };
    expect(await runCommand({ ...context, out: (t) => out.push(t) }, ['badges', 'rebuild'])).toBe(0);
    return JSON.parse(out.join('')) as { members: number; changed: number };
  };
  /** A member who read a work in two sittings, a quarter of another and a story, and reviewed; the acts in their order. */
  const reader = async () => {
    const who = await newMember(database());
    await database().query(`update device set quiet_at = now() - interval '7 days' where member = $1`, [who.member]);
    const [whole, begun] = [newId<BookId>(), newId<BookId>()];
    for (const id of [whole, begun]) await addWork(database(), { id });
    const story: StoryId = await addStory(database());
    const read = (book: BookId, ago: number, from: number, to: number, seconds = 60) =>
      act(
        'book.session',
        { book, day: dayAgo(ago), seconds, words: 60, pages: 2, furthest: to, passed: [{ from, to }] },
        { madeAt: new Date(Date.now() - ago * DAY_MS).toISOString() },
      );
    const acts = [
      read(whole, 4, 0, 5_000),
      read(begun, 3, 0, 2_500, 30),
      read(whole, 2, 5_000, 10_000),
      act('reading.finish', { story, activeSeconds: 60 }),
      act('review.write', { work: whole, stars: 5, text: '', signed: false }),
    ];
    const told = [
      { kind: 'day', subject: dayAgo(0), day: dayAgo(0) },
      { kind: 'day', subject: dayAgo(2), day: dayAgo(2) },
      { kind: 'day', subject: dayAgo(4), day: dayAgo(4) },
      { kind: 'finished', subject: whole, day: dayAgo(2) },
      { kind: 'finished', subject: story, day: dayAgo(0) },
      { kind: 'language', subject: 'fr', day: dayAgo(2) },
      { kind: 'review', subject: whole, day: dayAgo(0) },
    ].sort((a, b) => (a.kind + a.subject < b.kind + b.subject ? -1 : 1));
    return { device: new Device(database(), who), member: who.member, whole, acts, told };
  };
  const BADGES = [
    { badge: 'finished1', day: dayAgo(2) },
    { badge: 'reviews1', day: dayAgo(0) },
  ];

  it('B14: what a member reads and writes is told once, gives badges and no grains, and stays', async () => {
    const { device, member, whole, acts, told } = await reader();
    expect(Object.values(await device.send(...acts)).map(outcome)).toEqual(acts.map(() => 'applied'));
    await device.send(...acts, act('review.write', { work: whole, stars: 4, text: '', signed: false }));
    expect([await eventsOf(member), await badges(member)]).toEqual([told, BADGES]);
    await device.send(act('review.remove', { work: whole }));
    expect([await eventsOf(member), await badges(member)]).toEqual([told, BADGES]);
    expect(await database().query('select distinct reason from transfer where member = $1', [member])).toEqual([
      { reason: 'content_read' },
    ]);
    await database().transaction((tx) => closeMember(tx, member));
    expect([await eventsOf(member), await badges(member)]).toEqual([[], []]);
  });

  it('B14 S29: acts offered again after a restore, the last first, tell the same events and give the same badges', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'egoejo-badges-'));
    const { device, member, acts, told } = await reader();
    await takeBackup(database(), join(folder, 'before.gz'));
    await device.send(...acts);
    expect(await restoreBackup(database(), join(folder, 'before.gz'), true)).toMatchObject({ ok: true });
    expect(await eventsOf(member)).toEqual([]);
    // A review waits for the reading that allows it.
    for (const m of [...acts.toReversed(), acts.at(-1)!]) await device.again(m);
    expect([await eventsOf(member), await badges(member)]).toEqual([told, BADGES]);
    await endRecovery(database());
    await rm(folder, { recursive: true });
    expect((await audit(database())).gaps).toEqual([]);
  });

  it('B14: badges are made anew from events alone; of what was read before there were events, they are told', async () => {
    const { device, member, acts, told } = await reader();
    await device.send(...acts);
    await database().query(`update badge set day = day - 1 where member = $1 and badge = 'finished1'`, [member]);
    await database().query(`delete from badge where member = $1 and badge = 'reviews1'`, [member]);
    await database().query(
      `insert into badge (member, id, badge, event, day) values ($1, gen_random_uuid(), 'days365', $1, '2026-01-01')`,
      [member],
    );
    expect(await rebuild()).toMatchObject({ changed: 3 });
    expect(await badges(member)).toEqual(BADGES);
    expect(await rebuild()).toMatchObject({ changed: 0 });

    await database().query('delete from badge where member = $1', [member]);
    await database().query('delete from reading_event where member = $1', [member]);
    await emit(database(), 'badges.tell', null, {});
    const events = startEvents(database(), createLog('silent'), listeners);
    await events.drain();
    await events.stop();
    expect([await eventsOf(member), await badges(member)]).toEqual([told, BADGES]);
  });

  it('B14: the database gives the badges that the rules give, for any events in any order', async () => {
    const event = fc
      .record({ kind: fc.constantFrom('finished', 'day', 'day', 'day', 'review', 'language', 'page'), n: fc.nat(45) })
      .map(({ kind, n }) => {
        const day = dayAgo(n);
        return { kind, subject: kind === 'day' ? day : `x${n}`, day };
      });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(event, { minLength: 30, maxLength: 90, selector: (e) => e.kind + e.subject }),
        async (all) => {
          const { id } = await addMember(database());
          for (const { kind, subject, day } of all)
            await database().query('select reading_event_tell($1, bump_member($1), $2, $3, $4::date, now())', [
              id,
              kind,
              subject,
              day,
            ]);
          expect(await badges(id)).toEqual(given(all));
        },
      ),
      { numRuns: tries(12) },
    );
  });
});
