/** Machine-made translation; a native reader has not checked it yet. */
export const roomRefusals = {
  'room.unknown': 'Esta sala ya no existe, o no está abierta para ti.',
  'room.unknown_subject': 'Aquello de lo que hablaría la sala ya no existe.',
  'room.exists': 'Esta sala ya se recibió.',
  'room.not_member': 'Únete antes a la comunidad.',
  'room.not_joined': 'Ya no estás en esta sala.',
  'room.not_organiser': 'Solo quien la abrió y la coordinación cambian esta sala.',
  'room.closed': 'Esta sala está cerrada.',
  'room.unknown_people': 'No tienes, o ya no tienes, ninguna comunidad en común con estas personas.',
  'room.too_many': 'El máximo es {most, plural, one {# sala} other {# salas}}: deja una o sigue mañana.',
  'room.too_many_edits': 'Esta sala cambió {most, plural, one {# vez} other {# veces}} hoy: sigue mañana.',
  'message.unknown': 'Este mensaje ya no existe.',
  'message.exists': 'Este mensaje ya se recibió.',
  'message.file_exists': 'Este archivo ya está adjunto a un mensaje.',
  'message.not_author': 'Solo quien lo escribió cambia este mensaje.',
  'message.too_many': 'Escribiste {most, plural, one {# mensaje} other {# mensajes}} en poco tiempo: espera un poco.',
  'message.too_many_edits': 'Cambiaste tus mensajes {most, plural, one {# vez} other {# veces}} hoy: sigue mañana.',
  'message.too_many_reactions':
    'Este mensaje ya tiene {most, plural, one {# reacción} other {# reacciones}}, el máximo posible.',
  'media.bad_sound': 'Este archivo no es un sonido que se pueda usar.',
  'media.too_long': 'Un mensaje de voz dura {most, plural, one {# segundo} other {# segundos}} como máximo.',
} as const;
