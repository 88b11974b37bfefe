export default {
  'saka.silo.grains': '{n, plural, =0 {grain en commun} one {grain en commun} other {grains en commun}}',
  'saka.silo.text': 'Le Silo est le compte commun de toutes les communautés. Personne n’y puise pour soi.',
  'saka.silo.unknown': 'Solde inconnu',
  'saka.silo.fills':
    'Chaque lundi, {rate} des portefeuilles restés {days, plural, one {# jour} other {# jours}} sans acte y retournent, à partir de {min, plural, one {# grain} other {# grains}} et si cela en fait au moins {least, number}.',
  'saka.silo.gives':
    'Le premier lundi du mois, il rend {rate} de ce qu’il contient, à parts égales entre ceux qui ont récolté. Prochaine fois : {when}.',
  'saka.silo.givesNot': 'Il ne redistribue pas pour le moment.',
  'saka.silo.days': 'Jour par jour',
  'saka.silo.in': '+ {n, plural, one {# composté} other {# compostés}}',
  'saka.silo.out': '− {n, plural, one {# rendu} other {# rendus}}',
  'saka.compost': 'Ce que le compost prendrait',
  'saka.compost.off': 'Le compost est en pause : rien ne part.',
  'saka.compost.unknown': 'Cet appareil ne sait pas encore quand.',
  'saka.compost.will':
    'Sans acte d’ici {when}, {n, number} de vos {of, plural, one {# grain} other {# grains}} iront au Silo.',
  'saka.compost.stops':
    'Planter, lire une nouvelle histoire jusqu’au bout ou voter là où vous ne l’aviez pas fait suffit à l’arrêter, une fois l’acte reçu par le serveur.',
  'saka.compost.queued':
    '{n, plural, one {Votre acte en attente ne protège rien tant qu’il n’est pas arrivé.} other {Vos # actes en attente ne protègent rien tant qu’ils ne sont pas arrivés.}}',
  'saka.compost.plant': 'Planter',
  'saka.compost.small':
    'Rien ne part : un portefeuille de moins de {min, plural, one {# grain} other {# grains}} est laissé en paix. Vous en avez {of, number}.',
  'saka.compost.little':
    'Rien ne part : {rate} de vos {of, plural, one {# grain} other {# grains}} en feraient moins de {min, number}.',
  'saka.compost.asOf': 'D’après votre dernière synchronisation,',
  'saka.run.compost': 'Compost',
  'saka.run.redistribution': 'Redistribution',
  'saka.run.gave':
    '{n, plural, =0 {Aucun grain} one {# grain} other {# grains}} de {wallets, plural, =0 {aucun portefeuille} one {# portefeuille} other {# portefeuilles}} au Silo.',
  'saka.run.got':
    '{n, plural, =0 {Aucun grain rendu} one {# grain rendu} other {# grains rendus}} à {wallets, plural, =0 {personne} one {# membre} other {# membres}}.',
  'saka.run.share': '{n, plural, one {# grain chacun.} other {# grains chacun.}}',
  'saka.run.left':
    '{n, plural, one {# laissé en paix : un acte est arrivé entre-temps.} other {# laissés en paix : un acte est arrivé entre-temps.}}',
  'saka.run.compost.rules':
    '{rate} après {days, plural, one {# jour} other {# jours}} sans acte, à partir de {min, plural, one {# grain} other {# grains}}, au moins {least, number}.',
  'saka.run.redistribution.rules': '{rate} du Silo, à parts égales.',
  'saka.run.schedule': 'Au calendrier.',
  'saka.run.command': 'Lancé par une commande.',
  'saka.run.person': 'Lancé par une personne.',
  'saka.run.running': 'En cours.',
  'saka.runs': 'Ce qui a été fait',
  'saka.runs.none': 'Ni compost ni redistribution jusqu’ici.',
  'saka.history': 'Mon histoire',
  'saka.history.more': 'Voir plus ancien',
  'saka.history.empty': 'Rien n’a encore bougé',
  'saka.history.emptyOff': 'Les grains sont en pause pour le moment.',
  'saka.history.emptyText': 'Lisez une histoire jusqu’au bout : elle fait récolter jusqu’à 10 grains.',
  'saka.history.read': 'Lire une histoire',
  'saka.plus': '+ {n, number}',
  'saka.minus': '− {n, number}',
  'saka.gained': 'reçu {n, plural, one {# grain} other {# grains}}',
  'saka.given': 'donné {n, plural, one {# grain} other {# grains}}',
} as const;
