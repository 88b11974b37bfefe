export default {
  'polls.poster': 'Affiche du résultat',
  'polls.poster.later': 'L’affiche se fait quand le vote est clos et dépouillé.',
  'polls.poster.print': 'Imprimer',
  'polls.poster.dates': 'Vote ouvert le {from}, clos le {to}',
  'polls.poster.closed': 'Vote clos le {to}',
  'polls.poster.selected':
    '{n, plural, =0 {Aucun projet n’est retenu} one {# projet retenu} other {# projets retenus}}',
  'polls.poster.votes': '{n, plural, =0 {aucune voix} other {# voix}}',
  'polls.poster.more': '{n, plural, one {et # autre} other {et # autres}}',
  'polls.poster.qr': 'Code QR de la page du vote « {title} »',
  'polls.poster.how': 'Tous les chiffres, et les bulletins pour recompter, sont sur la page du vote.',
} as const;
