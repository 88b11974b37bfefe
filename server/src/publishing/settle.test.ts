import { beforeEach, expect, it } from 'vitest';
import {
  newId,
  type CommunityId,
  type ContractId,
  type ManuscriptFileId,
  type ManuscriptId,
  type ManuscriptNoteId,
} from '@egoejo/shared/platform/ids.ts';
import type { ManuscriptState } from '@egoejo/shared/publishing/model.ts';
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { listeners as notificationListeners } from '../notifications/listeners.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { storeFile, TERMS } from '../testing/manuscript-rows.ts';
import type { ColdSettlements } from '../sync/settle/act.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { listeners, seeToDesks } from './jobs.ts';
import { MOST_A_DAY, MOST_CHANGES } from './policy.ts';
import { contractSettlements } from './settle-contracts.ts';
import { noteSettlements } from './settle-notes.ts';
import { settlements } from './settle.ts';

type Name = MutationName & `${'manuscript' | 'contract'}.${string}`;
const offerOf = (manuscript: ManuscriptId) => ({
  id: newId<ContractId>(),
  manuscript,
  publisher: 'La Rive',
  terms: TERMS,
  signedBy: 'Moussa',
});
const said = { title: 'Le puits', byline: 'Awa D.', language: 'fr', description: '', rights: 'CC0' };

