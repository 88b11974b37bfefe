/** The challenges of the demo's communities, who takes part, and who stands in a leaderboard. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../../platform/database/database.ts';
import { stableId } from '../../platform/stable-id.ts';
import { projectId } from '../ids.ts';

const challenges = [
  {
    id: 'mille-pages',
    by: 'awa@example.org',
    title: 'Mille pages avant la saison des pluies',
    text: 'Chacun lit ce qu’il veut, quand il veut. On additionne.',
    goal: 'pages',
    n: 1000,
    together: true,
    began: 6,
    lasts: 60,
  },
  {
    id: 'trois-textes',
    by: 'moussa@example.org',
    title: 'Trois textes finis',
    text: '',
    goal: 'books',
    n: 3,
    together: false,
    began: 10,
    lasts: 45,
  },
] as const;
const READERS = ['awa@example.org', 'moussa@example.org', 'jeanne@example.org'];
const PSEUDONYMS = ['Baobab', 'Lune rousse', 'Grand-duc'];
/** A project of the community. */
const NEAR = 'toits-jardins';

/** Writes them once; a second run changes nothing. @param people ids by address */
export async function writeChallenges(db: Database, people: ReadonlyMap<string, { id: MemberId }>): Promise<void> {
  const readers = READERS.flatMap((email) => people.get(email)?.id ?? []);
  await db.transaction(async (tx) => {
    for (const { id, by, title, text, goal, n, together, began, lasts } of challenges) {
      const challenge = stableId('demo challenge', id);
      const [made] = await tx.query(
        `insert into challenge (id, scope, community, author, name, title, text, goal, n, together, starts, ends)
          select $1, p.scope, p.community, x.id, x.name, $2, $3, $4, $5, $6, current_date - $7::int,
              current_date - $7::int + $8::int
            from project p, member x where p.id = $9 and x.id = $10 on conflict do nothing returning id`,
        [challenge, title, text, goal, n, together, began, lasts, projectId(NEAR), people.get(by)?.id ?? null],
      );
      if (!made) continue;
      await tx.query('insert into contest_delta (challenge) values ($1)', [challenge]);
      for (const member of readers) {
        await tx.query('insert into challenge_part (member, challenge) values ($1, $2)', [member, challenge]);
        await tx.query('select challenges_count($1, bump_member($1), null, now())', [member]);
      }
    }
    for (const [i, member] of readers.entries()) {
      const place = stableId('demo leaderboard', String(i));
      const [made] = await tx.query(
        `insert into leaderboard_place (id, scope, community, pseudonym, week, season)
          select $1, p.scope, p.community, $2, date_trunc('week', now())::date, date_trunc('quarter', now())::date
            from project p where p.id = $3 on conflict do nothing returning id`,
        [place, PSEUDONYMS[i], projectId(NEAR)],
      );
      if (!made) continue;
      await tx.query(
        `insert into leaderboard_own (member, community, place)
          select $1, community, id from leaderboard_place where id = $2`,
        [member, place],
      );
      await tx.query('insert into contest_delta (place) values ($1)', [place]);
    }
  });
}
