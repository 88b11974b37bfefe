/** Why an act about a topic or a club was refused. */
export const forumRefusals = {
  'topic.unknown': { member: 'This topic is no longer there.', staff: 'Unknown topic' },
  'topic.exists': { member: 'This topic has already been received.', staff: 'Topic already received' },
  'topic.not_member': { member: 'Join the community first.', staff: 'Topic: not a member' },
  'topic.not_author': {
    member: 'Only who opened this topic, and animators, change it.',
    staff: 'Topic of somebody else',
  },
  'topic.not_animator': { member: 'Only animators put a topic at the top.', staff: 'Only animators pin' },
  'topic.closed': { member: 'This topic is closed.', staff: 'Topic closed' },
  'topic.too_many': {
    member: 'You have opened {most, plural, one {# topic} other {# topics}} today: go on tomorrow.',
    staff: 'Too many topics',
  },
  'topic.too_many_edits': {
    member: 'This topic has changed {most, plural, one {# time} other {# times}} today: go on tomorrow.',
    staff: 'Too many changes of a topic',
  },
  'club.unknown': { member: 'This club is no longer there.', staff: 'Unknown club' },
  'club.unknown_work': { member: 'This book is not in the catalogue, or no longer.', staff: 'Club: unknown book' },
  'club.exists': {
    member: 'This club, or one of its parts, has already been received.',
    staff: 'Club already received',
  },
  'club.not_member': { member: 'Join the community first.', staff: 'Club: not a member' },
  'club.not_organiser': {
    member: 'Only who began this club, and animators, change it.',
    staff: 'Club of somebody else',
  },
  'club.bad_parts': {
    member: 'The parts must follow each other: each farther than the one before, and not earlier.',
    staff: 'Parts out of order',
  },
  'club.part_spoken': {
    member: 'Somebody has already spoken of “{title}”: this part stays.',
    staff: 'Part already discussed',
  },
  'club.too_many': {
    member: 'You already have {most, plural, one {# club} other {# clubs}}: that is the most.',
    staff: 'Too many clubs',
  },
  'club.too_many_edits': {
    member: 'This club has changed {most, plural, one {# time} other {# times}} today: go on tomorrow.',
    staff: 'Too many changes of a club',
  },
} as const;
