/** Corruptions of topics and clubs. */
import { manyOf, type Corruption } from './audit-corruption.ts';

export const corruptionsOfTheForum: readonly Corruption[] = [
  [
    'a topic without its first comment',
    'topic',
    (w) => `update comment set topic = '${w.part}' where topic = '${w.topic}'`,
  ],
  ['a topic in another scope', 'scope.topic', (w) => `update topic set scope = 'catalogue' where id = '${w.topic}'`],
  ['more members of a club than joined', 'club', (w) => `update club set members = members + 1 where id = '${w.club}'`],
  ['a club hidden without a decision', 'hidden.club', (w) => `update club set state = 'hidden' where id = '${w.club}'`],
  [
    'more topics than a day allows',
    'topic.most',
    (w) => `with c as (insert into comment (id, scope, topic, kind, author, text, rev)
        select gen_random_uuid(), scope, topic, kind, author, text, 0 from comment, generate_series(1, 20)
          where id = (select first from topic where id = '${w.topic}') returning id)
      insert into topic (id, scope, community, title, first, rev)
        select gen_random_uuid(), t.scope, t.community, t.title, c.id, 0 from topic t, c where t.id = '${w.topic}'`,
  ],
  [
    'a member of more clubs than is allowed',
    'club.joined',
    (w) => `with k as (insert into club (id, scope, community, work, title, text, rev)
        select gen_random_uuid(), scope, community, work, title, text, 0 from club, generate_series(1, 111)
          where id = '${w.club}' returning id)
      insert into club_member (member, club, rev) select m.member, k.id, 0
        from k, (select member from club_member where club = '${w.club}' limit 1) m`,
  ],
  ['more clubs than a day allows', 'club.most', (w) => manyOf('club', 10, `id = '${w.club}'`)],
];
