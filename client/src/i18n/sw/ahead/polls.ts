/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'polls.poster': 'Bango la matokeo',
  'polls.poster.later': 'Bango hutengenezwa kura ikishafungwa na kuhesabiwa.',
  'polls.poster.print': 'Chapa',
  'polls.poster.dates': 'Kura ilifunguliwa tarehe {from}, ikafungwa tarehe {to}',
  'polls.poster.closed': 'Kura ilifungwa tarehe {to}',
  'polls.poster.selected':
    '{n, plural, =0 {Hakuna mradi uliochaguliwa} one {Mradi # uliochaguliwa} other {Miradi # iliyochaguliwa}}',
  'polls.poster.votes': '{n, plural, =0 {hakuna kura} one {kura #} other {kura #}}',
  'polls.poster.more': '{n, plural, one {na # zaidi} other {na # zaidi}}',
  'polls.poster.qr': 'Msimbo wa QR wa ukurasa wa kura “{title}”',
  'polls.poster.how': 'Takwimu zote, na karatasi za kura za kuhesabu upya, ziko kwenye ukurasa wa kura.',
} as const;
