/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'blocks.title': 'Personas bloqueadas',
  'blocks.text':
    'Ya no pueden escribirte, ni tú a ellas; solo lo saben si lo intentan. En las salas y los grupos, sus mensajes quedan plegados y no te avisan de nada.',
  'blocks.none': 'No has bloqueado a nadie',
  'blocks.none.text': 'Se bloquea a una persona desde uno de sus mensajes, o desde tu conversación con ella.',
  'blocks.block': 'Bloquear a {name}',
  'blocks.unblock': 'Desbloquear a {name}',
  'blocks.ask': '¿Bloquear a {name}?',
  'blocks.ask.text':
    'Ya no podréis escribiros. En otros lugares, sus mensajes quedarán plegados y no te avisarán. Puedes cambiar de opinión en tus ajustes.',
  'blocks.folded': 'Mensaje de una persona bloqueada',
  'blocks.show': 'Mostrar',
  'blocks.pair': 'Has bloqueado a {name}: no podéis escribiros.',
  'rooms.mute': 'Silenciar',
  'rooms.mute.hint': 'Sin notificaciones, y nada se cuenta en los menús.',
  'rooms.muted': 'silenciada',
} as const;
