import * as z from 'zod/mini';
import { cfi } from '../books/model.ts';
import { communityId, contractId, manuscriptFileId, manuscriptId, manuscriptNoteId } from '../platform/ids.ts';
import { line, prose } from '../platform/texts.ts';
import { TEXT } from '../accounts/model.ts';
import { defineMutation } from '../sync/mutation.ts';
import { contractTerms, contractWords, signature } from './contract.ts';
import { contractText } from './contract-text.ts';
import { MANUSCRIPT_TEXT, manuscriptDetails, manuscriptState } from './model.ts';

/** Begins a manuscript. `community` null: the work will be for everybody. */
export const manuscriptBegin = defineMutation({
  name: 'manuscript.begin',
  version: 1,
  /** `id`: created on the device (`newId`). The work that it becomes has the same id. */
  args: z.strictObject({ id: manuscriptId, community: z.nullable(communityId), ...manuscriptDetails }),
  path: 'cold',
  writes: ({ id }) => [{ e: 'manuscript', id }],
  reads: ({ community }) => (community === null ? [] : [{ e: 'community', id: community }]),
  optimistic: (_view, args, { madeAt }) => [
    {
      e: 'manuscript',
      id: args.id,
      row: {
        ...args,
        mine: true,
        state: 'draft',
        reviewer: null,
        reviewedByMe: false,
        reviewers: 0,
        work: null,
        steps: [],
        createdAt: madeAt,
        movedAt: madeAt,
      },
    },
  ],
});

/** Changes what a manuscript says of itself, while it is with its author. */
export const manuscriptEdit = defineMutation({
  name: 'manuscript.edit',
  version: 1,
  args: z.strictObject({ manuscript: manuscriptId, ...manuscriptDetails }),
  path: 'cold',
  writes: ({ manuscript }) => [{ e: 'manuscript', id: manuscript }],
  optimistic(view, { manuscript, ...details }) {
    const row = view.get('manuscript', manuscript);
    return row ? [{ e: 'manuscript', id: manuscript, row: { ...row, ...details } }] : [];
  },
});

/** Announces a file of a manuscript: an EPUB, a text in Markdown, or a ZIP of both texts and pictures. The bytes follow. */
export const manuscriptAddFile = defineMutation({
  name: 'manuscript.addFile',
  version: 1,
  args: z.strictObject({
    /** Created on the device (`newId`). */
    id: manuscriptFileId,
    manuscript: manuscriptId,
    name: line(MANUSCRIPT_TEXT.fileName),
  }),
  path: 'cold',
  writes: ({ id }) => [{ e: 'manuscriptFile', id }],
  reads: ({ manuscript }) => [{ e: 'manuscript', id: manuscript }],
  optimistic: (_view, args, { madeAt }) => [
    {
      e: 'manuscriptFile',
      id: args.id,
      row: {
        ...args,
        n: null,
        state: 'awaited',
        code: null,
        params: {},
        file: null,
        bytes: null,
        words: null,
        chapters: null,
        made: false,
        remarks: [],
        createdAt: madeAt,
      },
    },
  ],
});

/**
 * Moves a manuscript into another state: its author submits it or withdraws it, a reviewer takes it, asks for changes,
 * accepts, publishes or declines it. Refused if it is no longer in the state that the member saw.
 */
export const manuscriptMove = defineMutation({
  name: 'manuscript.move',
  version: 1,
  args: z.strictObject({
    manuscript: manuscriptId,
    from: manuscriptState,
    to: manuscriptState,
    words: prose(TEXT.comment),
  }),
  path: 'cold',
  writes: ({ manuscript }) => [{ e: 'manuscript', id: manuscript }],
  reads: (_args, { member }) => [{ e: 'profile', id: member }],
  optimistic(view, { manuscript, to, words }, { member, madeAt }) {
    const row = view.get('manuscript', manuscript);
    if (!row) return [];
    const by = view.get('profile', member)?.name || null;
    const steps = [...row.steps, { state: to, at: madeAt, by, mine: true, words }];
    const taken = !row.mine && to === 'inReview' ? { reviewer: by, reviewedByMe: true } : {};
    return [{ e: 'manuscript', id: manuscript, row: { ...row, ...taken, state: to, steps, movedAt: madeAt } }];
  },
});

