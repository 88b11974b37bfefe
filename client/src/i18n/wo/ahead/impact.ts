/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'impact.text': 'Ñeenti anam yu ñuy xoolee li ñu def. Ñu ngi taxaw wetu ak wetu, te kenn du leen boole.',
  'impact.own': 'Yaw rekk yaa leen di gis.',
  'impact.proxy': 'xayma',
  'impact.p1': 'Euro yi ñu dige',
  'impact.p1.text': 'Amagul benn euro bu jaar ci EGOEJO.',
  'impact.p2': 'Fepp yi',
  'impact.p3': 'Nit ñi',
  'impact.p3.text': 'Mënuñu natt lëkkaloo diggante nit ñi. Lim bii dafa ciy joxe xel.',
  'impact.p4': 'Maanaa',
  'impact.p4.text': 'Maanaa du lim. Li laaj teewlu dafa ciy joxe xel.',
  'impact.supported': 'Sémb yi nga jàppale',
  'impact.supporters': 'Way-bokk yiy jàppale',
  'impact.voted': 'Wote yi ñu def',
  'impact.read': 'Nettali yi ñu jàng',
  'impact.votes': 'Wote yi mu ci nekk',
} as const;