eachDatabase('publishing', (database) => {
  let [author, first, second, stranger]: TestMember[] = [];
  let community: CommunityId;
  let id: ManuscriptId;
  let file: ManuscriptFileId;
  beforeEach(async () => {
    const db = database();
    [author, first, second, stranger] = [
      await addMember(db),
      await addMember(db),
      await addMember(db),
      await addMember(db),
    ];
    community = await addCommunity(db, 'public');
    await addMembership(db, author, community);
    for (const animator of [first, second]) await addMembership(db, animator, community, 'animator');
    [id, file] = [newId(), newId()];
  });
  const all: ColdSettlements<Name> = { ...settlements, ...noteSettlements, ...contractSettlements };
  const act = <N extends Name>(m: TestMember, name: N, args: MutationArgs<N>) =>
    settleCold<Name>(database(), all, name, m, args);
  const begin = (m = author!, more: { id?: ManuscriptId; community?: CommunityId | null } = {}) =>
    act(m, 'manuscript.begin', { id, community, ...said, ...more });
  const addFile = (at: ManuscriptFileId = file) =>
    act(author!, 'manuscript.addFile', { id: at, manuscript: id, name: 'puits.md' });
  const move = (m: TestMember, from: ManuscriptState, to: ManuscriptState, words = '') =>
    act(m, 'manuscript.move', { manuscript: id, from, to, words });
  const note = (m: TestMember, noteId: ManuscriptNoteId, text = 'Depuis quand ?') =>
    act(m, 'manuscript.note', {
      id: noteId,
      manuscript: id,
      file,
      cfi: 'epubcfi(/6/4[puits]!/4/2/1:0)',
      quote: 'à sec',
      text,
    });
  async function deliver(): Promise<void> {
    const events = startEvents(database(), createLog('silent'), [...listeners, ...notificationListeners]);
    await events.drain();
    await events.stop();
    expect(await database().query('select name, last_error from domain_event where last_error is not null')).toEqual(
      [],
    );
  }
  const deskOf = async (m: TestMember): Promise<unknown[]> =>
    (
      await database().query<{ row: object }>(
        `select jsonb_build_object('state', content -> 'state', 'mine', content -> 'mine',
           'by', content -> 'reviewedByMe') as row from manuscript_desk where member = $1`,
        [m.id],
      )
    ).map((d) => d.row);
  /** Offered by the second reviewer, and signed by the author. */
  async function contract(): Promise<void> {
    const contractId = newId<ContractId>();
    expect(await act(second!, 'contract.offer', { ...offerOf(id), id: contractId })).toEqual({ applied: [] });
    const [row] = await database().query<{ hash: string; text: string }>(
      'select hash, text from contract where id = $1',
      [contractId],
    );
    const answer = { contract: contractId, manuscript: id, agree: true, signedBy: 'Awa Diop', words: '' };
    expect(await act(author!, 'contract.answer', { ...answer, hash: 'f'.repeat(64) })).toEqual(
      told('contract.changed', { state: 'offered' }),
    );
    expect(row!.text).toContain('70 %');
    expect(await act(author!, 'contract.answer', { ...answer, hash: row!.hash })).toEqual({ applied: [] });
  }
  const inReview = async (): Promise<void> => {
    await begin();
    await addFile();
    await storeFile(database(), file);
    await move(author!, 'draft', 'submitted', 'Bonne lecture !');
    await move(first!, 'submitted', 'inReview');
    await deliver();
  };
  const told = (code: string, params?: object) => ({ rejected: code, ...(params && { params }) });

  it('B15: a manuscript goes its way, each step by whom and when, and becomes a work with editions', async () => {
    await begin();
    await addFile();
    expect(await move(first!, 'draft', 'inReview')).toEqual(told('manuscript.not_now', { state: 'draft' }));
    expect(await move(author!, 'draft', 'submitted')).toEqual({ applied: [] });
    await deliver();
    expect(await deskOf(first!)).toEqual([{ state: 'submitted', mine: false, by: false }]);
    expect(await deskOf(stranger!)).toEqual([]);
    expect(await move(first!, 'submitted', 'inReview')).toEqual({ applied: [] });
    expect(await move(first!, 'inReview', 'accepted')).toEqual(told('manuscript.file_on_its_way'));
    await storeFile(database(), file);
    expect(await move(second!, 'inReview', 'accepted')).toEqual(told('manuscript.of_another_reviewer'));
    expect(await move(first!, 'inReview', 'changesAsked')).toEqual(told('manuscript.reason_missing'));
    expect(await move(first!, 'inReview', 'changesAsked', 'La fin ?')).toEqual({ applied: [] });
    await move(author!, 'changesAsked', 'submitted');
    await move(second!, 'submitted', 'inReview');
    await move(second!, 'inReview', 'accepted');
    expect(await move(second!, 'accepted', 'published')).toEqual(told('contract.missing'));
    await contract();
    expect(await move(second!, 'accepted', 'published')).toEqual({ applied: [] });
    const [work] = await database().query(
      `select w.title, w.scope = 'community:' || $2::text as theirs, e.id = $3::uuid as edition
        from work w join edition e on e.work = w.id where w.id = $1`,
      [id, community, file],
    );
    expect(work).toEqual({ title: 'Le puits', theirs: true, edition: true });
    // A new edition is of the same work.
    expect(await move(author!, 'published', 'draft')).toEqual({ applied: [] });
    const next = newId<ManuscriptFileId>();
    await addFile(next);
    await storeFile(database(), next);
    for (const [m, from, to] of [
      [author!, 'draft', 'submitted'],
      [first!, 'submitted', 'inReview'],
      [first!, 'inReview', 'accepted'],
      [first!, 'accepted', 'published'],
    ] as const)
      expect(await move(m, from, to)).toEqual({ applied: [] });
    expect(await database().query('select id from edition where work = $1 order by created_at, id', [id])).toHaveLength(
      2,
    );
    await deliver();
    const [row] = await database().query<{ steps: { state: string; mine: boolean; words: string }[] }>(
      `select content -> 'steps' as steps from manuscript_desk where member = $1`,
      [author!.id],
    );
    expect(row!.steps.map((s) => `${s.state}${s.mine ? ' mine' : ''}${s.words}`)).toEqual([
      'submitted mine',
      'inReview',
      'changesAskedLa fin ?',
      'submitted mine',
      'inReview',
      'accepted',
      'published',
      'draft mine',
      'submitted mine',
      'inReview',
      'accepted',
      'published',
    ]);
    // Withdrawn, it is in nobody's catalogue; its readers' marks and reviews hang on the work, which stays.
    expect(await move(author!, 'published', 'withdrawn')).toEqual({ applied: [] });
    expect(await database().query(`select from work where id = $1 and scope = 'hidden'`, [id])).toHaveLength(1);
  });

  it('B15: who saw another state than the present one is told so, and nothing changes', async () => {
    await inReview();
    expect(await move(author!, 'submitted', 'draft')).toEqual(told('manuscript.moved', { state: 'inReview' }));
    expect(await move(stranger!, 'inReview', 'accepted')).toEqual(told('manuscript.unknown'));
    expect(await act(author!, 'manuscript.edit', { manuscript: id, ...said })).toEqual(
      told('manuscript.not_now', { state: 'inReview' }),
    );
    expect(await deskOf(author!)).toEqual([{ state: 'inReview', mine: true, by: false }]);
  });

  it('B15: notes of reviewers at a place reach the author, who sees to them', async () => {
    await inReview();
    const noteId = newId<ManuscriptNoteId>();
    expect(await note(author!, noteId)).toEqual(told('manuscript.not_reviewer'));
    expect(await note(first!, noteId)).toEqual({ applied: [] });
    expect(await note(second!, noteId, 'Autre')).toEqual(told('manuscript.unknown_note'));
    await deliver();
    const seen = (m: TestMember) =>
      database().query(`select content ->> 'text' as text, content -> 'done' as done from manuscript_note_desk
        where member = '${m.id}'`);
    expect(await seen(author!)).toEqual([{ text: 'Depuis quand ?', done: false }]);
    const close = (m: TestMember, as: 'done' | 'removed') =>
      act(m, 'manuscript.closeNote', { note: noteId, manuscript: id, as });
    expect(await close(author!, 'done')).toEqual({ applied: [] });
    expect(await seen(author!)).toEqual([{ text: 'Depuis quand ?', done: true }]);
    expect(await close(second!, 'removed')).toEqual(told('manuscript.not_reviewer'));
    expect(await close(first!, 'removed')).toEqual({ applied: [] });
    await deliver();
    expect(await seen(author!)).toEqual([]);
  });

  it('B15: a submission and its answers are told to whom they concern', async () => {
    await inReview();
    const kinds = await database().query(
      `select member, kind, title from notification where member = any($3::uuid[])
        order by member = $1, member = $2`,
      [author!.id, first!.id, [author!.id, first!.id, second!.id]],
    );
    expect(kinds).toEqual(
      [second!, first!, author!].map((m) => ({ member: m.id, kind: 'manuscriptMoved', title: 'Le puits' })),
    );
  });

  it('B15: an author who writes alone wakes no reviewer', async () => {
    const revs = () =>
      database().query('select rev from member_counter where member <> $1 order by member', [author!.id]);
    await begin();
    const before = await revs();
    await addFile();
    await deliver();
    expect(await revs()).toEqual(before);
  });

  it('B15: who may no longer review loses the manuscript, which others can take', async () => {
    await inReview();
    await database().query('delete from membership where member = $1', [first!.id]);
    await database().transaction((tx) => seeToDesks(tx, null));
    await deliver();
    expect(await deskOf(first!)).toEqual([]);
    expect(await deskOf(second!)).toEqual([{ state: 'submitted', mine: false, by: false }]);
  });

  it('B15: with an account go its manuscripts, but for those that are works', async () => {
    await inReview();
    const db = database();
    await db.transaction((tx) => closeMember(tx, author!.id));
    await deliver();
    expect(await db.query('select from manuscript where id = $1', [id])).toEqual([]);
    expect(await deskOf(second!)).toEqual([]);
  });

  it('B15: a contract that was signed stays word for word, with its hash, names and times', async () => {
    await inReview();
    await contract();
    const change = (what: string) => database().query(`update contract set ${what} where manuscript = $1`, [id]);
    for (const what of [`text = text || '!'`, `answered_name = 'X'`, `offered_at = now()`, `terms = '{}'`])
      await expect(change(what)).rejects.toThrow();
    const [row] = await database().query(
      'select state, offered_name, answered_name, answered_at is not null as at from contract where manuscript = $1',
      [id],
    );
    expect(row).toEqual({ state: 'agreed', offered_name: 'Moussa', answered_name: 'Awa Diop', at: true });
    expect(await act(stranger!, 'contract.offer', offerOf(id))).toEqual(told('manuscript.unknown'));
    expect(await act(author!, 'contract.offer', offerOf(id))).toEqual(told('manuscript.not_reviewer'));
  });

  it('B15: what one author or one manuscript may cost is bounded', async () => {
    await begin();
    for (let n = 1; n < MOST_A_DAY; n++) await begin(author, { id: newId() });
    expect(await begin(author, { id: newId() })).toEqual(told('manuscript.too_many', { most: MOST_A_DAY }));
    await database().query('update manuscript set changes = $1', [MOST_CHANGES]);
    expect(await addFile()).toEqual(told('manuscript.too_many_changes', { most: MOST_CHANGES }));
  });
});
