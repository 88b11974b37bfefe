export default {
  'error.administration.run_changed': 'Les chiffres ont changé entre-temps. Relisez l’essai avant de continuer.',
  'error.administration.run_behind': 'Un autre passage n’est pas encore fini. Essayez dans un moment.',
  'error.administration.run_disabled': 'Ces passages sont arrêtés dans la configuration. Rien n’a bougé.',
  'error.administration.run_future': 'L’heure de ce passage n’est pas encore venue. Rien n’a bougé.',
  'error.administration.run_old':
    'Cet essai date de plus de {minutes, plural, one {# minute} other {# minutes}}. Refaites-le avant de continuer.',
  'error.administration.run_recovering': 'Une restauration est en cours : les passages attendent sa fin.',
  'error.administration.run_stopping': 'Le serveur redémarre. Le passage reprendra de lui-même.',
  'administration.runs.text':
    'Le compost et la redistribution passent d’eux-mêmes à leur heure. Ici, on peut en faire un de plus : l’essai d’abord, qui ne change rien.',
  'administration.runs.tryCompost': 'Essayer le compost',
  'administration.runs.tryRedistribution': 'Essayer la redistribution',
  'administration.runs.past': 'Déjà faits',
  'administration.runs.none': 'Aucun encore.',
  'administration.compost': 'Compost',
  'administration.redistribution': 'Redistribution',
  'administration.runs.bySchedule': 'à son heure',
  'administration.runs.byCommand': 'par commande',
  'administration.runs.byPerson': 'à la main',
  'administration.runs.wallets':
    '{n, plural, =0 {aucun compte} one {# compte} other {# comptes}}{out, plural, =0 {} one {, # laissé de côté} other {, # laissés de côté}}',
  'administration.runs.running': 'en cours',
  'administration.runs.compost': 'Composter maintenant',
  'administration.runs.redistribution': 'Redistribuer maintenant',
  'administration.runs.nothing': 'Il n’y aurait rien à déplacer.',
  'administration.runs.noneIdle':
    'Aucun compte ne remplit les conditions : {rate} après {days, plural, one {# jour} other {# jours}} sans acte, à partir de {min, plural, =0 {0 grain} one {# grain} other {# grains}}, si cela en fait au moins {least, number}.',
  'administration.runs.nobody': 'Personne n’a encore récolté.',
  'administration.runs.silo': 'Le Silo contient {n, plural, =0 {0 grain} one {# grain} other {# grains}}.',
  'administration.runs.tooLittle':
    '{rate} du Silo, à parts égales entre {n, plural, one {# compte qui a récolté} other {# comptes qui ont récolté}}, font moins d’un grain chacun.',
  'administration.runs.wouldCompost':
    '{n, plural, one {# compte rendrait} other {# comptes rendraient}} {grains, plural, one {# grain} other {# grains}} au Silo.',
  'administration.runs.wouldGive':
    '{n, plural, one {# compte recevrait} other {# comptes recevraient}} {grains, plural, one {# grain} other {# grains}} du Silo.',
  'administration.runs.dry': 'C’est un essai : rien n’a bougé. Un passage ne se défait pas.',
  'administration.runs.type': 'Pour continuer, écrivez {grains}',
  'administration.runs.goCompost': 'Composter',
  'administration.runs.goRedistribution': 'Redistribuer',
  'administration.runs.done':
    'C’est fait : {n, plural, one {# compte} other {# comptes}}, {grains, plural, one {# grain} other {# grains}}.',
  'administration.runs.goesOn': 'Le passage continue. La liste dira où il en est.',
} as const;
