/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'accounts.help.intro':
    'Los granos se cosechan con acciones de cuidado, se siembran para apoyar, se compostan cuando duermen y el Silo los redistribuye. Es un ciclo: nada se compra, nada se vende.',
  'accounts.help.states': 'En qué punto está una acción',
  'accounts.help.queued': 'Está a salvo en este dispositivo y saldrá en cuanto sea posible.',
  'accounts.help.sending': 'Va camino del servidor.',
  'accounts.help.received': 'El servidor la contó, una sola vez.',
  'accounts.help.refused': 'El servidor dijo por qué; tus granos están intactos.',
  'accounts.help.quarantined':
    'El servidor no supo decidir, o ya no tienes acceso a su comunidad. Puedes reintentarla o guardarla en un archivo.',
  'accounts.help.cancelling': 'La cancelaste, pero quizá ya había salido: el servidor dice cuál llegó primero.',
  'accounts.help.again': 'Ya se había recibido; el servidor volvió a una copia de seguridad y se envía de nuevo.',
  'accounts.help.lost': 'El servidor volvió a una copia de seguridad y no pudo contarla otra vez.',
  'accounts.help.grains': 'Los granos',
  'accounts.help.grainsText':
    'Leer una historia hasta el final, o la cuarta parte de un libro, da 10 (tres veces al día como máximo), votar 5, una invitación aceptada 50. Se siembran en los proyectos y en las votaciones.',
  'accounts.help.compost': 'El compost',
  'accounts.help.compostText':
    'Tras 90 días sin ninguna acción, una décima parte de un granero de 100 granos o más va al Silo, los lunes. Una acción cuenta cuando se recibe.',
  'accounts.help.offline': 'Sin conexión',
  'accounts.help.offlineText':
    'Explorar, buscar, leer y votar funcionan sin conexión. Las acciones esperan aquí y salen solas, incluso con la app cerrada si el teléfono lo permite.',
  'accounts.help.once': 'Una sola vez',
  'accounts.help.onceText':
    'Cada acción lleva un número que sirve una sola vez: aunque se envíe diez veces, cuenta una.',
  'accounts.help.limits': 'Lo que no podemos prometer',
  'accounts.help.limitEvicted':
    'Un navegador puede borrar la memoria de un sitio cuando el teléfono está lleno y no ha prometido conservarla: las acciones aún pendientes se pierden. La app se lo pide con la primera acción pendiente y después dice cuántas se perdieron.',
  'accounts.help.limitRestored':
    'Una copia de seguridad restaurada olvida lo que vino después: los dispositivos lo reenvían durante 35 días, y lo que ya no se puede contar aparece como perdido en una restauración.',
  'accounts.help.votes': 'Las votaciones',
  'accounts.help.votesText':
    'Una papeleta por votación, que puedes cambiar hasta el cierre. Debe llegar antes del cierre: el tiempo que queda siempre está a la vista.',
  'accounts.help.eco': 'La sobriedad digital',
  'accounts.help.ecoText':
    'Cinco niveles, del más completo al de solo texto, cambian de verdad lo que se carga y se dibuja. La página Datos dice lo que ha gastado cada mes.',
  'accounts.help.privacy': 'Privacidad',
  'accounts.help.privacyText':
    'Todo es privado de entrada. Puedes descargar todo lo que hay sobre ti y cerrar tu cuenta.',
  'accounts.help.shared': 'Un teléfono para varias personas',
  'accounts.help.sharedText':
    'Cada persona guarda sus datos por separado. “Pasar el dispositivo” en Yo cambia de persona; un bloqueo de 4 dígitos oculta tu nombre.',
  'accounts.help.intro.without':
    'Proponer, leer, votar y conversar, incluso sin conexión: cada acción espera aquí y cuenta una sola vez.',
  'accounts.help.refused.without': 'El servidor dijo por qué.',
} as const;
