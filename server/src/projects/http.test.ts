import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type CommunityId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { ProjectList } from '@egoejo/shared/projects/model.ts';
import type { Database } from '../platform/database/database.ts';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { signedIn } from '../testing/servers/signed-in.ts';
import { addCommunity, addMember, addMembership, addPoll, addProject, settleCold } from '../testing/world.ts';
import { listeners } from './jobs.ts';
import { settlements } from './settle.ts';

const encoded = (text: string): string => Buffer.from(text).toString('base64url');
async function score(db: Database, project: ProjectId, grains: number): Promise<void> {
  await db.query('update project_tally set score = $2 where id = $1', [project, grains]);
}

eachDatabase('public projects', (database) => {
  let at: TestApp;
  let community: CommunityId;
  const projects: ProjectId[] = [];
  let hidden: ProjectId;
  beforeAll(async () => {
    at = await createTestApp(database());
    community = await addCommunity(database());
    for (let i = 0; i < 7; i++) {
      projects.push(await addProject(database(), community, `Projet ${i}`));
      // Two projects with each score, so that pages also break between ties.
      await score(database(), projects[i]!, Math.floor(i / 2));
      // Each is newer than the one before it, whatever the clock's resolution.
      await database().query('update project set created_at = now() - make_interval(mins => $2) where id = $1', [
        projects[i],
        7 - i,
      ]);
    }
    const closed = await addCommunity(database(), 'private');
    hidden = await addProject(database(), closed, 'Secret');
    await database().query(`update project set status = 'withdrawn' where id = $1`, [projects[6]]);
  });
  afterAll(() => at.close());
  const get = (url: string, headers: Record<string, string> = {}) =>
    at.app.inject({ url, headers, remoteAddress: '203.0.113.9' });
  const list = async (query: string): Promise<ProjectList> => (await get(`/api/public/projects?${query}`)).json();

  it.each(['score', 'newest', 'closing'])(
    'R13: pages by %s give each published public project once, in order',
    async (sort) => {
      const seen: string[] = [];
      const scores: number[] = [];
      for (let after: string | null = ''; after !== null;) {
        const page: ProjectList = await list(`sort=${sort}&limit=2${after === '' ? '' : `&after=${after}`}`);
        expect(page.total).toBe(6);
        seen.push(...page.items.map((p) => p.id));
        scores.push(...page.items.map((p) => p.score));
        after = page.next;
      }
      expect([...seen].sort()).toEqual(projects.slice(0, 6).sort());
      if (sort === 'score') {
        expect(scores).toEqual([2, 2, 1, 1, 0, 0]);
        // Ids of the same score descend, as when a device reads its index of scores backwards.
        const pair = (i: number) =>
          projects
            .slice(i, i + 2)
            .toSorted()
            .toReversed();
        expect(seen).toEqual([...pair(4), ...pair(2), ...pair(0)]);
      }
      if (sort === 'newest') expect(seen).toEqual(projects.slice(0, 6).toReversed());
    },
  );
  it('sorts by the earliest closing among the polls that include a project', async () => {
    await addPoll(database(), {
      method: { kind: 'choice', max: 1 },
      options: [
        { id: 'a', label: 'a', project: projects[3]! },
        { id: 'b', label: 'b' },
      ],
    });
    expect((await list('sort=closing&limit=3')).items[0]?.id).toBe(projects[3]);
  });
  it('returns exactly the documented fields, for one community too', async () => {
    const { items, asOf, next } = await list(`community=${community}&limit=1`);
    expect(Object.keys(items[0]!).sort()).toEqual([
      'category',
      'community',
      'cost',
      'createdAt',
      'id',
      'picture',
      'place',
      'score',
      'summary',
      'supporters',
      'title',
    ]);
    expect(asOf).toMatch(/^\d{4}-.*Z$/);
    expect(typeof next).toBe('string');
    expect((await list(`community=${newId()}`)).items).toEqual([]);
  });
  it('R13: answers with an ETag, with 304 when nothing changed, and compressed on request', async () => {
    const first = await get('/api/public/projects?limit=5');
    expect(first.headers).toMatchObject({ 'cache-control': 'public, max-age=60', etag: expect.stringMatching(/^"/) });
    expect(
      (await get('/api/public/projects?limit=5', { 'if-none-match': String(first.headers.etag) })).statusCode,
    ).toBe(304);
    const packed = await get('/api/public/projects?limit=5', { 'accept-encoding': 'gzip, br' });
    expect(packed.headers['content-encoding']).toBe('br');
    expect(packed.rawPayload.length).toBeLessThan(first.rawPayload.length);
  });
  it('R13: drops cached answers when a community changes, in this process and in others', async () => {
    const before = await list('limit=3&sort=newest');
    const added = await addProject(database(), community, 'Tout neuf');
    expect(await list('limit=3&sort=newest')).toEqual(before);
    const heard = new Promise<void>((done) => at.deps.pokes.subscribeAll(() => done()));
    await database().query('select pg_notify($1, $2)', ['egoejo_poke', `community:${community}`]);
    await heard;
    expect((await list('limit=3&sort=newest')).items[0]?.id).toBe(added);
  });
  it.each([
    'limit=0',
    'limit=1001',
    'limit=x',
    'sort=cost',
    'community=1',
    'after=xx',
    `after=${encoded('score 1; drop table project 00000000-0000-7000-8000-000000000000')}`,
    `sort=newest&after=${encoded('newest 2026-13-01 00:00:00.000000+00 00000000-0000-7000-8000-000000000000')}`,
    `sort=newest&after=${encoded('newest 2026-02-30 00:00:00.000000+00 00000000-0000-7000-8000-000000000000')}`,
    'after=a&after=b',
  ])('refuses ?%s with a code', async (query) => {
    const answer = await get(`/api/public/projects?${query}`);
    expect([answer.statusCode, answer.json<{ error: { code: string } }>().error.code]).toEqual([400, 'sync.bad_args']);
  });
  it('returns one project, even a withdrawn one, but no private one', async () => {
    expect((await get(`/api/public/projects/${projects[6]}`)).json()).toMatchObject({
      id: projects[6],
      status: 'withdrawn',
      communityName: expect.any(String),
    });
    for (const id of [hidden, newId(), 'x', "1'--"])
      expect((await get(`/api/public/projects/${encodeURIComponent(id)}`)).statusCode).toBe(404);
  });
  it('returns the text of a public project to everyone, but not that of a private one', async () => {
    expect((await get(`/api/public/projects/${projects[0]}/text`)).json()).toEqual({
      id: projects[0],
      text: 'Du pain pour le quartier.',
    });
    expect((await get(`/api/public/projects/${hidden}/text`)).statusCode).toBe(404);
  });
  it('previews exist for public projects only', async () => {
    expect(await at.deps.previews.find(`/projets/${projects[0]}`)?.()).toMatchObject({ title: 'Projet 0' });
    expect(await at.deps.previews.find(`/projets/${hidden}`)?.()).toBeNull();
    expect(await at.deps.previews.find('/projets/nobody')?.()).toBeNull();
  });
});

eachDatabase('search', (database) => {
  let at: TestApp;
  const titles = [
    'Création d’abris pour la faune',
    'Pépinière-jardin du quartier Reynerie',
    'Toilettes publiques Bois de Limayrac',
    'Réouverture des espaces verts des bords de Garonne',
    'Éclairage du passage piéton',
    'Planter des arbres et jardins partagés',
    'Four à pain communal',
    'Puits et forage à Kaolack',
    'Bibliothèque sous l’arbre',
    'Réparation de vélos',
  ];
  beforeAll(async () => {
    at = await createTestApp(database());
    const community = await addCommunity(database());
    for (const title of titles) await addProject(database(), community, title);
  });
  afterAll(() => at.close());
  const search = async (q: string): Promise<string[]> => {
    const answer = await at.app.inject({
      url: `/api/public/projects/search?q=${encodeURIComponent(q)}`,
      remoteAddress: '203.0.113.10',
    });
    return answer.json<{ items: { title: string }[] }>().items.map((i) => i.title);
  };
  it.each([
    ['abris faune', 0],
    ['abri fone', 0],
    ['pepiniere', 1],
    ['pépinnière jardin', 1],
    ['toilete public', 2],
    ['limayrak', 2],
    ['garone espaces vert', 3],
    ['reouverture', 3],
    ['eclairage pieton', 4],
    ['éclerage', 4],
    ['jardin partagé', 5],
    ['arbres jardins partages', 5],
    ['four a pain', 6],
    ['four pin communal', 6],
    ['puit forage', 7],
    ['kaolak', 7],
    ['bibliotheque', 8],
    ['bibliotèque arbre', 8],
    ['reparation velo', 9],
    ['réparer vélos', 9],
  ])('finds %s first', async (q, expected) => {
    expect((await search(q))[0]).toBe(titles[expected]);
  });
  it('finds nothing where nothing is similar, and accepts any query', async () => {
    expect(await search('xyzzy')).toEqual([]);
    for (const q of ['', '%', "'; drop table project;--", '\0', '<script>', '((((', '🌳'])
      expect(Array.isArray(await search(q))).toBe(true);
    expect((await at.app.inject({ url: `/api/public/projects/search?q=${'a'.repeat(101)}` })).statusCode).toBe(400);
    expect((await at.app.inject({ url: '/api/public/projects/search' })).statusCode).toBe(400);
  });
});

eachDatabase('proposals', (database) => {
  it('S12: an approved or declined proposal moves by event, once, whatever happened in between', async () => {
    const db = database();
    const [author, animator, community] = [await addMember(db), await addMember(db), await addCommunity(db)];
    await addMembership(db, author, community);
    await addMembership(db, animator, community, 'animator');
    const propose = async () => {
      const id = newId<ProjectId>();
      await settleCold(db, settlements, 'project.propose', author, {
        id,
        community,
        title: 'x',
        summary: 'y',
        text: 'z',
        category: '',
        place: '',
        cost: null,
      });
      return id;
    };
    const deliver = (name: string, subject: string, payload = {}) =>
      db.transaction((tx) => listeners[0]!.handle(tx, { id: 1, name, subject, payload, at: new Date() }));
    const row = async (id: string) =>
      (await db.query('select status, scope, extra from project where id = $1', [id]))[0];
    const [good, bad] = [await propose(), await propose()];
    await deliver('project.approved', good);
    expect(await row(good)).toEqual({ status: 'published', scope: `community:${community}`, extra: null });
    await deliver('project.approved', good);
    await deliver('project.declined', good, { reason: 'trop tard' });
    expect(await row(good)).toMatchObject({ status: 'published' });
    await deliver('project.declined', bad, { reason: 'déjà fait' });
    expect(await row(bad)).toEqual({
      status: 'declined',
      scope: `member:${author.id}`,
      extra: { reason: 'déjà fait' },
    });
    expect(await db.query('select count(*) as n from project_tally where id = any($1::uuid[])', [[good, bad]])).toEqual(
      [{ n: 1 }],
    );
  });

  it('are listed for an animator in turns: one member’s many do not hide the others’', async () => {
    const db = database();
    const at = await createTestApp(db);
    const [many, few, community] = [await addMember(db), await addMember(db), await addCommunity(db)];
    for (const m of [many, few]) await addMembership(db, m, community);
    const animator = await signedIn(at, []);
    await db.query(`insert into membership (member, community, role) values ($1, $2, 'animator')`, [
      animator.member,
      community,
    ]);
    await db.query(
      `with p as (insert into project (id, scope, community, title, status, author, created_at)
         select gen_random_uuid(), 'member:' || $2::uuid, $1::uuid, 'beaucoup', 'proposed', $2::uuid,
           now() - interval '2 days' from generate_series(1, 500) returning id, scope)
       insert into project_text (id, scope, text) select id, scope, '' from p`,
      [community, many.id],
    );
    await settleCold(db, settlements, 'project.propose', few, {
      id: newId<ProjectId>(),
      community,
      title: 'une',
      summary: 'y',
      text: 'z',
      category: '',
      place: '',
      cost: null,
    });
    const { body } = await animator.browser.query<{ title: string }[]>('projects.proposals');
    expect(body.slice(0, 3).map((p) => p.title)).toEqual(['beaucoup', 'une', 'beaucoup']);
    await at.close();
  });
});
