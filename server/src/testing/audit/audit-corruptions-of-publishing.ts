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
];
