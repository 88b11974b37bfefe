import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { contentChecks } from '@egoejo/shared/moderation/check.ts';
import { audit } from '../cli/audit.ts';
import { flagListeners } from '../moderation/flags.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { putOutDue } from '../releases/jobs.ts';
import { onInstalled } from '../testing/real-data.ts';
import { FFMPEG } from '../testing/tracks.ts';
import { prepareTrack } from '../tracks/prepare/prepare.ts';
import { readMedia } from '../platform/media/media.ts';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { communities } from './communities.ts';
import { heard, likes, playlists } from './listening.ts';
import { accounts } from './people.ts';
import { neighbours } from './neighbours.ts';
import { drawing, SIZES } from './pictures.ts';
import { polls } from './polls.ts';
import { projects } from './projects/projects.ts';
import { direct, rooms } from './rooms.ts';
import { seasonsAround } from './seasons.ts';
import { seedDemo } from './seed.ts';
import { secondsOf } from './sound.ts';
import { release, tracks } from './tracks.ts';
import { trackId } from './write/tracks.ts';

const slugs = Object.values(projects)
  .flat()
  .map((p) => p.slug);

describe('the demo’s texts', () => {
  it('respect the length limits for members and refer to existing items only', () => {
    expect(new Set(slugs).size).toBe(24);
    for (const p of Object.values(projects).flat()) {
      expect(
        [p.title.length <= 120, p.summary.length <= 300, p.text.length > 300, p.place.length <= 120],
        p.slug,
      ).toEqual([true, true, true, true]);
    }
    for (const p of [...accounts, ...neighbours]) {
      expect(
        Object.keys(p.boosts).filter((s) => !slugs.includes(s)),
        p.name,
      ).toEqual([]);
      expect(
        Object.keys(p.votes).filter((s) => !polls.some((q) => q.slug === s)),
        p.name,
      ).toEqual([]);
    }
    expect(accounts.every((a) => a.password.length >= 10)).toBe(true);
  });
  it('the drawing depends on the name alone', () => {
    expect(drawing('demo-x', 'Eau')).toBe(drawing('demo-x', 'Eau'));
    expect(drawing('demo-x', 'Eau')).not.toBe(drawing('demo-y', 'Eau'));
  });
  it.each([
    ['2026-11-20', 'Automne 2026', 'Été 2026'],
    ['2027-01-02', 'Hiver 2026', 'Automne 2026'],
    ['2026-03-20', 'Printemps 2026', 'Hiver 2025'],
  ])('R11: on %s the season is %s', (day, now, before) => {
    const [past, present] = seasonsAround(new Date(`${day}T12:00:00Z`));
    expect([past?.name, past?.active, present?.name, present?.active]).toEqual([before, false, now, true]);
    expect(past!.endsAt).toEqual(present!.startsAt);
    expect(present!.endsAt.getTime()).toBeGreaterThan(Date.parse(day));
  });
});

