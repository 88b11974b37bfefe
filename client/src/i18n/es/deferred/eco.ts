/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'eco.level.1': 'Completo',
  'eco.level.1.hint': 'Constelación con efectos, imágenes grandes, intercambios en tiempo real.',
  'eco.level.2': 'Ligero',
  'eco.level.2.hint': 'Constelación sencilla, imágenes medianas, intercambios en tiempo real.',
  'eco.level.3': 'Medio',
  'eco.level.3.hint': 'Constelación plana, imágenes pequeñas, poco movimiento.',
  'eco.level.4': 'Mínimo',
  'eco.level.4.hint':
    'Listas, imágenes al tocarlas, ninguna conexión abierta: intercambio con cada acción y cada 15 minutos.',
  'eco.level.5': 'Texto',
  'eco.level.5.hint': 'Sin imágenes ni movimiento: intercambio con cada acción y a mano.',
} as const;
