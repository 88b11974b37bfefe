import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundPage, FOUND_PAGE, type FoundPage } from '@egoejo/shared/search/model.ts';
import { newId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import { createTestApp, type Answer, type Browser, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { signedIn } from '../testing/servers/signed-in.ts';
import { addCommunity, addPoll, addProject, addStory, addWork } from '../testing/world.ts';
import { find } from './find.ts';

const input = (value: unknown): string => `search.find?input=${encodeURIComponent(JSON.stringify(value))}`;
const ask = <T = FoundPage>(browser: Browser, value: unknown): Promise<Answer<T>> => browser.query<T>(input(value));
const titles = (page: FoundPage): string[] => page.items.map((i) => i.title);

eachDatabase('the search of the whole app', (database) => {
  let at: TestApp;
  let open: CommunityId;
  let closed: CommunityId;
  let insider: { browser: Browser; member: string };
  let outsider: { browser: Browser; member: string };
  let visitor: Browser;
  beforeAll(async () => {
    at = await createTestApp(database());
    [open, closed] = [await addCommunity(database()), await addCommunity(database(), 'private')];
    [insider, outsider] = [await signedIn(at, []), await signedIn(at, [])];
    visitor = at.browser();
    await database().query('insert into membership (member, community) values ($1, $2)', [insider.member, closed]);
    await database().query(`update community set name = 'Les jardiniers de Marengo' where id = $1`, [open]);
    await database().query(`update community set name = 'Cercle du verger secret' where id = $1`, [closed]);
    await addProject(database(), open, 'Réparation de vélos');
    const oven = await addProject(database(), open, 'Four communal');
    await database().query(`update project_text set text = 'On y cuira des baguettes croustillantes.' where id = $1`, [
      oven,
    ]);
    await addProject(database(), closed, 'Verger secret des voisins');
    const poll = await addPoll(database(), { method: { kind: 'choice', max: 1 }, community: closed });
    await database().query(`update poll set title = 'Quel verger secret planter ?' where id = $1`, [poll]);
    await addPoll(database(), { method: { kind: 'choice', max: 1 } });
    const story = await addStory(database(), { title: 'Le lion et le lièvre' });
    await database().query('insert into story_text (id, pages) values ($1, $2::jsonb)', [
      story,
      JSON.stringify(['<p>La savane s’étendait jusqu’aux <em>montagnes</em> enneigées.</p>']),
    ]);
  });
  afterAll(() => at.close());

  it.each([
    ['reparer velo', 'project', 'Réparation de vélos'],
    ['jardinier marengo', 'community', 'Les jardiniers de Marengo'],
    ['quel jour', 'poll', 'Quel jour ?'],
    ['lion lievre', 'story', 'Le lion et le lièvre'],
    ['montagne enneigee', 'story', 'Le lion et le lièvre'],
    ['baguette croustillante', 'project', 'Four communal'],
    ['re\u0301paration', 'project', 'Réparation de vélos'],
    ['croust', 'project', 'Four communal'],
  ])('finds « %s » for a visitor: a %s', async (q, kind, title) => {
    const { body } = await ask(visitor, { q });
    expect(foundPage.parse(body).items[0]).toMatchObject({ kind, title });
    expect(body.similar).toBe(true);
  });

  it('R13: only its members find what a private community has: itself, its projects, its polls', async () => {
    const q = 'verger secret';
    expect(titles((await ask(insider.browser, { q })).body).sort()).toEqual([
      'Cercle du verger secret',
      'Quel verger secret planter ?',
      'Verger secret des voisins',
    ]);
    for (const browser of [outsider.browser, visitor])
      expect((await ask(browser, { q })).body).toMatchObject({ items: [], total: 0, next: null });
    await database().query('delete from membership where member = $1', [insider.member]);
    expect((await ask(insider.browser, { q })).body.items).toEqual([]);
    await database().query('insert into membership (member, community) values ($1, $2)', [insider.member, closed]);
  });

  it('a mistyped word finds what is nearly the same, and what is less so only where nothing else is', async () => {
    await addProject(database(), open, 'Une médiathèque');
    await addProject(database(), open, 'Un centre médical');
    expect(titles((await ask(visitor, { q: 'mediateque' })).body)).toEqual(['Une médiathèque']);
    expect(titles((await ask(visitor, { q: 'medecal' })).body)).toContain('Un centre médical');
  });
  it('a short word finds itself and what begins with it, not what is like it', async () => {
    await addProject(database(), open, 'Deux millions de lignes, ligotées dans un coin');
    await addProject(database(), open, 'Les lionceaux');
    expect(titles((await ask(visitor, { q: 'lion' })).body).sort()).toEqual(['Le lion et le lièvre', 'Les lionceaux']);
    expect(titles((await ask(visitor, { q: 'lyon' })).body)).toEqual([]);
    expect(titles((await ask(visitor, { q: 'lion dans lievr' })).body)).toEqual(['Le lion et le lièvre']);
    expect(titles((await ask(visitor, { q: 'lion dans lièvrre' })).body)).toEqual(['Le lion et le lièvre']);
  });
  it('does not find drafts, proposals and withdrawn projects', async () => {
    const id = await addProject(database(), open, 'Phare breton');
    expect(titles((await ask(visitor, { q: 'phare breton' })).body)).toEqual(['Phare breton']);
    await database().query(`update project set status = 'withdrawn' where id = $1`, [id]);
    const draft = await addPoll(database(), { method: { kind: 'choice', max: 1 } });
    await database().query(
      `update poll set title = 'Phare breton', state = 'draft', author = $2::uuid, scope = 'member:' || $2::uuid where id = $1`,
      [draft, insider.member],
    );
    for (const browser of [visitor, insider.browser])
      expect((await ask(browser, { q: 'phare breton' })).body.items).toEqual([]);
  });

  it('B12: a work is found by title, author, subject and description, by members and visitors who may see it', async () => {
    const lamp = await addWork(database(), { title: 'La lampe du phalanstère' });
    await database().query(
      `update work set authors = 'Zélie Kaboré', subjects = '{Utopies sociales}', thumb = 'UklGRg==',
         contributors = '[{"name": "Ousmane Traoré", "role": "translator"}]',
         description = 'Des tisserandes fondent un atelier.' where id = $1`,
      [lamp],
    );
    const inside = await addWork(database(), { title: 'Phalanstère intime', community: closed });
    const gone = await addWork(database(), { title: 'Phalanstère perdu' });
    await database().query(`update work set scope = 'hidden' where id = $1`, [gone]);
    const of = async (browser: Browser, q: string) => (await ask(browser, { q, kinds: ['work', 'work'] })).body;
    for (const q of ['phalanstere', 'falanstere', 'zelie kabore', 'utopie sociale', 'ousmane traore', 'tisserande'])
      expect([q, (await of(visitor, q)).items.map((i) => i.id)]).toEqual([q, [lamp]]);
    expect(foundPage.parse(await of(visitor, 'lampe')).items).toEqual([
      {
        kind: 'work',
        id: lamp,
        title: 'La lampe du phalanstère',
        note: 'Zélie Kaboré',
        community: null,
        cover: { colour: '#336644', thumb: 'UklGRg==' },
      },
    ]);
    expect((await of(insider.browser, 'phalanstere')).items.map((i) => i.id).sort()).toEqual([inside, lamp].sort());
    expect((await of(outsider.browser, 'phalanstere')).items.map((i) => i.id)).toEqual([lamp]);
    // An app that does not ask for works knows none.
    expect((await ask(insider.browser, { q: 'phalanstere' })).body.items).toEqual([]);
  });

  it('pages give each result once, with the same total', async () => {
    for (let i = 0; i < FOUND_PAGE + 5; i++) await addProject(database(), open, `Hirondelle numéro ${i}`);
    const seen: string[] = [];
    for (let after: number | null = 0; after !== null;) {
      const page: FoundPage = (await ask(visitor, { q: 'hirondelles', after })).body;
      expect(page.total).toBe(FOUND_PAGE + 5);
      expect(page.items.length).toBe(after === 0 ? FOUND_PAGE : 5);
      seen.push(...page.items.map((i) => i.id));
      after = page.next;
    }
    expect(new Set(seen).size).toBe(FOUND_PAGE + 5);
    const beyond = { items: [], total: FOUND_PAGE + 5, next: null };
    expect((await ask(visitor, { q: 'hirondelles', after: 60 })).body).toMatchObject(beyond);
  });

  it('words that never occur together are found apart, and nothing follows what was found together', async () => {
    expect(titles((await ask(visitor, { q: 'hirondelle marengo', after: 0 })).body).length).toBe(FOUND_PAGE);
    expect(titles((await ask(visitor, { q: 'communal four', after: 0 })).body)).toEqual(['Four communal']);
    expect((await ask(visitor, { q: 'communal four', after: 20 })).body.items).toEqual([]);
  });

  it.each([
    '',
    '   ',
    '%',
    '\u0000\u0001\u0007',
    "'; drop table project;--",
    'a & b | !c:*',
    '((((',
    '🌳',
    '\u202e',
    'le la de',
  ])('answers any words (%j)', async (q) => {
    const { status } = await ask(visitor, { q });
    // A text that the database cannot store is refused like everywhere.
    expect(status).toBe(q.includes('\u0000') ? 400 : 200);
  });
  it.each([
    ['none', {}],
    ['ten thousand letters', { q: 'a'.repeat(10_000) }],
    ['a number', { q: 7 }],
    ['a place before the first', { q: 'a', after: -1 }],
    ['a place too far', { q: 'a', after: 1e9 }],
    ['somebody else’s name', { q: 'a', member: newId() }],
    ['a kind that is none', { q: 'a', kinds: ['work', 'member'] }],
  ])('refuses a query with a code: %s', async (_, value) => {
    const answer = await ask<{ code: string }>(visitor, value);
    expect([answer.status, answer.body.code]).toEqual([400, 'sync.bad_args']);
  });
  it('an expired token is refused, so that the device renews it', async () => {
    const stale = at.browser();
    stale.accessToken = 'expired';
    expect((await ask<{ code: string }>(stale, { q: 'velo' })).body.code).toBe('account.not_signed_in');
  });

  it('without pg_trgm it looks for the very words, says so, and shows no more to outsiders', async () => {
    await database().query('drop extension pg_trgm cascade');
    const page = await find(database(), { q: 'REPARATION vélos', after: 0, member: null });
    expect(page).toMatchObject({ similar: false, total: 1, items: [{ title: 'Réparation de vélos' }] });
    expect((await find(database(), { q: 'verger', after: 0, member: outsider.member })).items).toEqual([]);
    expect((await find(database(), { q: 'verger', after: 0, member: insider.member })).items).toHaveLength(3);
    expect((await find(database(), { q: 'velo marengo', after: 0, member: null })).total).toBe(2);
  });
});
