/** Corruptions of manuscripts. */
import { manyOf, type Corruption } from './audit-corruption.ts';

export const corruptionsOfPublishing: readonly Corruption[] = [
  [
    'a manuscript accepted by nobody',
    'manuscript',
    (w) => `update manuscript set state = 'accepted' where id = '${w.manuscript}'`,
  ],
  [
    'a step left out',
    'manuscript.step',
    (w) => `update manuscript_step set state = 'published' where manuscript = '${w.manuscript}' and n = 2`,
  ],
  [
    'a manuscript on the desk of a stranger',
    'manuscript.desk',
    (w) => `insert into manuscript_desk (member, manuscript, content, rev)
      select '${w.left}', manuscript, content, 0 from manuscript_desk where manuscript = '${w.manuscript}' limit 1`,
  ],
  [
    'more manuscripts than a day allows',
    'manuscript.most',
    (w) => manyOf('manuscript', 10, `id = '${w.manuscript}'`, { state: `'draft'`, published_at: 'null' }),
  ],
  [
    'a work hidden without a reason',
    'scope.work',
    (w) => `update work set scope = 'hidden' where id = '${w.manuscript}'`,
  ],
  [
    'a contract declined and signed',
    'contract',
    (w) => `update contract set state = 'declined' where manuscript = '${w.manuscript}'`,
  ],
  [
    'a statement of royalties of another sum',
    'royalty',
    (w) => `insert into royalty_statement (member, id, manuscript, contract, month, title, currency, quarters, base,
        share, amount, carried, rev)
      select '${w.author}', gen_random_uuid(), manuscript, id, '2026-01', '', 'XOF', 3, 75, 7000, 53, 5000, 0
        from contract where manuscript = '${w.manuscript}'`,
  ],
];
