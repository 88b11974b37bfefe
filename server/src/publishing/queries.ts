import type { EntitySource } from '../sync/settle/act.ts';

/** Fields of a copy, as they are there. */
const copied = (names: string): Record<string, string> =>
  Object.fromEntries(names.split(' ').map((name) => [name, `t.content -> '${name}'`]));

/** Reads what lies on a member's desk, for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'manuscript',
    table: 'manuscript_desk',
    key: 'manuscript',
    keyType: 'uuid',
    by: 'member',
    columns: copied(
      'id mine community title byline language description rights state reviewer reviewedByMe reviewers work steps ' +
        'createdAt movedAt',
    ),
  },
  {
    entity: 'manuscriptFile',
    table: 'manuscript_file_desk',
    key: 'file',
    keyType: 'uuid',
    by: 'member',
    columns: copied('id manuscript n name state code params file bytes words chapters made remarks createdAt'),
  },
  {
    entity: 'manuscriptNote',
    table: 'manuscript_note_desk',
    key: 'note',
    keyType: 'uuid',
    by: 'member',
    columns: copied('id manuscript file cfi quote text by mine done createdAt'),
  },
  {
    entity: 'contract',
    table: 'contract_desk',
    key: 'contract',
    keyType: 'uuid',
    by: 'member',
    columns: copied('id manuscript mine state terms text hash offeredBy offeredAt answeredBy answeredAt words'),
  },
  {
    entity: 'authorFigures',
    table: 'author_figures',
    key: 'work',
    keyType: 'uuid',
    by: 'member',
    columns: {
      id: 't.work',
      readers: 't.readers',
      finished: 't.finished',
      quarters: 't.quarters',
      curve: 't.curve',
      at: 'iso(t.at)',
    },
  },
  {
    entity: 'royaltyStatement',
    table: 'royalty_statement',
    key: 'id',
    keyType: 'uuid',
    by: 'member',
    columns: {
      id: 't.id',
      manuscript: 't.manuscript',
      contract: 't.contract',
      month: 't.month',
      title: 't.title',
      currency: 't.currency',
      quarters: 't.quarters',
      base: 't.base',
      share: 't.share',
      amount: 't.amount',
      carried: 't.carried',
      madeAt: 'iso(t.made_at)',
    },
  },
];
