import type { EntitySource } from '../sync/settle/act.ts';

/** Devices that do not know reports of a kind are not sent them: texts, reviews, meetings, and those that came later. */
const widened = (kind: string) => [
  { version: 2, older: `${kind} <> 'story'` },
  { version: 3, older: `${kind} <> 'review'` },
  { version: 4, older: `${kind} <> 'meeting'` },
  { version: 5, older: `${kind} not in ('club', 'challenge', 'pseudonym')` },
  { version: 6, older: `${kind} <> 'message'` },
  { version: 7, older: `${kind} <> 'track'` },
  { version: 8, older: `${kind} <> 'playlist'` },
  { version: 9, older: `${kind} <> 'show'` },
];

/** A field of a queue's copy, as it is there. */
const copied = (name: string): string => `t.content -> '${name}'`;
const CONTENT = [
  'id',
  'kind',
  'subject',
  'community',
  'title',
  'excerpt',
  'state',
  'round',
  'reports',
  'flags',
  'decision',
  'appeal',
  'openedAt',
] as const;

/** Reads a member's reports, what was decided about their own content, and the cases they may decide, for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'report',
    table: 'report',
    key: 'subject',
    keyType: 'uuid',
    by: 'member',
    widened: widened('t.kind'),
    columns: {
      id: 't.subject',
      kind: 't.kind',
      title: 't.title',
      reason: 't.reason',
      words: 't.words',
      state: 't.state',
      answer: 't.answer',
      createdAt: 'iso(t.created_at)',
      decidedAt: 'iso(t.decided_at)',
    },
  },
  {
    entity: 'sanction',
    table: 'sanction',
    key: 'case_id',
    keyType: 'uuid',
    by: 'member',
    widened: widened('t.kind'),
    columns: {
      id: 't.case_id',
      kind: 't.kind',
      subject: 't.subject',
      title: 't.title',
      round: 't.round',
      hidden: 't.hidden',
      banned: 't.banned',
      reason: 't.reason',
      decidedAt: 'iso(t.decided_at)',
      appeal: 't.appeal',
      answer: 't.answer',
    },
  },
  {
    entity: 'moderationCase',
    table: 'moderation_queue',
    key: 'case_id',
    keyType: 'uuid',
    by: 'member',
    widened: widened(`t.content ->> 'kind'`),
    columns: Object.fromEntries(CONTENT.map((name) => [name, copied(name)])),
  },
];
