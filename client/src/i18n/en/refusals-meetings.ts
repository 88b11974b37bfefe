/** Why an act about a meeting was refused. */
export const meetingRefusals = {
  'meeting.unknown': { member: 'This meeting no longer exists.', staff: 'Unknown meeting' },
  'meeting.exists': { member: 'This meeting was already received.', staff: 'Meeting already received' },
  'meeting.not_member': { member: 'Join the community first.', staff: 'Meeting: not a member' },
  'meeting.not_organiser': {
    member: 'Only its organiser and animators may change it.',
    staff: 'Somebody else’s meeting',
  },
  'meeting.bad_time': { member: 'This time has already passed.', staff: 'Meeting in the past' },
  'meeting.over': { member: 'This meeting is already over.', staff: 'Meeting is over' },
  'meeting.cancelled': { member: 'This meeting is cancelled.', staff: 'Meeting cancelled' },
  'meeting.full': { member: 'There is no place left.', staff: 'Meeting full' },
  'meeting.fewer_places': {
    member: 'It needs at least {yes} places: so many already come.',
    staff: 'Fewer places than people',
  },
  'meeting.too_many': {
    member: 'That is too many for a day ({most} at most): try again tomorrow.',
    staff: 'Too many meetings or answers',
  },
} as const;
