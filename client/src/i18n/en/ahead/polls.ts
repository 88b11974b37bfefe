export default {
  'polls.poster': 'Poster of the result',
  'polls.poster.later': 'The poster is made once the poll is closed and counted.',
  'polls.poster.print': 'Print',
  'polls.poster.dates': 'Poll opened on {from}, closed on {to}',
  'polls.poster.closed': 'Poll closed on {to}',
  'polls.poster.selected':
    '{n, plural, =0 {No project is selected} one {# project selected} other {# projects selected}}',
  'polls.poster.votes': '{n, plural, =0 {no votes} one {# vote} other {# votes}}',
  'polls.poster.more': '{n, plural, one {and # more} other {and # more}}',
  'polls.poster.qr': 'QR code of the page of the poll “{title}”',
  'polls.poster.how': 'All figures, and the ballots for a recount, are on the page of the poll.',
} as const;
