/** Machine-made translation; a native reader has not checked it yet. */
export const trackRefusals = {
  'track.unknown': 'Esta pista no existe, o no para ti.',
  'track.exists': 'Esta pista ya se anunció.',
  'track.not_owner': 'Solo quien añadió la pista la modifica.',
  'track.not_member': 'Únete primero a la comunidad.',
  'track.of_show': 'Un episodio sigue a su programa: comparta el programa.',
  'track.too_many':
    '{most, plural, one {# pista} other {# pistas}}: no se pueden añadir más. Retira alguna o espera a mañana.',
  'track.no_sound': 'No hay sonido en este archivo.',
  'track.damaged': 'Este archivo está dañado: su sonido no se puede leer.',
  'track.too_long': 'Este sonido es demasiado largo.',
} as const;
