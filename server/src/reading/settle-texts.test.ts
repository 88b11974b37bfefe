import { expect, it } from 'vitest';
import { newId, type ItemId, type StoryId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { importStories } from '../import/stories.ts';
import { act, outcome } from '../testing/acts.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember, addStory, settleCold, type TestMember } from '../testing/world.ts';
import { testSettlements } from '../testing/settlements.ts';
import { settleActs } from '../sync/settle/settle.ts';
import { storyText } from './http.ts';
import { moderated } from './model.ts';
import { MOST_TEXTS } from './policy.ts';
import { sources } from './queries.ts';
import { settlements } from './settle.ts';
import { textListeners } from './text-listeners.ts';

const silent = createLog('silent');
const SECRET = 'La pluie de Coumba';
const text = (id = newId<StoryId>()): MutationArgs<'story.publish'> => ({
  id,
  title: SECRET,
  language: 'fr',
  licence: 'CC BY-SA 4.0',
  text: 'Le puits compte les gouttes.\n\n<script>alert(1)</script> & « mille », dit-il.',
});

eachDatabase('texts of members', (database) => {
  const author = (more = {}) => addMember(database(), { roles: ['author'], ...more });
  const publish = (m: TestMember, args: MutationArgs<'story.publish'>) =>
    settleCold(database(), settlements, 'story.publish', m, args);
  const withdraw = (m: TestMember, story: StoryId) =>
    settleCold(database(), settlements, 'story.withdraw', m, { story });
  const row = async (id: StoryId) =>
    (await database().query('select scope, state, title, authors, author from story where id = $1', [id]))[0];
  const deliver = async () => {
    const pump = startEvents(database(), silent, textListeners);
    await pump.drain();
    await pump.stop();
  };
  /** Everything of it that routes, searches and previews read. */
  const found = async (id: StoryId) =>
    (
      await database().query<{ n: number }>(
        `select count(*)::int as n from story s left join story_text t on t.id = s.id
          where s.id = $1 and (s.title <> '' or s.authors <> '' or t.id is not null)`,
        [id],
      )
    )[0]?.n;

  it('S11: an author publishes a text, signed with their name and shown as it was typed; others are refused', async () => {
    const [awa, args] = [await author(), text()];
    await database().query(`update member set name = 'Awa Ndiaye' where id = $1`, [awa.id]);
    expect(await publish(await addMember(database(), { roles: ['animator', 'moderator'] }), args)).toEqual({
      rejected: 'reading.not_author',
    });
    expect(await publish(await author({ status: 'banned' }), args)).toEqual({ rejected: 'account.banned' });
    expect(await publish(await addMember(database(), { roles: ['administrator'] }), text())).toEqual({ applied: [] });
    expect(await publish(awa, args)).toEqual({ applied: [] });
    expect(await storyText(database(), args.id)).toEqual({
      id: args.id,
      title: SECRET,
      pages: [
        '<p>Le puits compte les gouttes.</p><p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; « mille », dit-il.</p>',
      ],
      words: 11,
      licence: 'CC BY-SA 4.0',
      authors: 'Text: Awa Ndiaye',
      source: null,
    });
    expect(await row(args.id)).toMatchObject({ scope: 'public', state: 'published', author: awa.id });
    expect(await publish(await author(), args)).toEqual({ rejected: 'reading.text_exists' });
    expect(
      await database().query(`select actor, detail from audit_log where action = 'story.publish' and subject = $1`, [
        args.id,
      ]),
    ).toEqual([{ actor: awa.id, detail: { title: SECRET } }]);
  });

  it('gives lists the first words of a text, without headings and tags, and none once it was put away', async () => {
    const columns = sources.find((s) => s.entity === 'story')?.columns;
    const opening = async (id: StoryId) =>
      (
        await database().query<{ o: string | null }>(`select ${columns?.opening} as o from story t where id = $1`, [id])
      )[0]?.o;
    const [awa, args] = [await author(), text()];
    await publish(awa, args);
    expect(await opening(args.id)).toBe(
      'Le puits compte les gouttes. &lt;script&gt;alert(1)&lt;/script&gt; &amp; « mille », dit-il.',
    );
    const pages = (html: string) =>
      database().query('update story_text set pages = $2::jsonb where id = $1', [args.id, JSON.stringify([html])]);
    await pages('<h2>Le puits</h2>\n<p>Il <em>pleut</em>,<br>enfin.</p><h3>La suite</h3><p>Oui.</p>');
    expect(await opening(args.id)).toBe('Il pleut, enfin. Oui.');
    await pages(`<p>${'mot '.repeat(400)}</p>`);
    expect(await opening(args.id)).toBe('mot '.repeat(40));
    await withdraw(awa, args.id);
    expect(await opening(args.id)).toBeNull();
  });

  it('takes ten texts a day of one author, and refuses the next with that number', async () => {
    const awa = await author();
    for (let i = 0; i < MOST_TEXTS; i++) expect(await publish(awa, text())).toEqual({ applied: [] });
    expect(await publish(awa, text())).toEqual({ rejected: 'reading.too_many_texts', params: { most: 10 } });
    await database().query(`update story set created_at = now() - interval '25 hours' where author = $1`, [awa.id]);
    expect(await publish(awa, text())).toEqual({ applied: [] });
  });

  it('S14: its author withdraws it: nothing finds it any more, what readers have of it stays', async () => {
    const [awa, reader, args] = [await author(), await addMember(database()), text()];
    await publish(awa, args);
    const item = newId<ItemId>();
    const add = (id = newId<ItemId>()) =>
      settleCold(database(), settlements, 'reading.add', reader, { id, story: args.id, title: SECRET });
    expect(await add(item)).toEqual({ applied: [] });
    await database().query('insert into read_mark (member, story, grains) values ($1, $2, 10)', [reader.id, args.id]);
    expect(await withdraw(reader, args.id)).toEqual({ rejected: 'reading.not_own_text' });
    expect(await withdraw(awa, args.id)).toEqual({ applied: [] });
    expect(await withdraw(awa, args.id)).toEqual({ applied: [] });
    expect(await row(args.id)).toMatchObject({ scope: `member:${awa.id}`, state: 'withdrawn' });
    expect(await found(args.id)).toBe(0);
    expect(await storyText(database(), args.id)).toBeUndefined();
    expect(
      await database().query(`select entity from tombstone where scope = 'public' and id = $1`, [args.id]),
    ).toEqual([{ entity: 'story' }]);
    expect(await database().query('select title from reading_item where member = $1', [reader.id])).toEqual([
      { title: SECRET },
    ]);
    expect(await database().query('select grains from read_mark where member = $1', [reader.id])).toEqual([
      { grains: 10 },
    ]);
    await settleCold(database(), settlements, 'reading.remove', reader, { item });
    expect(await add()).toEqual({ rejected: 'reading.unknown_story' });
    expect(await withdraw(reader, args.id)).toEqual({ rejected: 'reading.unknown_story' });
  });

  it('S12: an administrator withdraws the text of another member by event; one of an import stays away when it is imported again', async () => {
    const [awa, jeanne, args] = [await author(), await addMember(database(), { roles: ['administrator'] }), text()];
    await publish(awa, args);
    expect(await withdraw(jeanne, args.id)).toEqual({ applied: [] });
    expect(await row(args.id)).toMatchObject({ state: 'published' });
    await deliver();
    expect(await row(args.id)).toMatchObject({ state: 'withdrawn', scope: `member:${awa.id}` });
    const key = `fr/${newId()}.md`;
    const file = {
      key,
      title: 'x',
      language: 'fr',
      licence: 'CC BY 4.0',
      authors: 'y',
      source: null,
      pages: ['<p>z</p>'],
    };
    await importStories(database(), [file]);
    const [imported] = await database().query<{ id: StoryId }>('select id from story where import_key = $1', [key]);
    expect(await withdraw(jeanne, imported!.id)).toEqual({ applied: [] });
    await deliver();
    expect(await row(imported!.id)).toMatchObject({ state: 'withdrawn', scope: 'hidden' });
    expect(await importStories(database(), [{ ...file, title: 'Autre' }])).toEqual({
      added: 0,
      changed: 0,
      unchanged: 1,
    });
    expect(await found(imported!.id)).toBe(0);
  });

  it('what moderators hide comes back whole, unless its author withdrew it meanwhile', async () => {
    const [awa, args, other] = [await author(), text(), text()];
    await publish(awa, args);
    await publish(awa, other);
    const before = await storyText(database(), args.id);
    expect(await moderated.find(database(), args.id, null)).toMatchObject({
      community: null,
      author: awa.id,
      title: SECRET,
      shown: true,
      scopes: ['public', `member:${awa.id}`],
    });
    for (const id of [args.id, args.id, other.id]) await moderated.hide(database(), id, 'x');
    expect(await row(args.id)).toMatchObject({ state: 'hidden', scope: `member:${awa.id}` });
    expect(await found(args.id)).toBe(0);
    const hidden = await moderated.find(database(), args.id, null);
    expect(hidden).toMatchObject({ title: SECRET, shown: false });
    expect(hidden?.text).toContain('Le puits compte');
    await withdraw(awa, other.id);
    for (const id of [args.id, args.id, other.id]) await moderated.show(database(), id);
    expect(await storyText(database(), args.id)).toEqual(before);
    expect(await row(args.id)).toMatchObject({ state: 'published', scope: 'public' });
    expect(await row(other.id)).toMatchObject({ state: 'withdrawn' });
    expect(await found(other.id)).toBe(0);
    // A report that is decided after the withdrawal.
    await moderated.hide(database(), other.id, 'x');
    await moderated.show(database(), other.id);
    expect(await row(other.id)).toMatchObject({ state: 'withdrawn' });
    expect(await moderated.countOf(database(), awa.id, 10)).toBe(2);
  });

  it('R13: the texts of a closed account lose words and name; what others read stays', async () => {
    const [awa, args] = [await author(), text()];
    const [away, kept] = [text(), await addStory(database())];
    await publish(awa, args);
    await publish(awa, away);
    await withdraw(awa, away.id);
    await database().query(`insert into domain_event (name, subject, payload) values ('member.closed', $1, '{}')`, [
      awa.id,
    ]);
    await deliver();
    for (const { id } of [args, away]) {
      expect(await row(id)).toEqual({ scope: 'hidden', state: 'withdrawn', title: '', authors: '', author: null });
      expect(await moderated.find(database(), id, null)).toMatchObject({ title: '', text: '' });
    }
    expect(await row(kept)).toMatchObject({ state: 'published' });
  });

  it('R5: nobody harvests from a text of their own', async () => {
    const [awa, reader, args] = [await author(), await addMember(database()), text()];
    await publish(awa, args);
    const finish = async ({ id, device }: TestMember) => {
      await database().query(`update device set quiet_at = now() - interval '1 hour' where member = $1`, [id]);
      const [answer] = await settleActs(
        {
          db: database(),
          settlements: testSettlements,
          flagsOff: [],
          onThrow: (error) => {
            throw error;
          },
        },
        id,
        device,
        [act('reading.finish', { story: args.id, activeSeconds: 60 })],
      );
      expect(outcome(answer)).toBe('applied');
      return answer;
    };
    const notes = (notesOf: string) => ({ verdict: { notes: [{ code: notesOf }] } });
    expect(await finish(awa)).toMatchObject(notes('reading.own_text'));
    expect(await finish(reader)).toMatchObject(notes('saka.harvested'));
  });
});
