import type { EntitySource } from '../sync/settle/act.ts';
import { hiddenOf } from './model.ts';

const unlessHidden = (words: string): string => `case when ${hiddenOf('t')} then '' else ${words} end`;

/**
 * Reads a member's notifications for a pull, without the words of what moderators hid; the words of an announcement are
 * stored once.
 */
export const sources: EntitySource[] = [
  {
    entity: 'notification',
    table: 'notification',
    widened: [
      // Version 1 lacks the kinds for animators and moderators, and the kind for what moderators decided.
      { version: 2, older: `t.kind not in ('proposed', 'reported', 'appealed', 'moderated', 'pollClosed')` },
      { version: 3, older: `t.kind not in ('newWork', 'newText')` },
      { version: 4, older: `t.kind not like 'meeting%'` },
      // Version 4 knows no topics: it would lead to a project or a meeting.
      { version: 5, older: `(t.subject is null or t.kind like 'meeting%')` },
      { version: 6, older: `t.kind <> 'manuscriptMoved'` },
      { version: 7, older: `t.message is null` },
      { version: 8, older: `t.kind <> 'newEpisode'` },
      { version: 9, older: `t.kind <> 'newRelease'` },
    ],
    key: 'id',
    keyType: 'uuid',
    by: 'member',
    columns: {
      id: 't.id',
      kind: 't.kind',
      project: 't.project',
      poll: 't.poll',
      comment: 't.comment',
      subject: 't.subject',
      message: 't.message',
      community: 't.community',
      title: unlessHidden('t.title'),
      text: unlessHidden('coalesce((select a.text from announcement a where a.id = t.id), t.text)'),
      createdAt: 'iso(t.created_at)',
      readAt: 'iso(t.read_at)',
    },
  },
];