/** Writes a note of a reviewer at a place of a file, or writes one's own anew. */
export const manuscriptNote = defineMutation({
  name: 'manuscript.note',
  version: 1,
  args: z.strictObject({
    /** Created on the device (`newId`). */
    id: manuscriptNoteId,
    manuscript: manuscriptId,
    file: manuscriptFileId,
    cfi,
    quote: prose(MANUSCRIPT_TEXT.quote),
    text: prose(MANUSCRIPT_TEXT.note, 1),
  }),
  path: 'cold',
  writes: ({ id }) => [{ e: 'manuscriptNote', id }],
  reads: ({ manuscript }, { member }) => [
    { e: 'manuscript', id: manuscript },
    { e: 'profile', id: member },
  ],
  optimistic: (view, args, { member, madeAt }) => [
    {
      e: 'manuscriptNote',
      id: args.id,
      row: {
        ...args,
        by: view.get('profile', member)?.name || null,
        mine: true,
        done: false,
        createdAt: view.get('manuscriptNote', args.id)?.createdAt ?? madeAt,
      },
    },
  ],
});

/** The author has seen to a note, or has not; who wrote it takes it away. */
export const manuscriptNoteClose = defineMutation({
  name: 'manuscript.closeNote',
  version: 1,
  args: z.strictObject({ note: manuscriptNoteId, manuscript: manuscriptId, as: z.enum(['done', 'open', 'removed']) }),
  path: 'cold',
  writes: ({ note }) => [{ e: 'manuscriptNote', id: note }],
  reads: ({ manuscript }) => [{ e: 'manuscript', id: manuscript }],
  optimistic(view, { note, as }) {
    const row = view.get('manuscriptNote', note);
    if (!row) return [];
    return [{ e: 'manuscriptNote', id: note, row: as === 'removed' ? null : { ...row, done: as === 'done' } }];
  },
});

/**
 * Offers a contract to the author of a manuscript that is read or accepted; who offers it signs it. An earlier offer is
 * replaced. The publisher is the community of the manuscript, or the one that `publisher` names.
 */
export const contractOffer = defineMutation({
  name: 'contract.offer',
  version: 1,
  args: z.strictObject({
    /** Created on the device (`newId`). */
    id: contractId,
    manuscript: manuscriptId,
    publisher: signature,
    terms: contractTerms,
    signedBy: signature,
  }),
  path: 'cold',
  writes: ({ id }) => [{ e: 'contract', id }],
  reads: ({ manuscript }) => [{ e: 'manuscript', id: manuscript }],
  optimistic(view, { id, manuscript, publisher, terms, signedBy }, { madeAt }) {
    const row = view.get('manuscript', manuscript);
    if (!row) return [];
    const text = contractText(terms, { title: row.title, byline: row.byline, publisher });
    const said = { text, hash: '', offeredBy: signedBy, offeredAt: madeAt };
    const answer = { answeredBy: null, answeredAt: null, words: '' };
    return [{ e: 'contract', id, row: { id, manuscript, mine: false, state: 'offered', terms, ...said, ...answer } }];
  },
});

/** The author agrees to the contract of that text, and signs it, or declines it. */
export const contractAnswer = defineMutation({
  name: 'contract.answer',
  version: 1,
  args: z.strictObject({
    contract: contractId,
    manuscript: manuscriptId,
    /** Of the text that the author read. */
    hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    agree: z.boolean(),
    signedBy: signature,
    words: contractWords,
  }),
  path: 'cold',
  writes: ({ contract }) => [{ e: 'contract', id: contract }],
  reads: ({ manuscript }) => [{ e: 'manuscript', id: manuscript }],
  optimistic(view, { contract, agree, signedBy, words }, { madeAt }) {
    const row = view.get('contract', contract);
    if (!row) return [];
    const answer = { answeredBy: agree ? signedBy : null, answeredAt: madeAt, words: agree ? '' : words };
    return [{ e: 'contract', id: contract, row: { ...row, ...answer, state: agree ? 'agreed' : 'declined' } }];
  },
});
