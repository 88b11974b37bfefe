/** What the demo's people did before it starts. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Deps } from '../platform/deps.ts';
import { closeDuePolls } from '../polls/closing.ts';
import { takeUpRuns } from '../saka/runs/runs.ts';
import { acts, harvestGuests, type DemoMember } from './acts.ts';
import { accounts } from './people.ts';
import { neighbours } from './neighbours.ts';
import { polls } from './polls.ts';
import { projectId, pollId } from './ids.ts';
import { writeComments } from './write/comments.ts';
import { writeConcepts } from './write/concepts.ts';
import { writeForum } from './write/forum.ts';
import { writeChallenges } from './write/challenges.ts';
import { writeManuscripts } from './write/manuscripts.ts';
import { writeListening } from './write/listening.ts';
import { writeMeetings } from './write/meetings.ts';
import { writeRooms } from './write/rooms.ts';
import { writeTracks } from './write/tracks.ts';
import { writePolls } from './write/polls.ts';
import { writeOwnThings } from './write/own-things.ts';

/** The past acts of the demo's people: reading, inviting, boosting, voting, proposing. */
export async function live({ db, config, macOf, media }: Deps, shelf: readonly string[]): Promise<void> {
  const people = new Map<string, DemoMember>();
  for (const p of [...accounts, ...neighbours]) {
    const [row] = await db.query<DemoMember>(
      `select m.id, d.id as device from member m join device d on d.member = m.id where m.email = $1
        order by d.registered_at limit 1`,
      [p.email],
    );
    if (row) people.set(p.email, row);
  }
  await db.transaction((tx) => writePolls(tx));
  const stories = await db.query<{ id: string; words: number; pages: number }>(
    'select id, words, pages from story where import_key = any($1::text[]) order by import_key',
    [shelf],
  );
  for (const person of [...accounts, ...neighbours]) {
    const who = people.get(person.email);
    if (!who) continue;
    await harvestGuests(db, who.id, person.guests, person.away ?? 2);
    await acts({ db, macOf }, who, person.email, [
      ...stories.slice(0, person.reads).flatMap(({ id, words, pages }, i) => [
        { name: 'reading.progress', args: { text: id, at: 10_000, page: pages - 1 }, daysAgo: 6 - i },
        { name: 'reading.finish', args: { story: id, activeSeconds: Math.ceil(words / 4) }, daysAgo: 6 - i },
      ]),
      ...Object.entries(person.boosts).map(([slug, grains]) => ({
        name: 'project.boost',
        args: { project: projectId(slug), grains },
      })),
      ...Object.entries(person.votes).map(([slug, ballot]) => ({
        name: 'poll.vote',
        args: { poll: pollId(slug), ballot },
      })),
    ]);
  }
  await db.query(
    `update poll set closes_at = now() - interval '2 days' where id = any($1::uuid[]) and state = 'open'`,
    [polls.filter((p) => p.closed).map((p) => pollId(p.slug))],
  );
  await closeDuePolls(db, () => undefined);
  await compostLastMonday({ db, config }, people);
  await writeComments(db, people);
  await writeMeetings(db, people);
  await writeForum({ db, macOf }, people);
  await writeManuscripts({ db, macOf, media }, people);
  await writeChallenges(db, people);
  await writeConcepts({ db, macOf }, people);
  await writeRooms({ db, macOf }, people);
  await writeTracks({ db, macOf, media }, people);
  await writeListening({ db, macOf }, people);
  await writeOwnThings(db, people.get(accounts[0]!.email)?.id);
  while ((await db.query<{ r: { deltas: number } | null }>('select combine_tallies(5000) as r'))[0]?.r?.deltas) {
    /* repeat until none is left */
  }
}

/** Makes the members who were away idle, and lets the schedule run the compost of last Monday. */
async function compostLastMonday(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  people: ReadonlyMap<string, { id: MemberId }>,
): Promise<void> {
  for (const { email, away } of neighbours) {
    if (away !== undefined)
      await db.query('update wallet set last_activity = now() - make_interval(days => $2) where member = $1', [
        people.get(email)?.id,
        away,
      ]);
  }
  await db.query(
    `update saka_schedule set since = now() - interval '7 days'
      where kind = 'compost' and not exists (select from saka_run)`,
  );
  await takeUpRuns({ db, config, onMoved: () => undefined });
}
