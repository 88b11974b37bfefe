/** Checks of secret polls (P2): the flag, the sealed ballots, the opened ones, and the result kept beside the keys. */
import type { AuditCheck } from '../audit-check.ts';
import { NOW, SLACK } from '../audit-when.ts';
import { wants } from './wants.ts';

const has = (table: string, more = 'true'): string => `exists (select from ${table} b where b.poll = p.id and ${more})`;

export const pollChecks: readonly AuditCheck[] = [
  wants({
    name: 'poll.secret',
    says: 'a poll has ballots or a key of the other kind of poll: its flag was changed, or they were added (P2)',
    id: 'p.id::text',
    found: `concat_ws(' ', p.state, case when p.secret then 'secret' else 'not secret' end)`,
    from: 'poll p',
    unless: [
      [`not p.secret and p.ballot_key is not null`, 'secret, for it has the key of one'],
      [`not p.secret and ${has('sealed_ballot')}`, 'secret, for it has sealed ballots'],
      [`not p.secret and ${has('opened_ballot')}`, 'secret, for it has opened ballots'],
      [`not p.secret and ${has('ballot', `b.content ->> 'kind' = 'secret'`)}`, 'secret, for its votes are'],
      [`p.secret and ${has('ballot', `b.content ->> 'kind' is distinct from 'secret'`)}`, 'no vote that says for what'],
      [`p.secret and ${has('ballot', `b.content <> '{"kind": "secret"}'`)}`, 'no vote that says for what'],
      [`p.secret and ${has('imported_ballot')}`, 'no imported ballots'],
      [
        `p.state = 'draft' and (p.ballot_key is not null or ${has('ballot')} or ${has('sealed_ballot')}
          or ${has('opened_ballot')})`,
        'no ballots and no key before it opens',
      ],
      [
        `p.state = 'cancelled' and ${has('opened_ballot')} or p.state = 'cancelled' and ${has('sealed_ballot')}
          and not exists (select from audit_log l where l.action = 'poll.cancel' and l.subject = p.id::text
            and l.at > ${NOW} - ${SLACK})`,
        'no ballots once it is cancelled',
      ],
      [`length(p.ballot_key) <> 32`, 'the hash of a key'],
    ],
  }),
  {
    name: 'ballot.sealed',
    says: 'a sealed ballot is none that a server sealed',
    sql: `select s.poll || ' ' || encode(s.voter, 'hex') as id, 'a hash of 32 bytes and a sealed text' as expected,
        concat_ws(' ', length(s.voter), 'and', length(s.content), 'bytes') as found
      from sealed_ballot s where length(s.voter) <> 32 or length(s.content) <= 28`,
  },
  {
    name: 'ballot.numbers',
    says: 'the opened ballots of a poll are not numbered from 1 without a gap',
    sql: `select poll::text as id, '1 to ' || count(*) as expected, min(n) || ' to ' || max(n) as found
      from opened_ballot group by poll having min(n) <> 1 or max(n) <> count(*)`,
  },
];
