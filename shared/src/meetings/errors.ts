export const meetingErrors = {
  'meeting.unknown': [],
  'meeting.exists': [],
  'meeting.not_member': [],
  'meeting.not_organiser': [],
  'meeting.bad_time': [],
  'meeting.over': [],
  'meeting.cancelled': [],
  'meeting.full': [],
  'meeting.fewer_places': ['yes'],
  'meeting.too_many': ['most'],
} as const;
