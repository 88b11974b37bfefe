/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'reading.share.noneText': 'EGOEJO guarda los artículos por su enlace. Comparte la página desde el navegador.',
  'reading.share.safe': 'El enlace sigue aquí.',
  'reading.share.signIn': 'Iniciar sesión para añadirlo',
  'reading.share': 'Añadir a mi lista',
  'reading.share.none': 'No hay ningún enlace en lo compartido',
} as const;
