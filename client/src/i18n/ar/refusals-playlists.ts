/** Machine-made translation; a native reader has not checked it yet. */
import { trackRefusals } from './refusals-tracks.ts';

export const listeningRefusals = {
  ...trackRefusals,
  'playlist.unknown': 'لا توجد هذه القائمة، أو ليست متاحة لك.',
  'playlist.exists': 'أُنشئت هذه القائمة من قبل.',
  'playlist.not_owner': 'لا يستطيع ذلك إلا من أنشأ القائمة.',
  'playlist.not_member': 'انضم إلى المجتمع أولًا.',
  'playlist.too_many':
    '{most, plural, zero {# قائمة} one {قائمة واحدة} two {قائمتان} few {# قوائم} many {# قائمة} other {# قائمة}}: لا يمكن أن يكون لديك المزيد. أزل واحدة أولًا.',
  'playlist.full':
    'تتسع القائمة لـ{most, plural, zero {# مقطع} one {مقطع واحد} two {مقطعين} few {# مقاطع} many {# مقطعًا} other {# مقطع}} على الأكثر. أزل بعضها أو ابدأ قائمة أخرى.',
  'like.too_many':
    '{most, plural, zero {# مقطع} one {مقطع واحد} two {مقطعان} few {# مقاطع} many {# مقطعًا} other {# مقطع}} نالت إعجابك: لا يمكن المزيد. أزل بعضها أولًا.',
  'release.out': 'صدر هذا الإصدار من قبل: عدّل مقاطعه واحدًا واحدًا.',
  'release.too_many':
    '{most, plural, zero {# إصدار} one {إصدار واحد} two {إصداران} few {# إصدارات} many {# إصدارًا} other {# إصدار}}: لا يمكن أن يكون لديك المزيد. أزل واحدًا أولًا.',
  'show.unknown': 'لا يوجد هذا البرنامج، أو ليس متاحًا لك.',
  'show.exists': 'هذا البرنامج موجود هنا من قبل.',
  'show.not_owner': 'لا يستطيع ذلك إلا من أضاف البرنامج.',
  'show.not_member': 'انضم إلى المجتمع أولًا.',
  'show.too_many':
    '{most, plural, zero {# برنامج} one {برنامج واحد} two {برنامجان} few {# برامج} many {# برنامجًا} other {# برنامج}}: هذا أقصى عدد ممكن. أزل واحدًا أو انتظر إلى الغد.',
  'show.unreachable': 'لم يُجب موقع البرنامج. قد يكون العنوان خاطئًا.',
  'show.no_feed': 'هذا ليس عنوان بودكاست.',
  'show.too_large': 'بيانات هذا البرنامج كبيرة جدًا: {most, number} ميغابايت على الأكثر.',
  'episode.unknown': 'لا توجد هذه الحلقة، أو ليست متاحة لك.',
  'episode.no_sound': 'لا صوت في هذه الحلقة.',
  'episode.unreachable': 'تعذّر تنزيل صوت هذه الحلقة. اطلبها مرة أخرى لاحقًا.',
  'episode.too_large': 'هذه الحلقة كبيرة جدًا: {most, number} ميغابايت على الأكثر.',
  'episode.too_many':
    '{most, plural, zero {# حلقة} one {حلقة واحدة} two {حلقتان} few {# حلقات} many {# حلقة} other {# حلقة}}: هذا أقصى ما يُطلب في يوم. اطلب غيرها غدًا.',
} as const;
