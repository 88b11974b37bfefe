/** Examples of acts about meetings. */
import { active, ofMembers, onlyAnimators, visible, type Example } from './example-people.ts';

type Name = 'meeting.plan' | 'meeting.edit' | 'meeting.answer' | 'meeting.cancel';
const details = {
  title: 'Lire ensemble, au four',
  text: 'Chacun apporte un livre.\n\n« Et du pain ».',
  place: 'Le four, près du puits',
  link: '',
  startsAt: '2999-06-05T17:30:00.000Z',
  minutes: 90,
  places: 12,
};
export const exampleMeetings: { [N in Name]: Example<N> } = {
  'meeting.plan': {
    keptOut: ofMembers('meeting.not_member'),
    logged: null,
    refuses: visible('community.unknown'),
    args: ({ meeting, community }) => [{ id: meeting, community, ...details }],
  },
  // In the table of who may do it, the meeting is somebody else's.
  'meeting.edit': {
    keptOut: ofMembers('meeting.not_organiser'),
    logged: 'meeting.edit',
    refuses: onlyAnimators('meeting.unknown', 'meeting.not_organiser'),
    args: ({ meeting }) => [
      { meeting, ...details, place: '', link: 'https://example.org/salle', startsAt: '2999-06-06T17:30:00.000Z' },
    ],
  },
  'meeting.answer': {
    keptOut: ofMembers('meeting.not_member'),
    logged: null,
    refuses: { ...active, outsider: 'meeting.unknown' },
    args: ({ meeting }) => [
      { meeting, answer: 'yes' },
      { meeting, answer: 'perhaps' },
    ],
  },
  'meeting.cancel': {
    keptOut: ofMembers('meeting.not_organiser'),
    logged: 'meeting.cancel',
    refuses: onlyAnimators('meeting.unknown', 'meeting.not_organiser'),
    args: ({ meeting }) => [{ meeting, reason: 'Le four est en travaux.' }],
  },
};
