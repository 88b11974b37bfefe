/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'notifications.title': 'Notificaciones',
  'notifications.new': 'nuevo',
  'notifications.more': 'Ver más antiguas',
  'notifications.all': 'A todos los miembros',
  'notifications.community': 'Una comunidad',
  'notifications.none.title': 'Nada por ahora',
  'notifications.none.text':
    'Las respuestas a tus comentarios, las novedades de los proyectos que sigues y las votaciones de tus comunidades llegan aquí. Lo que ya llegó se lee también sin conexión.',
  'notifications.none.go': 'Ver los proyectos',
  'notifications.visitor.title': 'Para miembros',
  'notifications.visitor.text': 'Inicia sesión para ver lo que tiene que ver contigo.',
  'notifications.say.answer': '{name} te respondió en “{title}”',
  'notifications.say.mention': '{name} te mencionó en “{title}”',
  'notifications.say.comment': '{name} comentó tu proyecto “{title}”',
  'notifications.say.news': 'Novedades de “{title}”',
  'notifications.say.published': 'Tu proyecto “{title}” está publicado',
  'notifications.say.declined': 'Tu proyecto “{title}” no fue aceptado',
  'notifications.say.withdrawn': 'Tu proyecto “{title}” se retiró',
  'notifications.say.pollOpened': 'Hay una votación abierta: “{title}”',
  'notifications.say.pollResult': 'Ya hay resultado: “{title}”',
  'notifications.say.refused': 'Tu voto no fue aceptado: “{title}”',
} as const;
