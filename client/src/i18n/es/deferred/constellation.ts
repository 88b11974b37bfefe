/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'constellation.title': 'Constelación',
  'constellation.hint': 'Gira con un dedo, acerca con dos. Toca una estrella para verla de cerca.',
  'constellation.hint.flat': 'Toca una estrella, separa dos dedos.',
  'constellation.closer': 'Acercar',
  'constellation.farther': 'Alejar',
  'constellation.legend': 'Colores de las categorías',
  'constellation.none': 'sin categoría',
  'constellation.open': 'Ver el proyecto',
  'constellation.links': '{n, plural, one {# vínculo} other {# vínculos}}',
  'constellation.projects': 'Sus proyectos',
  'constellation.near': 'Ideas cercanas',
  'constellation.tend': 'Modificar las ideas',
} as const;
