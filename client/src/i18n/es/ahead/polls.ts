/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'polls.poster': 'Cartel del resultado',
  'polls.poster.later': 'El cartel se hace cuando la votación está cerrada y contada.',
  'polls.poster.print': 'Imprimir',
  'polls.poster.dates': 'Votación abierta el {from}, cerrada el {to}',
  'polls.poster.closed': 'Votación cerrada el {to}',
  'polls.poster.selected':
    '{n, plural, =0 {Ningún proyecto elegido} one {# proyecto elegido} other {# proyectos elegidos}}',
  'polls.poster.votes': '{n, plural, =0 {ningún voto} one {# voto} other {# votos}}',
  'polls.poster.more': '{n, plural, one {y # más} other {y # más}}',
  'polls.poster.qr': 'Código QR de la página de la votación “{title}”',
  'polls.poster.how': 'Todas las cifras, y las papeletas para volver a contar, están en la página de la votación.',
} as const;
