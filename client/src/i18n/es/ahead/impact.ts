/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'impact.text': 'Cuatro maneras de mirar lo que se ha hecho. Van una al lado de otra y nunca se suman.',
  'impact.own': 'Solo tú las ves.',
  'impact.proxy': 'estimación',
  'impact.p1': 'Euros prometidos',
  'impact.p1.text': 'Por EGOEJO todavía no pasa ningún euro.',
  'impact.p2': 'Granos',
  'impact.p3': 'Personas',
  'impact.p3.text': 'Un vínculo entre personas no se mide. Este número da una idea.',
  'impact.p4': 'Sentido',
  'impact.p4.text': 'El sentido no se cuenta. Lo que pidió atención da una idea.',
  'impact.supported': 'Proyectos apoyados',
  'impact.supporters': 'Miembros que apoyan',
  'impact.voted': 'Votos emitidos',
  'impact.read': 'Historias leídas',
  'impact.votes': 'Votaciones en las que está',
} as const;
