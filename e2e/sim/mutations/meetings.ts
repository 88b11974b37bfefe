/** Meetings of communities: planned, changed, called off, and answered by members on several devices. */
import { answers } from '@egoejo/shared/meetings/model.ts';
import type { MeetingId } from '@egoejo/shared/platform/ids.ts';
import { communityOf, ownOf } from './choose.ts';
import type { MakeContext, SimulatedMutations } from './model.ts';

const detailsOf = ({ rng }: MakeContext) => ({
  title: `Rencontre ${rng.int(100)}`,
  text: '',
  place: rng.pick(['', 'Le four']),
  link: '',
  startsAt: rng.chance(0.95) ? `2999-06-${10 + rng.int(20)}T17:30:00.000Z` : '2001-01-01T10:00:00.000Z',
  minutes: 60,
  // Few places, so that the last one is asked for by several at once.
  places: rng.chance(0.5) ? 1 + rng.int(2) : null,
});
/** One that is known here, or that another device has made. */
function meetingOf({ rng, installation, newId }: MakeContext): MeetingId {
  const { meetings } = installation;
  return meetings.length > 0 && rng.chance(0.95) ? rng.pick(meetings).id : newId<MeetingId>();
}

export const meetings: SimulatedMutations<'meeting.plan' | 'meeting.edit' | 'meeting.cancel' | 'meeting.answer'> = {
  'meeting.plan': {
    weight: 2,
    make: (context) => {
      const id = context.newId<MeetingId>();
      context.installation.meetings.push({ id, member: context.device.member });
      return { id, community: communityOf(context), ...detailsOf(context) };
    },
    last: null,
  },
  'meeting.edit': {
    weight: 2,
    make: (context) => ({ meeting: ownOf(context, context.installation.meetings), ...detailsOf(context) }),
    last: null,
  },
  'meeting.cancel': {
    weight: 1,
    make: (context) => ({ meeting: meetingOf(context), reason: 'La pluie.' }),
    last: null,
  },
  'meeting.answer': {
    weight: 6,
    make: (context) => ({ meeting: meetingOf(context), answer: context.rng.pick(answers) }),
    last: null,
  },
};
