/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'saka.silo.grains': '{n, plural, =0 {granos en común} one {grano en común} other {granos en común}}',
  'saka.silo.text': 'El Silo es la cuenta común de todas las comunidades. Nadie toma de él para sí.',
  'saka.silo.unknown': 'Cantidad desconocida',
  'saka.silo.fills':
    'Cada lunes vuelve a él un {rate} de cada granero que lleve {days, plural, one {# día} other {# días}} sin ninguna acción, si tiene al menos {min, plural, one {# grano} other {# granos}} y si eso suma al menos {least, number}.',
  'saka.silo.gives':
    'El primer lunes del mes devuelve un {rate} de lo que contiene, a partes iguales entre quienes cosecharon. Próxima vez: {when}.',
  'saka.silo.givesNot': 'Por ahora no redistribuye.',
  'saka.silo.days': 'Día a día',
  'saka.silo.in': '+{n, plural, one {# compostado} other {# compostados}}',
  'saka.silo.out': '−{n, plural, one {# devuelto} other {# devueltos}}',
  'saka.compost': 'Lo que se llevaría el compost',
  'saka.compost.off': 'El compost está en pausa: no sale nada.',
  'saka.compost.unknown': 'Este dispositivo todavía no sabe cuándo.',
  'saka.compost.will':
    'Si no hay ninguna acción antes del {when}, el Silo recibirá {n, number} de tus {of, plural, one {# grano} other {# granos}}.',
  'saka.compost.stops':
    'Para evitarlo basta con sembrar, leer una historia nueva hasta el final o votar donde no lo habías hecho, una vez que el servidor reciba la acción.',
  'saka.compost.queued':
    '{n, plural, one {Tu acción pendiente no protege nada mientras no haya llegado.} other {Tus # acciones pendientes no protegen nada mientras no hayan llegado.}}',
  'saka.compost.plant': 'Sembrar',
  'saka.compost.small':
    'No sale nada: un granero de menos de {min, plural, one {# grano} other {# granos}} se deja en paz. En el tuyo hay {of, number}.',
  'saka.compost.little':
    'No sale nada: un {rate} de tus {of, plural, one {# grano} other {# granos}} sería menos de {min, number}.',
  'saka.compost.asOf': 'Según tu última sincronización,',
  'saka.run.compost': 'Compost',
  'saka.run.redistribution': 'Redistribución',
  'saka.run.gave':
    '{n, plural, =0 {Ningún grano} one {# grano} other {# granos}} de {wallets, plural, =0 {ningún granero} one {# granero} other {# graneros}} al Silo.',
  'saka.run.got':
    '{n, plural, =0 {Ningún grano devuelto} one {# grano devuelto} other {# granos devueltos}} a {wallets, plural, =0 {nadie} one {# miembro} other {# miembros}}.',
  'saka.run.share': '{n, plural, one {# grano por persona.} other {# granos por persona.}}',
  'saka.run.left':
    '{n, plural, one {# se dejó en paz: llegó una acción entretanto.} other {# se dejaron en paz: llegó una acción entretanto.}}',
  'saka.run.compost.rules':
    '{rate} tras {days, plural, one {# día} other {# días}} sin ninguna acción, a partir de {min, plural, one {# grano} other {# granos}}, al menos {least, number}.',
  'saka.run.redistribution.rules': '{rate} del Silo, a partes iguales.',
  'saka.run.schedule': 'Según el calendario.',
  'saka.run.command': 'Iniciado por un comando.',
  'saka.run.person': 'Iniciado por una persona.',
  'saka.run.running': 'En curso.',
  'saka.runs': 'Lo que se ha hecho',
  'saka.runs.none': 'Ni compost ni redistribución hasta ahora.',
  'saka.history': 'Mi historial',
  'saka.history.more': 'Ver más antiguos',
  'saka.history.empty': 'Todavía no se ha movido nada',
  'saka.history.emptyOff': 'Los granos están en pausa por ahora.',
  'saka.history.emptyText': 'Lee una historia hasta el final: con ella cosechas hasta 10 granos.',
  'saka.history.read': 'Leer una historia',
  'saka.plus': '+{n, number}',
  'saka.minus': '−{n, number}',
  'saka.gained': 'recibiste {n, plural, one {# grano} other {# granos}}',
  'saka.given': 'diste {n, plural, one {# grano} other {# granos}}',
} as const;
