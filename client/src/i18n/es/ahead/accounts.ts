/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'accounts.leave.do': 'Cerrar sesión',
  'accounts.leave.keep': 'Cerrar sesión y dejar aquí mis acciones',
  'accounts.leave.keepData': 'Dejar mis datos en este dispositivo',
  'accounts.leave.keepDataHint': 'Si no, se borran de aquí y vuelven cuando inicies sesión otra vez.',
  'accounts.leave.everywhere': 'También en todos mis otros dispositivos',
  'accounts.leave.everywhereHint': 'Requiere conexión.',
  'accounts.leave.unsynced':
    '{n, plural, one {# acción aún no ha salido. No se ha perdido nada: elige qué hacer con ella.} other {# acciones aún no han salido. No se ha perdido nada: elige qué hacer con ellas.}}',
  'accounts.leave.syncNow': 'Enviar ahora',
  'accounts.leave.export': 'Guardar mis acciones pendientes',
  'accounts.leave.exportHint':
    'Un archivo para abrir en cualquier dispositivo con la misma cuenta. Cada acción cuenta una sola vez.',
  'accounts.leave.discardTitle': 'O borrar todo aquí',
  'accounts.leave.discardText':
    'Las acciones no enviadas se perderán para siempre. Para confirmar, escribe dos veces la palabra “{word}”.',
  'accounts.leave.word': 'borrar',
  'accounts.leave.typeOnce': 'Escribe {word}',
  'accounts.leave.typeAgain': 'Escribe {word} otra vez',
  'accounts.leave.discard': 'Borrar y cerrar sesión',
  'accounts.queue.title': 'Pendiente de envío',
  'accounts.queue.text':
    '{n, plural, =0 {No espera ninguna acción.} one {# acción espera en este dispositivo.} other {# acciones esperan en este dispositivo.}}',
  'accounts.kept.title': 'Qué se guarda y cuánto tiempo',
  'accounts.kept.choices': 'Nada se muestra ni se envía sin que tú lo elijas, y puedes cambiarlo cuando quieras:',
  'accounts.kept.profile': 'Quién ve mi nombre, mi lugar y mi foto',
  'accounts.kept.settings': 'Los correos que recibo, mis dispositivos',
  'accounts.kept.nobody': 'Ninguna medición de audiencia; la app solo habla con este servidor.',
  'accounts.settings.language': 'Idioma',
  'accounts.settings.noPack': 'Este idioma aún no está en el dispositivo y no hay respuesta de la red.',
  'accounts.settings.textSize': 'Tamaño del texto',
  'accounts.settings.textSize.usual': 'El del dispositivo',
  'accounts.settings.textSize.of': '{n, number}\u00a0%',
  'accounts.settings.theme': 'Apariencia',
  'accounts.lock.title': 'Bloqueo de 4 dígitos',
  'accounts.lock.text':
    'En un teléfono compartido, ni tu nombre ni tus granos se ven antes de poner tus dígitos. El bloqueo protege de las miradas; no cifra el teléfono.',
  'accounts.lock.set': 'Poner un bloqueo',
  'accounts.lock.remove': 'Quitar el bloqueo',
  'accounts.lock.sign': 'La pantalla bloqueada muestra este signo, no tu nombre.',
  'accounts.lock.forgot':
    '¿Olvidaste los dígitos? Cierra sesión dejando aquí tus datos y vuelve a iniciarla con tu contraseña: el bloqueo desaparece y tus acciones pendientes se quedan.',
  'accounts.lock.on': 'Bloqueo puesto.',
  'accounts.lock.off': 'Bloqueo quitado.',
  'accounts.settings.machine': 'Traducción automática; todavía no la ha revisado una persona que hable la lengua.',
} as const;
