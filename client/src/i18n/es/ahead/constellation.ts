/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'constellation.concepts': 'Las ideas',
  'constellation.keys': 'Con el teclado: ↑ ↓ recorren, → abre, ← cierra.',
  'constellation.list': 'Los proyectos, primero los de más apoyo',
  'constellation.more': 'Ver más',
  'constellation.empty': 'El cielo aún está vacío',
  'constellation.emptyText': 'Las ideas y proyectos de este dispositivo aparecerán aquí, incluso sin conexión.',
} as const;
