/** Examples of acts about topics and clubs. */
import { active, ofMembers, onlyAnimators, visible, type Example } from './example-people.ts';

type Name = 'topic.begin' | 'topic.change' | 'club.begin' | 'club.edit' | 'club.join';
const said = { title: 'Lire au marché', text: 'Un chapitre par semaine.\n\n« On en parle le samedi ».' };
export const exampleForum: { [N in Name]: Example<N> } = {
  'topic.begin': {
    keptOut: ofMembers('topic.not_member'),
    logged: null,
    refuses: visible('community.unknown'),
    args: ({ topic, firstComment, community }) => [
      { id: topic, first: firstComment, community, title: 'Que lire cet hiver ?', text: 'Des idées ?', signed: true },
    ],
  },
  // In the table of who may do it, the topic is somebody else's.
  'topic.change': {
    keptOut: ofMembers('topic.not_author'),
    logged: 'topic.change',
    refuses: onlyAnimators('topic.unknown', 'topic.not_author'),
    args: ({ topic }) => [{ topic, title: 'Que lire cet été ?', closed: false }],
  },
  'club.begin': {
    keptOut: ofMembers('club.not_member'),
    logged: null,
    refuses: visible('community.unknown'),
    args: ({ club, community, work, part }) => [
      {
        id: club,
        community,
        work,
        ...said,
        parts: [{ id: part, title: 'Jusqu’au puits', upTo: 5000, day: '2999-06-05' }],
      },
    ],
  },
  'club.edit': {
    keptOut: ofMembers('club.not_organiser'),
    logged: 'club.edit',
    refuses: onlyAnimators('club.unknown', 'club.not_organiser'),
    args: ({ club, part, otherPart }) => [
      {
        club,
        ...said,
        parts: [
          { id: part, title: 'Jusqu’au puits', upTo: 4000, day: '2999-06-06' },
          { id: otherPart, title: 'Jusqu’à la fin', upTo: 10_000, day: '2999-06-20' },
        ],
      },
    ],
  },
  'club.join': {
    keptOut: ofMembers('club.not_member'),
    logged: null,
    refuses: { ...active, outsider: 'club.unknown' },
    args: ({ club }) => [
      { club, on: false },
      { club, on: true },
    ],
  },
};
