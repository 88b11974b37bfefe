/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'rooms.rules': 'Reglas',
  'rooms.rules.none': 'Cada cual escribe a su ritmo, y los mensajes se quedan.',
  'rooms.rules.none.direct': 'Los mensajes se quedan.',
  'rooms.rules.change': 'Cambiar las reglas',
  'rooms.rules.slow': 'Modo lento',
  'rooms.rules.slow.hint':
    'El tiempo entre dos mensajes de una misma persona. La coordinación y quien abrió la sala no esperan.',
  'rooms.rules.slow.no': 'Desactivado',
  'rooms.rules.slow.holds': 'Modo lento: {time} entre dos mensajes de una misma persona.',
  'rooms.rules.words': 'Palabras rechazadas',
  'rooms.rules.words.hint': 'Una por línea. Un mensaje con una de estas palabras no se envía.',
  'rooms.rules.words.holds': 'Palabras rechazadas: {words}',
  'rooms.rules.words.bad':
    '{most, plural, one {# palabra} other {# palabras}} como máximo, de {length, plural, one {# carácter} other {# caracteres}} como máximo.',
  'rooms.rules.keep': 'Guardar los mensajes',
  'rooms.rules.keep.hint': 'Un plazo más corto vale siete días después: hasta entonces, todos pueden leerlo aquí.',
  'rooms.rules.keep.ever': 'Siempre',
  'rooms.rules.keep.holds': 'Los mensajes de más de {time} se borran.',
  'rooms.rules.keep.from': 'A partir del {day}, los mensajes de más de {time} se borran.',
  'rooms.slow.wait': 'Modo lento: faltan {time}',
  'rooms.word': 'Esta sala no admite la palabra «{word}».',
} as const;
