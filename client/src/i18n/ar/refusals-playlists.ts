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
} as const;
