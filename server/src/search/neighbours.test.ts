import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { neighbours, MOST_NEIGHBOURS, type Neighbours } from '@egoejo/shared/search/model.ts';
import { newId, type CommunityId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../platform/database/database.ts';
import { moderated } from '../projects/model.ts';
import { createTestApp, type Answer, type Browser, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase, openFreshEmbedded, type OpenDatabase } from '../testing/database/postgres.ts';
import { signedIn } from '../testing/servers/signed-in.ts';
import { addCommunity, addProject } from '../testing/world.ts';
import { hashed, type Embedder } from './embed.ts';
import { listeners } from './jobs.ts';
import { HELD, OTHERS, TUNING } from '../testing/neighbour-pairs.ts';
import { findNeighbours } from './neighbours.ts';
import { fillVectors, makeVectors, prepareVectors } from './vectors.ts';

const ask = <T = Neighbours>(browser: Browser, value: unknown): Promise<Answer<T>> =>
  browser.query<T>(`search.neighbours?input=${encodeURIComponent(JSON.stringify(value))}`);
const titles = ({ items }: Neighbours): string[] => items.map((i) => i.title);
const fill = (db: Database, embedder: Embedder = hashed): Promise<void> => fillVectors(db, embedder, () => false);

async function add(db: Database, community: CommunityId, title: string, summary = ''): Promise<ProjectId> {
  const id = await addProject(db, community, title);
  await db.query('update project set summary = $2 where id = $1', [id, summary]);
  return id;
}

/** A model of another size, which counts what it is asked. */
function otherModel(): Embedder & { texts: string[] } {
  const texts: string[] = [];
  return {
    name: 'other',
    size: 3,
    texts,
    async embed(given) {
      texts.push(...given);
      return given.map((text) => Float32Array.of(1, text.includes('vélo') ? 1 : -1, 0));
    },
  };
}

eachDatabase('neighbours', (database) => {
  let at: TestApp;
  let open: CommunityId;
  let closed: CommunityId;
  let insider: { browser: Browser; member: string };
  let visitor: Browser;
  let bike: string;
  let secret: string;
  let vectors: boolean;
  beforeAll(async () => {
    const db = database();
    at = await createTestApp(db);
    vectors = await prepareVectors(db);
    [open, closed] = [await addCommunity(db), await addCommunity(db, 'private')];
    insider = await signedIn(at, []);
    visitor = at.browser();
    await db.query('insert into membership (member, community) values ($1, $2)', [insider.member, closed]);
    bike = await add(db, open, 'Atelier de réparation de vélos', 'Remettre en état sa bicyclette.');
    await add(db, open, 'Réparation de vélos à la gare', 'Un atelier pour les cyclistes.');
    await add(db, open, 'Four à pain', 'Cuire ensemble.');
    secret = await add(db, closed, 'Réparation de vélos secrète', 'Un atelier de cyclistes.');
    await fill(db);
  });
  afterAll(() => at.close());

  it('says how they were compared: by meaning where the database has vectors', async () => {
    const { status, body } = await ask(visitor, { project: bike });
    expect(status).toBe(200);
    expect(neighbours.parse(body).by).toBe(vectors ? 'meaning' : 'similar');
    expect(body.items).toMatchObject([{ title: 'Réparation de vélos à la gare', community: open }]);
  });
  it('of a text that somebody writes', async () => {
    const text = { title: 'Réparation de vélos', summary: 'Un atelier au village.' };
    const { body } = await ask(visitor, text);
    expect(titles(body).toSorted()).toEqual(['Atelier de réparation de vélos', 'Réparation de vélos à la gare']);
    expect((await ask(visitor, { title: '', summary: '' })).body.items).toEqual([]);
  });
  it('S11: only members see projects of a private community, and ask of them', async () => {
    const seen = (await ask(insider.browser, { project: bike })).body;
    expect(titles(seen)).toContain('Réparation de vélos secrète');
    expect(titles((await ask(visitor, { project: bike })).body)).not.toContain('Réparation de vélos secrète');
    expect((await ask(insider.browser, { project: secret })).status).toBe(200);
    const refused = await ask<{ code: string }>(visitor, { project: secret });
    expect([refused.status, refused.body.code]).toEqual([404, 'project.unknown']);
  });
  it('not of projects that are hidden or withdrawn', async () => {
    const id = await add(database(), open, 'Réparation de vélos éphémère', 'Un atelier de cyclistes.');
    await fill(database());
    expect(titles((await ask(visitor, { project: bike })).body)).toContain('Réparation de vélos éphémère');
    const gone = async () => {
      expect(titles((await ask(visitor, { project: bike })).body)).not.toContain('Réparation de vélos éphémère');
      expect((await ask<{ code: string }>(visitor, { project: id })).body.code).toBe('project.unknown');
    };
    await moderated.hide(database(), id, 'no');
    await gone();
    await moderated.show(database(), id);
    await database().query(`update project set status = 'withdrawn' where id = $1`, [id]);
    await gone();
    await fill(database());
    if (vectors) expect(await database().query('select from project_vector where project = $1', [id])).toEqual([]);
  });
  it('at most five', async () => {
    const ids: ProjectId[] = [];
    for (let i = 0; i < MOST_NEIGHBOURS + 2; i++) ids.push(await add(database(), open, `Compost du hameau ${i}`));
    await fill(database());
    expect((await ask(visitor, { project: ids[0] })).body.items).toHaveLength(MOST_NEIGHBOURS);
  });
  it.each([
    ['nothing', {}],
    ['a long title', { title: 'a'.repeat(121), summary: '' }],
    ['no id', { project: 'x' }],
    ['both', { project: newId(), title: '', summary: '' }],
    ['a number', { title: 7, summary: '' }],
  ])('refuses with a code: %s', async (_, value) => {
    const answer = await ask<{ code: string }>(visitor, value);
    expect([answer.status, answer.body.code]).toEqual([400, 'sync.bad_args']);
  });
  it.each(['%', "'; drop table project;--", 'a & b | !c:*', '((((', '🌳', '\u202e', 'le la de'])(
    'answers any words (%j)',
    async (title) => expect((await ask(visitor, { title, summary: '' })).status).toBe(200),
  );

  it('without pgvector by similar words, without pg_trgm by the same words, to the same people', async () => {
    const db = database();
    await db.query('drop extension if exists vector cascade');
    const of = (member: string | null) =>
      findNeighbours(db, { title: 'Réparation de vélos', summary: 'Un atelier de cyclistes.' }, member);
    const found = async (by: string) => {
      const [inside, outside] = [await of(insider.member), await of(null)];
      expect([inside?.by, outside?.by]).toEqual([by, by]);
      expect(titles(inside!)).toContain('Réparation de vélos secrète');
      expect(titles(outside!).slice(0, 2).toSorted()).toEqual([
        'Atelier de réparation de vélos',
        'Réparation de vélos à la gare',
      ]);
      expect(titles(outside!)).not.toContain('Réparation de vélos secrète');
    };
    await found('similar');
    await db.query('drop extension pg_trgm cascade');
    await found('words');
  });
});

describe('vectors of projects', () => {
  let at: OpenDatabase;
  let community: CommunityId;
  beforeAll(async () => {
    at = await openFreshEmbedded();
    community = await addCommunity(at.db);
  });
  afterAll(() => at.close());

  it('an extension that is installed later is used from then on', async () => {
    const { db, close } = await openFreshEmbedded();
    await db.query('drop extension vector cascade');
    await add(db, await addCommunity(db), 'Four à pain');
    const of = () => findNeighbours(db, { title: 'Four à pain', summary: '' }, null);
    expect(await of()).toMatchObject({ by: 'similar', items: [{ title: 'Four à pain' }] });
    await fill(db);
    expect(await of()).toMatchObject({ by: 'meaning', items: [{ title: 'Four à pain' }] });
    await close();
  });
  it('are made once of each text, again when it changes, and for another model', async () => {
    const model = otherModel();
    const id = await add(at.db, community, 'Des vélos');
    await fill(at.db, model);
    await fill(at.db, model);
    expect(model.texts).toEqual(['Des vélos\n']);
    await at.db.query(`update project set summary = 'Et des selles.' where id = $1`, [id]);
    expect(await makeVectors(at.db, model, [newId()])).toBe(0);
    expect(await makeVectors(at.db, model, [id])).toBe(1);
    expect(model.texts).toEqual(['Des vélos\n', 'Des vélos\nEt des selles.']);
    const of = () => findNeighbours(at.db, { title: 'Des vélos', summary: '' }, null);
    expect(await of()).toMatchObject({ by: 'similar', items: [{ id }] });
    // Vectors of another size are never compared.
    const next = await add(at.db, community, 'Une chorale');
    await makeVectors(at.db, hashed, [next]);
    expect(await of()).toEqual({ by: 'meaning', items: [] });
    await fill(at.db);
    expect(await of()).toMatchObject({ by: 'meaning', items: [{ id }] });
  });
  it('are made in batches, also of texts that say nothing', async () => {
    for (let i = 0; i < 205; i++) await add(at.db, community, '…');
    await fill(at.db);
    expect(await makeVectors(at.db, hashed)).toBe(0);
    expect(await at.db.query('select count(*)::int as n from project_vector where vector is null')).toEqual([
      { n: 205 },
    ]);
  });
  it('what is far less near than the nearest is not shown', async () => {
    const cosine: Record<string, number> = { Asked: 1, Nearest: 0.9, 'Nearly as near': 0.6, Further: 0.5 };
    const model: Embedder = {
      name: 'given',
      size: 2,
      embed: async (texts) =>
        texts.map((text) => {
          const x = cosine[text.split('\n')[0]!] ?? -1;
          return Float32Array.of(x, Math.sqrt(1 - x * x));
        }),
    };
    for (const title of ['Nearest', 'Nearly as near', 'Further']) await add(at.db, community, title);
    await fill(at.db, model);
    const found = await findNeighbours(at.db, { title: 'Asked', summary: '' }, null, model);
    expect(titles(found!)).toEqual(['Nearest', 'Nearly as near']);
    await fill(at.db);
  });
  it('stop with the server', async () => {
    await at.db.query('delete from project_vector');
    await fillVectors(at.db, hashed, () => true);
    expect(await at.db.query('select from project_vector')).toEqual([]);
  });
  it('a project that was published or edited is a job of its own', async () => {
    const enqueued: unknown[] = [];
    const app = await createTestApp(at.db);
    const [listener] = listeners({
      jobs: { ...app.deps.jobs, enqueue: async (...given) => void enqueued.push(given.slice(0, 2)) },
    });
    expect(listener?.on).toEqual(['project.published', 'project.edited']);
    const project = newId();
    await listener?.handle(at.db, { id: 1, name: 'project.edited', subject: project, payload: {}, at: new Date() });
    expect(enqueued).toEqual([['search.embed', { project }]]);
    await app.close();
  });
});

describe('proposals that say the same in other words', () => {
  const split = (text: string): [title: string, summary: string] => {
    const end = text.indexOf('. ');
    return [text.slice(0, end), text.slice(end + 2)];
  };
  it('recall of the counterpart among five: vectors find most, trigrams few (the half kept out of tuning)', async () => {
    const { db, close } = await openFreshEmbedded();
    const community = await addCommunity(db);
    const ids = new Map<string, ProjectId>();
    const all = [...TUNING.flat(), ...HELD.flat(), ...OTHERS];
    for (const text of all) ids.set(text, await add(db, community, ...split(text)));
    expect([TUNING.length, HELD.length, ids.size]).toEqual([30, 30, all.length]);
    expect(all.length).toBeGreaterThanOrEqual(120);
    await fill(db);
    const byMeaning = async (text: string): Promise<string[]> => {
      const page = await findNeighbours(db, { project: ids.get(text)! }, null);
      expect(page?.by).toBe('meaning');
      return page?.items.map((i) => i.id) ?? [];
    };
    const byTrigram = async (text: string): Promise<string[]> =>
      (
        await db.query<{ id: string }>(
          `select d.id from project d, project me where me.id = $1 and d.id <> $1
            order by similarity(plain(d.title || ' ' || d.summary), plain(me.title || ' ' || me.summary)) desc, d.id
            limit ${MOST_NEIGHBOURS}`,
          [ids.get(text)],
        )
      ).map((r) => r.id);
    const recall = async (find: (text: string) => Promise<string[]>): Promise<number> => {
      let found = 0;
      for (const [one, other] of HELD) {
        if ((await find(one)).includes(ids.get(other)!)) found++;
        if ((await find(other)).includes(ids.get(one)!)) found++;
      }
      return found / (2 * HELD.length);
    };
    const [ours, trigrams] = [await recall(byMeaning), await recall(byTrigram)];
    console.info(`recall@5 over ${HELD.length} pairs kept out of tuning: ours ${ours}, trigrams ${trigrams}`);
    expect(ours).toBeGreaterThan(trigrams);
    expect(ours).toBeGreaterThan(0.7);
    await close();
  });
});