eachDatabase('the demo', (database) => {
  let at: TestApp;
  beforeAll(async () => {
    at = await createTestApp(database());
  });
  afterAll(() => at.close());
  const state = () =>
    database().query(
      `select (select count(*) from community) as communities,
        (select count(*) from project where status = 'published') as projects, (select count(*) from story) as stories,
       (select count(*) from transfer) as transfers, (select count(*) from ballot) as ballots,
         (select sum(score)::bigint from project_tally) as score,
       (select count(*) from member) as members, (select count(*) from cycle where active) as seasons,
         (select count(*) from poll where state = 'open') as open,
       (select count(*) from room) as rooms, (select count(*) from message) as messages,
         (select count(*) from track) as tracks, (select sum(seconds) from track_day) as heard`,
    );

  it('seeds communities, projects, stories, polls and active people, without a gap in the ledger', async () => {
    const made = await seedDemo(at.deps, null);
    expect(made.map((a) => [a.email, a.role])).toEqual([
      ['awa@example.org', 'membre'],
      ['moussa@example.org', 'animateur de la Médina et des Rives'],
      ['jeanne@example.org', 'administratrice'],
    ]);
    expect(
      await database().query(
        `select (select count(*) from concept) as concepts,
           (select count(*) from concept_link where kind = 'project') as attached,
           (select count(*) from concept c where not exists
             (select from concept_link l where c.id in (l.concept, l.target))) as alone`,
      ),
    ).toEqual([{ concepts: 38, attached: 47, alone: 0 }]);
    expect(await state()).toMatchObject([
      { communities: communities.length, projects: 24, stories: 5, members: 15, seasons: 1, open: 3 },
    ]);
    // The Silo has grains: last Monday's compost took some from three idle members.
    expect(
      await database().query(`select kind, source, wallets, grains, (select balance from silo) as silo from saka_run`),
    ).toEqual([{ kind: 'compost', source: 'schedule', wallets: 3, grains: 90, silo: 90 }]);
    // Every harvest by reading has its read mark.
    expect(
      await database().query(
        `select (select count(*) from read_mark) as marks,
          (select count(*) from transfer where reason = 'content_read') as harvests`,
      ),
    ).toEqual([{ marks: 25, harvests: 25 }]);
    expect(
      await database().query(
        `select result ->> 'ballots' as ballots, result -> 'winners' as winners from poll where state = 'closed'
          order by 1`,
      ),
    ).toEqual([
      { ballots: '4', winners: ['h20'] },
      { ballots: '5', winners: ['tortue'] },
    ]);
    expect(await database().query(`select code from receipt where code is not null`)).toEqual([]);
    expect(await audit(database(), at.deps.macOf)).toMatchObject({ ok: true, gaps: [] });
  });
  it('seeding twice changes nothing', async () => {
    const before = await state();
    await seedDemo(at.deps, null);
    expect(await state()).toEqual(before);
  });
  it('B1: has books of its own stories, read without a warning', async () => {
    const found = await database().query<{ title: string; licence: string; categories: string[]; spine: number }>(
      `select w.title, w.licence, w.categories, jsonb_array_length(e.spine) as spine
       from work w join edition e on e.work = w.id order by w.title`,
    );
    expect(found).toEqual([
      { title: 'Contes du puits et du fleuve', licence: 'CC BY 4.0', categories: ['children', 'tales'], spine: 3 },
      {
        title: 'Pierres et trésors',
        licence: 'CC BY 4.0',
        categories: ['fiction', 'short', 'knowledge', 'society'],
        spine: 2,
      },
    ]);
  });
  it('has rooms in which nobody waits for a network, and which no check flags', async () => {
    const found = await database().query(
      `select r.title, r.people, count(*)::int as messages, bool_or(m.created_at > m.written_at + interval '1 minute')
           as late, (select count(*)::int from room_member p where p.room = r.id) as members
        from room r join message m on m.room = r.id group by r.id order by r.title`,
    );
    expect(found.map((r) => [r['title'], r['messages'], r['members'], r['late']])).toEqual([
      ['', direct.said.length, 2, false],
      ...rooms
        .toSorted((a, b) => (a.title < b.title ? -1 : 1))
        .map(({ title, said, people }) => [title, said.length, people.length + 1, false]),
    ]);
    const events = startEvents(database(), createLog('silent'), flagListeners(contentChecks([])));
    await events.drain();
    await events.stop();
    expect(await database().query('select kind, flags from moderation_case')).toEqual([]);
  });
  onInstalled(
    FFMPEG,
    'L1, L2: has tracks that wait as uploads do, and can be prepared; an album comes out',
    async () => {
      const db = database();
      expect(await db.query('select distinct state, scope like $1 as own from track', ['member:%'])).toEqual([
        { state: 'preparing', own: true },
      ]);
      const ids = release.tracks.map(trackId);
      for (const id of ids) await prepareTrack(at.deps, id);
      await putOutDue(db);
      expect(
        await db.query(
          `select id, state, album, scope, seconds::float8 from track where id = any($1::uuid[]) order by number`,
          [ids],
        ),
      ).toEqual(
        release.tracks.map((slug, i) => ({
          id: ids[i],
          state: 'ready',
          album: release.title,
          scope: 'catalogue',
          seconds: expect.closeTo(secondsOf(tracks.find((track) => track.slug === slug)!.tune), 1) as number,
        })),
      );
    },
  );
  it('has playlists, likes and days of listening', async () => {
    expect(
      await database().query(
        `select p.visibility, array_agg(t.title order by i.order_key) as titles from playlist p
          join playlist_item i on i.playlist = p.id join track t on t.id = i.track group by p.id order by 1`,
      ),
    ).toEqual(
      [1, 0].map((n) => ({
        visibility: ['public', 'community'][n],
        titles: playlists[n]!.tracks.map((slug) => tracks.find((track) => track.slug === slug)!.title),
      })),
    );
    expect(
      await database().query(
        `select (select count(*)::int from track_day) as days, (select count(*)::int from track_like) as likes`,
      ),
    ).toEqual([{ days: heard.flatMap(({ days }) => days).length, likes: Object.values(likes).flat().length }]);
  });
  it('has accounts that can sign in, and neighbours who cannot', async () => {
    const browser = at.browser();
    expect(
      (await browser.mutate('accounts.signIn', { email: 'awa@example.org', password: accounts[0]!.password })).status,
    ).toBe(200);
    expect(
      await database().query(
        `select m.email from credential c join member m on m.id = c.member where m.email like '%@neighbours.example'`,
      ),
    ).toEqual([]);
  });
  it('draws each project’s picture in three sizes', async () => {
    for (const { slug } of Object.values(projects).flat()) {
      for (const [size, width] of Object.entries(SIZES)) {
        const file = await readMedia(at.deps.media, `pictures/demo-${slug}-${size}.webp`);
        expect((await sharp(file!.bytes).metadata()).width).toBe(width);
      }
    }
    const bytes = await Promise.all(
      slugs.map(async (s) => (await at.deps.media.stat(`pictures/demo-${s}-s.webp`))!.bytes),
    );
    expect(Math.max(...bytes)).toBeLessThan(8_000);
  });
  it('refuses a folder without data, with a one-line message', async () => {
    await expect(seedDemo(at.deps, '/nowhere')).rejects.toThrow(
      'there is neither a folder pabulib nor a folder stories',
    );
  });
});
