/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'error.network': 'No se puede llegar al servidor por ahora.',
  'note.saka.harvested': '{grains, plural, one {# grano cosechado} other {# granos cosechados}}.',
  'note.saka.daily_limit': 'Límite del día alcanzado: la acción cuenta, sin granos nuevos.',
  'note.saka.already_harvested': 'Ya se cosechó: la acción cuenta, sin granos nuevos.',
  'note.saka.not_confirmed': 'Confirma tu dirección para cosechar granos.',
  'note.reading.no_time':
    'La lectura cuenta, sin granos: desde que pudo empezar ha pasado menos tiempo del que piden tus lecturas.',
  'note.reading.own_text': 'La lectura cuenta, sin granos: el texto es tuyo.',
  'note.books.note_kept': 'La marca se queda: su nota cambió en otro dispositivo.',
  'note.plays.no_time':
    'Esta escucha no cuenta: desde que pudo empezar ha pasado menos tiempo del que piden tus escuchas.',
  'note.plays.unknown_track': 'Esta escucha no cuenta: la pista se retiró.',
};
