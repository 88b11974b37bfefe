import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId, type CommunityId, type EpisodeId, type ShowId, type TrackId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import { MOST_EPISODES, MOST_FEED, MOST_SHOWS, MOST_WRITTEN, type Show } from '@egoejo/shared/shows/model.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { listeners as notificationListeners } from '../notifications/listeners.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { browserOf } from '../testing/photos.ts';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { testSettlements } from '../testing/settlements.ts';
import { feedOf, serveFeeds, type Feeds } from '../testing/shows.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { listeners as trackListeners } from '../tracks/jobs.ts';
import { masterKey } from '../tracks/model.ts';
import { fetchSound } from './fetch-sound.ts';
import { jobListeners, listeners } from './jobs.ts';
import { moderated } from './model.ts';
import { refreshShow } from './refresh.ts';

type Name = Extract<MutationName, `show.${string}` | 'episode.ask' | 'track.remove' | 'track.share'>;

eachDatabase('shows', (database) => {
  let t: TestApp;
  let feeds: Feeds;
  let [author, mate, stranger]: TestMember[] = [];
  let community: CommunityId;
  beforeAll(async () => {
    t = await createTestApp(database(), { NODE_ENV: 'test', READING_LOOPBACK: 'true' });
    // Events enqueue; these tests run the work themselves.
    t.deps.jobs.enqueue = async () => undefined;
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    const db = database();
    [author, mate, stranger] = [await addMember(db), await addMember(db), await addMember(db)];
    community = await addCommunity(db, 'private');
    for (const m of [author, mate]) await addMembership(db, m, community);
    feeds = await serveFeeds();
    say(feedOf(feeds.origin, 2));
  });
  afterEach(() => feeds.close());

  /** What the feed says from now on. */
  const say = (xml: string, etag = '"1"'): void => {
    feeds.answers['/feed'] = (request, response) => {
      if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
      else response.writeHead(200, { etag, 'content-type': 'text/html' }).end(xml);
    };
  };
  const settle = async <N extends Name>(name: N, by: TestMember | undefined, args: MutationArgs<N>) => {
    const settled = await settleCold<N>(database(), testSettlements, name, by!, args);
    return 'applied' in settled ? 'applied' : settled.rejected;
  };
  const place = (to: 'private' | 'community' | 'public') =>
    ({ visibility: to, community: to === 'community' ? community : null }) as const;
  const added = async (to: 'private' | 'community' | 'public' = 'community', path = '/feed'): Promise<ShowId> => {
    const id = newId<ShowId>();
    expect(await settle('show.add', author, { id, feed: `${feeds.origin}${path}`, ...place(to) })).toBe('applied');
    await refreshShow(t.deps, id);
    return id;
  };
  const showOf = async (id: ShowId) =>
    (
      await database().query<Pick<Show, 'title' | 'state' | 'code'> & { scope: string; rev: number }>(
        'select title, state, code, scope, rev from show where id = $1',
        [id],
      )
    )[0];
  const episodesOf = (id: ShowId) =>
    database().query<{ id: EpisodeId; title: string; state: string; code: string | null; track: string | null }>(
      'select id, title, state, code, track from episode where show = $1 order by published_at desc',
      [id],
    );
  async function handleEvents(): Promise<void> {
    const all = [...listeners, ...jobListeners(t.deps), ...trackListeners(t.deps), ...notificationListeners];
    const events = startEvents(database(), createLog('silent'), all);
    await events.drain();
    await events.stop();
  }
  const sounds = (path: string, body = 'sound'): void =>
    void (feeds.answers[path] = (_request, response) => response.end(body));
  const ask = (episode: EpisodeId | undefined, by = author) => settle('episode.ask', by, { episode: episode! });
  const become = (track: string | null | undefined) =>
    database().transaction(async (tx) => {
      await tx.query(
        `update track set state = 'ready', seconds = 9, peaks = '' where id = $1 and state = 'preparing'`,
        [track],
      );
      await tx.query(`insert into domain_event (name, subject, payload) values ('track.ready', $1, '{}')`, [track]);
    });

  it('L7: a show is its member’s alone until its feed was read, then where it was put', async () => {
    const id = newId<ShowId>();
    const feed = `${feeds.origin}/feed`;
    expect(await settle('show.add', author, { id, feed, ...place('community') })).toBe('applied');
    expect(await showOf(id)).toMatchObject({ title: '127.0.0.1', state: 'awaited', scope: `member:${author!.id}` });
    await refreshShow(t.deps, id);
    expect(await showOf(id)).toMatchObject({ title: 'Contes', state: 'ready', scope: `community:${community}` });
    expect((await episodesOf(id)).map((e) => e.title)).toEqual(['Épisode 2', 'Épisode 1']);
    expect(await settle('show.add', mate, { id: newId<ShowId>(), feed, ...place('community') })).toBe('show.exists');
    expect(await settle('show.add', mate, { id: newId<ShowId>(), feed, ...place('private') })).toBe('applied');
    expect(await settle('show.share', mate, { show: id, ...place('public') })).toBe('show.not_owner');
    expect(await settle('show.follow', stranger, { show: id, on: true, along: false })).toBe('show.unknown');
    expect(await settle('show.share', author, { show: id, ...place('public') })).toBe('applied');
    expect(await showOf(id)).toMatchObject({ scope: 'catalogue' });
    expect(await settle('show.follow', stranger, { show: id, on: true, along: false })).toBe('applied');
  });

  it('L7: a feed is asked with its ETag; what has not changed writes nothing; what vanished stays', async () => {
    const id = await added();
    const before = await showOf(id);
    await refreshShow(t.deps, id);
    expect(await showOf(id)).toEqual(before);
    say(feedOf(feeds.origin, 2), '"2"');
    await refreshShow(t.deps, id);
    expect(await showOf(id)).toEqual(before);
    say(
      feedOf(feeds.origin, 3).replace(
        '<item><title>Épisode 1</title><guid>conte-1',
        '<item><title>Autre</title><guid>autre',
      ),
      '"3"',
    );
    await refreshShow(t.deps, id);
    expect(new Set((await episodesOf(id)).map((e) => e.title))).toEqual(
      new Set(['Épisode 3', 'Épisode 2', 'Épisode 1', 'Autre']),
    );
    say(feedOf(feeds.origin, 3).replace('Épisode 3', 'Le puits'), '"4"');
    await refreshShow(t.deps, id);
    expect((await episodesOf(id))[0]?.title).toBe('Le puits');
    const [due] = await database().query('select from show_feed where show = $1 and due_at > now()', [id]);
    expect(due).toBeDefined();
  });

  it('L7: a feed says once where it went', async () => {
    say(feedOf(feeds.origin, 2, `<itunes:new-feed-url>${feeds.origin}/new</itunes:new-feed-url>`));
    feeds.answers['/new'] = (_request, response) =>
      response.end(feedOf(feeds.origin, 4, `<itunes:new-feed-url>${feeds.origin}/newer</itunes:new-feed-url>`));
    const id = await added();
    expect([feeds.asked, (await episodesOf(id)).length]).toEqual([['/feed', '/new'], 4]);
    expect(await database().query('select feed from show where id = $1', [id])).toEqual([
      { feed: `${feeds.origin}/new` },
    ]);
  });

  it('L7: what is no feed, too large or out of reach is said, and a show that was read stays', async () => {
    feeds.answers['/large'] = (_request, response) => response.end(Buffer.alloc(MOST_FEED + 1, ' '));
    feeds.answers['/page'] = (_request, response) => response.end('<!doctype html><title>Contes</title>');
    feeds.answers['/inside'] = (_request, response) =>
      response.writeHead(302, { location: 'http://10.0.0.1/feed' }).end();
    for (const [path, code] of [
      ['/large', 'show.too_large'],
      ['/page', 'show.no_feed'],
      ['/inside', 'show.unreachable'],
      ['/none', 'show.unreachable'],
    ] as const)
      expect(await showOf(await added('community', path)), path).toMatchObject({
        state: 'failed',
        code,
        scope: `member:${author!.id}`,
      });
    const id = await added();
    delete feeds.answers['/feed'];
    await refreshShow(t.deps, id);
    expect(await showOf(id)).toMatchObject({ state: 'ready', code: 'show.unreachable', title: 'Contes' });
    say(feedOf(feeds.origin, 2));
    await refreshShow(t.deps, id);
    expect(await showOf(id)).toMatchObject({ state: 'ready', code: null });
  });

  it('L1 L7: an episode is fetched once however many ask, with its words, and heard by those who see the show', async () => {
    const said = '<podcast:transcript xmlns:podcast="https://podcastindex.org/namespace/1.0" type="text/vtt"';
    say(feedOf(feeds.origin, 2).replaceAll('</item>', `${said} url="${feeds.origin}/2.vtt"/></item>`));
    const id = await added();
    sounds('/2.mp3');
    sounds('/2.vtt', 'WEBVTT\n\n00:01.000 --> 00:02.000\nBonsoir\n');
    const [episode] = await episodesOf(id);
    expect([await ask(episode?.id, mate), await ask(episode?.id, author), await ask(episode?.id, stranger)]).toEqual([
      'applied',
      'applied',
      'episode.unknown',
    ]);
    await Promise.all([fetchSound(t.deps, episode!.id), fetchSound(t.deps, episode!.id)]);
    await fetchSound(t.deps, episode!.id);
    expect(feeds.asked.filter((path) => path === '/2.mp3')).toHaveLength(1);
    const [{ track, state } = { track: null, state: '' }] = await episodesOf(id);
    expect(state).toBe('asked');
    expect(await database().query('select text from track_words where track = $1', [track])).toEqual([
      { text: '[0:01.0] Bonsoir' },
    ]);
    expect(
      await database().query('select title, album, artists, author, state, given from track where id = $1', [track]),
    ).toEqual([
      {
        title: 'Épisode 2',
        album: 'Contes',
        artists: 'Awa Ndiaye',
        author: author!.id,
        state: 'preparing',
        given: true,
      },
    ]);
    await become(track);
    await handleEvents();
    expect((await episodesOf(id))[0]).toMatchObject({ state: 'ready', track });
    await settle('show.share', author, { show: id, ...place('public') });
    expect(await database().query('select scope, visibility from track where id = $1', [track])).toEqual([
      { scope: 'catalogue', visibility: 'public' },
    ]);
    await database().transaction((tx) => moderated.hide(tx, id, ''));
    const scopes = `select scope from show where id = $1 union select scope from episode where show = $1
      union select scope from track where id = $2`;
    expect(await database().query(scopes, [id, track])).toEqual([{ scope: `member:${author!.id}` }]);
    await database().transaction((tx) => moderated.show(tx, id));
    expect(await database().query(scopes, [id, track])).toEqual([{ scope: 'catalogue' }]);
    await settle('track.remove', author, { track: track as TrackId });
    await handleEvents();
    expect((await episodesOf(id))[0]).toMatchObject({ state: 'offered', track: null });
  });

  it('L7: a fetch that fails is said and may be asked for again; one that was killed is begun anew', async () => {
    const id = await added();
    const [episode] = await episodesOf(id);
    await ask(episode?.id);
    await fetchSound(t.deps, episode!.id);
    expect((await episodesOf(id))[0]).toMatchObject({ state: 'failed', code: 'episode.unreachable' });
    feeds.answers['/2.mp3'] = (_request, response) =>
      response.writeHead(302, { location: 'http://192.168.0.1/' }).end();
    expect(await ask(episode?.id)).toBe('applied');
    await fetchSound(t.deps, episode!.id);
    expect((await episodesOf(id))[0]).toMatchObject({ state: 'failed', code: 'episode.unreachable' });
    sounds('/2.mp3');
    await ask(episode?.id);
    // What a server leaves that was killed in the middle: its claim.
    const wanted = newId();
    const claimed = (minutes: number) =>
      database().query(
        `update episode_source set claimed_until = now() + make_interval(mins => $2), attempts = 1, wanted = $3
          where episode = $1`,
        [episode?.id, minutes, wanted],
      );
    await claimed(5);
    await fetchSound(t.deps, episode!.id);
    expect((await episodesOf(id))[0]).toMatchObject({ state: 'asked', track: null });
    await claimed(-1);
    await fetchSound(t.deps, episode!.id);
    expect((await episodesOf(id))[0]).toMatchObject({ state: 'asked', track: wanted });
    expect(await t.deps.media.stat(masterKey(wanted))).toMatchObject({ bytes: 5 });
    await database().query(`insert into domain_event (name, subject, payload) values ('track.refused', $1, $2)`, [
      wanted,
      { code: 'track.no_sound', params: {} },
    ]);
    await handleEvents();
    expect((await episodesOf(id))[0]).toMatchObject({ state: 'failed', code: 'track.no_sound', track: null });
    expect(await database().query('select from track where id = $1', [wanted])).toEqual([]);
  });

  it('L7: a removed show takes its episodes, their tracks and who follows it along', async () => {
    const id = await added();
    sounds('/2.mp3');
    const [episode] = await episodesOf(id);
    await settle('show.follow', mate, { show: id, on: true, along: true });
    await ask(episode?.id);
    await fetchSound(t.deps, episode!.id);
    const track = (await episodesOf(id))[0]?.track;
    expect(await settle('show.remove', mate, { show: id })).toBe('show.not_owner');
    expect(await settle('show.remove', author, { show: id })).toBe('applied');
    await handleEvents();
    const left = `select id from show where id = $1 union select id from episode where show = $1
      union select id from track where id = $2 union select show from show_follow where show = $1`;
    expect(await database().query(left, [id, track])).toEqual([]);
    expect(
      await database().query(`select from tombstone where scope = $1 and entity = 'episode'`, [
        `community:${community}`,
      ]),
    ).toHaveLength(2);
  });

  it('L7: who follows a show is told of new episodes, once a day; nobody of those that were there', async () => {
    const id = await added();
    await settle('show.follow', mate, { show: id, on: true, along: false });
    await handleEvents();
    const told = () =>
      database().query('select title, subject from notification where member = $1 and kind = $2', [
        mate!.id,
        'newEpisode',
      ]);
    expect(await told()).toEqual([]);
    for (const n of [3, 4]) {
      say(feedOf(feeds.origin, n), `"${n}"`);
      await refreshShow(t.deps, id);
      await handleEvents();
    }
    expect(await told()).toEqual([{ title: 'Contes', subject: id }]);
  });

  it('L7: shows leave as OPML without the personal addresses of others', async () => {
    const id = await added();
    const opml = async (by: TestMember | undefined) => {
      const browser = await browserOf(t, database(), by!);
      return t.app.inject({ url: '/api/shows.opml', headers: { authorization: `Bearer ${browser.accessToken}` } });
    };
    expect((await opml(author)).body).toContain(`xmlUrl="${feeds.origin}/feed"`);
    await settle('show.follow', mate, { show: id, on: true, along: false });
    expect((await opml(mate)).body).not.toContain('xmlUrl');
    await settle('show.share', author, { show: id, ...place('public') });
    expect((await opml(mate)).body).not.toContain('xmlUrl');
    expect((await t.app.inject({ url: '/api/shows.opml' })).statusCode).toBe(401);
  });

  it('L7: shows and asked episodes have their limits', async () => {
    const id = await added();
    const [episode] = await episodesOf(id);
    feeds.answers['/feed?again'] = feeds.answers['/feed']!;
    const failing = await added('community', '/feed?again');
    const [other] = await episodesOf(failing);
    for (let n = 0; n < MOST_SHOWS.asks; n++) {
      expect(await ask(other?.id, mate)).toBe('applied');
      await database().query(`update episode set state = 'failed', code = 'episode.unreachable' where id = $1`, [
        other?.id,
      ]);
    }
    // What was removed counts on.
    expect(await settle('show.remove', author, { show: failing })).toBe('applied');
    expect([await ask(episode?.id, mate), await ask(episode?.id, author)]).toEqual(['episode.too_many', 'applied']);
    expect(await ask(episode?.id, mate)).toBe('applied');
    await database().query(`update show_use set counted_at = counted_at - interval '1 day' where member = $1`, [
      mate!.id,
    ]);
    const [, second] = await episodesOf(id);
    expect(await ask(second?.id, mate)).toBe('applied');
    await database().query(
      `insert into show (id, scope, author, feed, title, visibility) select gen_random_uuid(), 'member:' || $1::text,
        $1::uuid, 'https://b.a/' || n, 'a', 'public' from generate_series(1, $2::int) n`,
      [author!.id, MOST_SHOWS.public],
    );
    expect(await settle('show.share', author, { show: id, ...place('public') })).toBe('show.too_many');
    await database().query(
      `insert into show (id, scope, author, feed, title) select gen_random_uuid(), 'member:' || $1::text, $1::uuid,
        'https://a.b/' || n, 'a' from generate_series(1, $2::int) n`,
      [author!.id, MOST_SHOWS.all - MOST_SHOWS.public - 1],
    );
    const feed = 'https://contes.example/';
    expect(await settle('show.add', author, { id: newId<ShowId>(), feed, ...place('private') })).toBe('show.too_many');
  });

  it('L7: one wrong item does not stop a feed, and one that changes all the time is written so often a day', async () => {
    const id = await added();
    const wrong = `<item><title>Faux</title><guid>a&#0;\0\ud83d</guid><pubDate>Mon, 1 Jan 0000 00:00:00 GMT</pubDate>
      <enclosure url="${feeds.origin}/9.mp3" type="audio/mpeg"/></item><item><title>Demain</title><guid>b</guid>
      <pubDate>Fri, 1 Jan 2999 00:00:00 GMT</pubDate><enclosure url="${feeds.origin}/8.mp3" type="audio/mpeg"/></item>`;
    say(feedOf(feeds.origin, 2, wrong), '"2"');
    await refreshShow(t.deps, id);
    const early = await database().query<{ n: number }>(
      'select count(*)::int as n from episode where show = $1 and published_at <= now()',
      [id],
    );
    expect(early[0]?.n).toBe(4);
    for (const n of [1, 2, 3]) {
      say(feedOf(feeds.origin, MOST_EPISODES).replaceAll('<guid>', `<guid>${n}`), `"again ${n}"`);
      await refreshShow(t.deps, id);
    }
    const [counted] = await database().query<{ written: number; etag: string | null }>(
      'select written, etag from show_feed where show = $1',
      [id],
    );
    expect(counted).toEqual({ written: MOST_WRITTEN, etag: null });
    expect((await episodesOf(id)).length).toBeLessThanOrEqual(MOST_EPISODES);
  });

  it('L7: an episode is shared as its show, not by itself', async () => {
    const id = await added();
    const [episode] = await episodesOf(id);
    feeds.answers['/2.mp3'] = (_, response) => response.end('sound');
    await ask(episode?.id, mate);
    await fetchSound(t.deps, episode!.id);
    const track = (await episodesOf(id))[0]?.track as TrackId;
    expect(await settle('track.share', author, { track, ...place('public') })).toBe('track.of_show');
  });

  it('R13: with its account a member’s own shows go; shared ones stay without a name', async () => {
    const [own, common] = [await added('private'), await added('community')];
    await database().transaction((tx) => closeMember(tx, author!.id));
    await handleEvents();
    expect(
      await database().query('select id, author, name from show where id = any($1::uuid[])', [[own, common]]),
    ).toEqual([{ id: common, author: null, name: null }]);
    say(feedOf(feeds.origin, 3), '"3"');
    await refreshShow(t.deps, common);
    expect(await episodesOf(common)).toHaveLength(3);
  });
});
