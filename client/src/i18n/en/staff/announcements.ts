export default {
  'announcements.title': 'Announce',
  'announcements.to': 'The members of “{name}” read it among their notifications.',
  'announcements.toAll': 'All members of this server read it among their notifications.',
  'announcements.field.title': 'Title',
  'announcements.field.text': 'Message',
  'announcements.once': 'One announcement a day.',
  'announcements.sure': 'Send this announcement?',
  'announcements.reach':
    '{n, plural, =0 {This announcement will reach nobody.} one {This announcement will reach # person.} other {This announcement will reach # people.}}',
  'announcements.go': 'Send',
  'announcements.send': 'Send the announcement',
} as const;
