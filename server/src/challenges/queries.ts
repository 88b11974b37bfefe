import type { EntitySource } from '../sync/settle/act.ts';

const unlessHidden = (column: string, otherwise: string): string =>
  `case when t.state <> 'hidden' then t.${column} else ${otherwise} end`;
const day = (column: string): string => `to_char(t.${column}, 'YYYY-MM-DD')`;

/** Reads challenges, in which the member takes part, the lines of leaderboards, and the member's own, for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'challenge',
    table: 'challenge',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: {
      id: 't.id',
      community: 't.community',
      author: unlessHidden('author', 'null'),
      name: unlessHidden('name', 'null'),
      title: unlessHidden('title', `''`),
      text: unlessHidden('text', `''`),
      goal: 't.goal',
      n: 't.n',
      together: 't.together',
      starts: day('starts'),
      ends: day('ends'),
      participants: 't.participants',
      sum: 't.sum',
      reachedAt: 'iso(t.reached_at)',
      state: 't.state',
      reason: unlessHidden('reason', `''`),
      createdAt: 'iso(t.created_at)',
      editedAt: 'iso(t.edited_at)',
    },
  },
  {
    entity: 'challengePart',
    table: 'challenge_part',
    key: 'challenge',
    keyType: 'uuid',
    by: 'member',
    columns: {
      id: 't.challenge',
      progress: 't.progress',
      joinedAt: 'iso(t.joined_at)',
      reachedAt: 'iso(t.reached_at)',
    },
  },
  {
    entity: 'leaderboardPlace',
    table: 'leaderboard_place',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: {
      id: 't.id',
      community: 't.community',
      pseudonym: `case when t.hidden then '' else t.pseudonym end`,
      week: `to_char(t.week, 'IYYY-"W"IW')`,
      weekPoints: 't.week_points',
      lastWeekPoints: 't.last_week_points',
      season: `to_char(t.season, 'YYYY-"S"Q')`,
      seasonPoints: 't.season_points',
    },
  },
  {
    entity: 'leaderboardOwn',
    table: 'leaderboard_own',
    key: 'community',
    keyType: 'uuid',
    by: 'member',
    columns: {
      id: 't.community',
      place: 't.place',
      pseudonym: '(select l.pseudonym from leaderboard_place l where l.id = t.place)',
    },
  },
];
