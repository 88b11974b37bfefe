/** Examples of acts about manuscripts. */
import type { ErrorCode } from '../errors.ts';
import { active, ofMembers, OWN, visible, type Example } from './example-people.ts';

type Name =
  | 'manuscript.begin'
  | 'manuscript.edit'
  | 'manuscript.addFile'
  | 'manuscript.move'
  | 'manuscript.note'
  | 'manuscript.closeNote'
  | 'contract.offer'
  | 'contract.answer';
/** SHA-256 of the text of that contract, which is empty in the tests. */
const HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const said = {
  title: 'Le puits',
  byline: 'Awa D.',
  language: 'fr',
  description: 'Un village, un puits.\n\n« Et l’eau revint ».',
  rights: 'CC BY-SA 4.0',
};
/** Those who are neither its author nor its reviewers know nothing of it. */
const strangers = (code: ErrorCode) => ({ ...visible(code), unconfirmed: code, member: code, author: code });
export const examplePublishing: { [N in Name]: Example<N> } = {
  'manuscript.begin': {
    keptOut: ofMembers('manuscript.not_member'),
    logged: null,
    refuses: visible('community.unknown'),
    args: ({ manuscript, community }) => [{ id: manuscript, community, ...said }],
  },
  // In the table of who may do it, the manuscript is the member's own, and for everybody.
  'manuscript.edit': {
    keptOut: { ...OWN, suspended: 'account.banned' },
    logged: null,
    refuses: active,
    args: ({ manuscript }) => [{ manuscript, ...said, title: 'Le puits et l’eau' }],
  },
  'manuscript.addFile': {
    keptOut: { ...OWN, suspended: 'account.banned' },
    logged: null,
    refuses: active,
    args: ({ manuscript, manuscriptFile }) => [{ id: manuscriptFile, manuscript, name: 'puits.md' }],
  },
  'manuscript.move': {
    keptOut: { ...OWN, suspended: 'account.banned' },
    logged: null,
    refuses: active,
    args: ({ manuscript }) => [{ manuscript, from: 'draft', to: 'submitted', words: 'Bonne lecture !' }],
  },
  // The one that is reviewed is somebody else's.
  'manuscript.note': {
    keptOut: { barred: 'manuscript.unknown', removed: 'manuscript.unknown', suspended: 'account.banned' },
    logged: null,
    refuses: strangers('manuscript.unknown'),
    args: ({ reviewed, reviewedFile, manuscriptNote, otherNote }) =>
      [manuscriptNote, otherNote].map((id) => ({
        id,
        manuscript: reviewed,
        file: reviewedFile,
        cfi: 'epubcfi(/6/4[le-puits]!/4/2/1:0)',
        quote: 'Le puits était à sec.',
        text: 'Depuis quand ?',
      })),
  },
  'manuscript.closeNote': {
    keptOut: { barred: 'manuscript.unknown', removed: 'manuscript.unknown', suspended: 'account.banned' },
    logged: null,
    refuses: strangers('manuscript.unknown'),
    args: ({ reviewed, manuscriptNote }) => [{ note: manuscriptNote, manuscript: reviewed, as: 'removed' }],
  },
  'contract.offer': {
    keptOut: { barred: 'manuscript.unknown', removed: 'manuscript.unknown', suspended: 'account.banned' },
    logged: 'contract.offer',
    refuses: strangers('manuscript.unknown'),
    args: ({ reviewed, contract }) => [
      {
        id: contract,
        manuscript: reviewed,
        publisher: 'Les voisins du puits',
        terms: {
          exclusive: false,
          territory: 'Monde',
          share: 7000,
          perQuarter: 25,
          currency: 'XOF',
          years: 2,
          clauses: '',
          language: 'fr',
        },
        signedBy: 'Moussa',
      },
    ],
  },
  // The contract was offered for a manuscript of the member.
  'contract.answer': {
    keptOut: { ...OWN, suspended: 'account.banned' },
    logged: null,
    refuses: active,
    args: ({ ownAccepted, offered }) => [
      { contract: offered, manuscript: ownAccepted, hash: HASH, agree: true, signedBy: 'Awa D.', words: '' },
    ],
  },
};
