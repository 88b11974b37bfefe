/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'eco.level.1': 'كامل',
  'eco.level.1.hint': 'كوكبة بمؤثرات، صور كبيرة، تبادل مباشر.',
  'eco.level.2': 'خفيف',
  'eco.level.2.hint': 'كوكبة بسيطة، صور متوسطة، تبادل مباشر.',
  'eco.level.3': 'متوسط',
  'eco.level.3.hint': 'كوكبة مسطّحة، صور صغيرة، حركة قليلة.',
  'eco.level.4': 'أدنى',
  'eco.level.4.hint': 'قوائم، صور عند اللمس، بلا اتصال مفتوح: تبادل مع كل عملية وكل 15 دقيقة.',
  'eco.level.5': 'نص',
  'eco.level.5.hint': 'بلا صور ولا حركة: تبادل مع كل عملية وباليد.',
} as const;
