/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'constellation.title': 'الكوكبة',
  'constellation.hint': 'إصبع للتدوير، وإصبعان للتقريب. ولمس نجمة لرؤيتها عن قرب.',
  'constellation.hint.flat': 'لمس نجمة يفتحها، وإبعاد إصبعين يقرّب.',
  'constellation.closer': 'تكبير',
  'constellation.farther': 'تصغير',
  'constellation.legend': 'ألوان الفئات',
  'constellation.none': 'بلا فئة',
  'constellation.open': 'عرض المشروع',
  'constellation.links':
    '{n, plural, zero {لا روابط} one {رابط واحد} two {رابطان} few {# روابط} many {# رابطًا} other {# رابط}}',
  'constellation.projects': 'مشاريعه',
  'constellation.near': 'أفكار مجاورة',
  'constellation.tend': 'تعديل الأفكار',
} as const;
