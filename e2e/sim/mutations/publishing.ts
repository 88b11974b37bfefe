/** Manuscripts: written, submitted, read by reviewers with notes, accepted and published, on several devices. */
import type { Contract } from '@egoejo/shared/publishing/contract.ts';
import type { ContractId, ManuscriptFileId, ManuscriptId, ManuscriptNoteId } from '@egoejo/shared/platform/ids.ts';
import {
  manuscriptState,
  movesFrom,
  type ManuscriptFile,
  type ManuscriptNote,
  type ManuscriptRow,
} from '@egoejo/shared/publishing/model.ts';
import { communityOf, eitherOf, ownOf } from './choose.ts';
import type { MakeContext, SimulatedMutations } from './model.ts';

const detailsOf = ({ rng }: MakeContext) => ({
  title: `Livre ${rng.int(100)}`,
  byline: 'Une plume',
  language: rng.pick(['fr', 'wo', 'pt-BR']),
  description: '',
  rights: 'CC0',
});
/** One on this device's desk, usually; else any. */
function deskOf(context: MakeContext): Pick<ManuscriptRow, 'id' | 'state' | 'mine'> {
  const { rng, device, installation, newId } = context;
  const rows = device.rows<ManuscriptRow>('manuscript');
  if (rows.length > 0 && rng.chance(0.9)) return rng.pick(rows);
  const some = installation.manuscripts;
  const id = some.length > 0 && rng.chance(0.8) ? rng.pick(some).id : newId<ManuscriptId>();
  return { id, state: rng.pick(manuscriptState.options), mine: rng.chance(0.5) };
}

export const publishing: SimulatedMutations<
  `manuscript.${'begin' | 'edit' | 'addFile' | 'move' | 'note' | 'closeNote'}` | `contract.${'offer' | 'answer'}`
> = {
  'manuscript.begin': {
    weight: 2,
    make: (context) => {
      const id = context.newId<ManuscriptId>();
      context.installation.manuscripts.push({ id, member: context.device.member });
      return { id, community: context.rng.chance(0.7) ? communityOf(context) : null, ...detailsOf(context) };
    },
    last: null,
  },
  'manuscript.edit': {
    weight: 2,
    make: (context) => ({ manuscript: ownOf(context, context.installation.manuscripts), ...detailsOf(context) }),
    last: null,
  },
  'manuscript.addFile': {
    weight: 3,
    make: (context) => ({
      id: context.newId<ManuscriptFileId>(),
      manuscript: ownOf(context, context.installation.manuscripts),
      name: 'puits.md',
    }),
    last: null,
  },
  'manuscript.move': {
    weight: 6,
    make: (context) => {
      const { id, state, mine } = deskOf(context);
      const there = movesFrom(state, mine);
      const to = there.length > 0 && context.rng.chance(0.95) ? context.rng.pick(there) : 'accepted';
      return { manuscript: id, from: state, to, words: context.rng.chance(0.9) ? 'Bien.' : '' };
    },
    last: null,
  },
  'manuscript.note': {
    by: 'animator',
    weight: 6,
    make: (context) => {
      const { rng, device, newId } = context;
      const files = device.rows<ManuscriptFile>('manuscriptFile').filter((f) => f.state === 'stored');
      const at = files.length > 0 ? rng.pick(files) : null;
      return {
        id: newId<ManuscriptNoteId>(),
        manuscript: at?.manuscript ?? newId<ManuscriptId>(),
        file: at?.id ?? newId<ManuscriptFileId>(),
        cfi: 'epubcfi(/6/4!/4/2/1:0)',
        quote: 'à sec',
        text: `mot ${rng.int(100)}`,
      };
    },
    last: null,
  },
  'manuscript.closeNote': {
    weight: 2,
    make: (context) => {
      const { rng, device, newId } = context;
      const notes = device.rows<ManuscriptNote>('manuscriptNote');
      const at = notes.length > 0 ? rng.pick(notes) : null;
      return {
        note: at?.id ?? newId<ManuscriptNoteId>(),
        manuscript: at?.manuscript ?? newId<ManuscriptId>(),
        as: at?.mine === true ? ('removed' as const) : rng.pick(['done', 'open'] as const),
      };
    },
    last: null,
  },
  'contract.offer': {
    by: 'animator',
    weight: 4,
    make: (context) => {
      const { rng, newId, device } = context;
      const others = device.rows<ManuscriptRow>('manuscript').filter(({ mine }) => !mine);
      const open = others.filter(({ state }) => state !== 'draft' && state !== 'withdrawn');
      const { id } = eitherOf(context, open, []) ?? deskOf(context);
      const money = rng.pick([
        { perQuarter: 25, currency: 'XOF' },
        { perQuarter: 4, currency: 'EUR' },
      ]);
      const terms = { territory: 'Monde', share: rng.int(10_001), years: 1 + rng.int(3), clauses: '', ...money };
      const kind = { exclusive: rng.chance(0.5), language: rng.pick(['fr', 'en'] as const) };
      return {
        id: newId<ContractId>(),
        manuscript: id,
        publisher: 'La Rive',
        terms: { ...terms, ...kind },
        signedBy: 'Une main',
      };
    },
    last: null,
  },
  'contract.answer': {
    weight: 4,
    make: (context) => {
      const { rng, device, newId } = context;
      const rows = device.rows<Contract>('contract');
      const at = rows.length > 0 ? rng.pick(rows) : null;
      return {
        contract: at?.id ?? newId<ContractId>(),
        manuscript: at?.manuscript ?? newId<ManuscriptId>(),
        hash: at && rng.chance(0.9) ? at.hash : 'f'.repeat(64),
        agree: rng.chance(0.8),
        signedBy: 'Une plume',
        words: '',
      };
    },
    last: null,
  },
};
