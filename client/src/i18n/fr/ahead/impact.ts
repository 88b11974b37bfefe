export default {
  'impact.text':
    'Quatre façons de regarder ce qui a été fait. Elles se tiennent côte à côte et ne s’additionnent jamais.',
  'impact.own': 'Vous seul les voyez.',
  'impact.proxy': 'estimation',
  'impact.p1': 'Euros promis',
  'impact.p1.text': 'Aucun euro ne passe encore par EGOEJO.',
  'impact.p2': 'Grains',
  'impact.p3': 'Personnes',
  'impact.p3.text': 'On ne mesure pas un lien entre des gens. Ce nombre en donne une idée.',
  'impact.p4': 'Sens',
  'impact.p4.text': 'Le sens ne se compte pas. Ce qui a demandé de l’attention en donne une idée.',
  'impact.supported': 'Projets soutenus',
  'impact.supporters': 'Membres qui soutiennent',
  'impact.voted': 'Votes exprimés',
  'impact.read': 'Histoires lues',
  'impact.votes': 'Votes où il figure',
} as const;
