export default {
  'announcements.title': 'Announce',
  'announcements.to': 'The members of “{name}” read it among their notifications.',
  'announcements.toAll': 'All members of this server read it among their notifications.',
  'announcements.field.title': 'Title',
  'announcements.field.text': 'Message',
  'announcements.once': 'One announcement a day.',
  'announcements.send': 'Send the announcement',
} as const;
