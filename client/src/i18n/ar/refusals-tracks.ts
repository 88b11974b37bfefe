/** Machine-made translation; a native reader has not checked it yet. */
export const trackRefusals = {
  'track.unknown': 'لا يوجد هذا المقطع، أو ليس متاحًا لك.',
  'track.exists': 'أُعلن عن هذا المقطع من قبل.',
  'track.not_owner': 'لا يعدّل المقطع إلا من أضافه.',
  'track.not_member': 'انضم إلى المجتمع أولًا.',
  'track.of_show': 'الحلقة تتبع برنامجها: شارك البرنامج.',
  'track.too_many':
    '{most, plural, zero {# مقطع} one {مقطع واحد} two {مقطعان} few {# مقاطع} many {# مقطعًا} other {# مقطع}}: لا يمكن إضافة المزيد. أزل بعضها أو انتظر إلى الغد.',
  'track.no_sound': 'لا يوجد صوت في هذا الملف.',
  'track.damaged': 'هذا الملف تالف: لا يمكن قراءة صوته.',
  'track.too_long': 'هذا الصوت أطول من اللازم.',
} as const;
