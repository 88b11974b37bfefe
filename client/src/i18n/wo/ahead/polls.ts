/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'polls.poster': 'Afisu li ci génn',
  'polls.poster.later': 'Afis bi, bu wote bi tëjee te ñu lim ba noppi lañu koy def.',
  'polls.poster.print': 'Móol',
  'polls.poster.dates': 'Wote bi ubbi na {from}, tëj {to}',
  'polls.poster.closed': 'Wote bi tëj na {to}',
  'polls.poster.selected': '{n, plural, =0 {Tànnuñu benn sémb} other {Tànn nañu # sémb}}',
  'polls.poster.votes': '{n, plural, =0 {amul baat} other {# baat}}',
  'polls.poster.more': 'ak {n, number} yeneen',
  'polls.poster.qr': 'Kod QR bu xëtu wote «{title}»',
  'polls.poster.how': 'Lim yépp, ak kayitu wote yi ngir limaat, ñu ngi ci xëtu wote bi.',
} as const;
