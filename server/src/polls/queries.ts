import type { EntitySource } from '../sync/settle/act.ts';

/**
 * Reads polls, their turnout and the member's own ballots for a pull. Only the member who cast a ballot can see it
 * (P1).
 */
export const sources: EntitySource[] = [
  {
    entity: 'poll',
    table: 'poll',
    // Version 1 knew no majority judgment, and budget polls only as imported ones; version 2 no secret ballot.
    widened: [
      { version: 2, older: `t.method ->> 'kind' <> 'judgment' and t.method -> 'terms' is null` },
      { version: 3, older: 'not t.secret' },
    ],
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: {
      id: 't.id',
      community: 't.community',
      project: 't.project',
      title: 't.title',
      text: 't.text',
      method: 't.method',
      options: 't.options',
      state: 't.state',
      openToAll: 't.open_to_all',
      secret: 't.secret',
      quorum: 't.quorum',
      opensAt: 'iso(t.opens_at)',
      closesAt: 'iso(t.closes_at)',
      result: 't.result',
      source: 't.source',
      reason: `t.extra ->> 'reason'`,
      createdAt: 'iso(t.created_at)',
    },
  },
  {
    entity: 'pollTally',
    table: 'poll_tally',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    tally: true,
    columns: { id: 't.id', ballots: 't.ballots' },
  },
  {
    entity: 'ballot',
    table: 'ballot',
    widened: [
      { version: 2, older: `t.content ->> 'kind' in ('choice', 'quadratic')` },
      { version: 3, older: `t.content ->> 'kind' <> 'secret'` },
    ],
    key: 'poll',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.poll', content: 't.content', grains: 't.grains', castAt: 'iso(t.cast_at)' },
  },
];
