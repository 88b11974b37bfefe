/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'communities.title': 'المجتمعات',
  'communities.search': 'البحث عن مجتمع',
  'communities.create': 'إنشاء مجتمع',
  'communities.none.text': 'تظهر هنا ما إن ينشئ أحد من فريق التنشيط مجتمعًا.',
  'communities.notFound': 'لا شيء يطابق البحث',
  'communities.notFound.text': 'يمكنك تجربة كلمة أخرى من الاسم أو الوصف.',
  'communities.charter': 'الميثاق',
  'communities.tend': 'تنشيط هذا المجتمع',
  'communities.joinRefused': 'رُفض انضمامك',
  'communities.joining': 'انضمامك في الطريق',
  'communities.joining.text': 'سيظهر المجتمع هنا ما إن يجيب الخادم.',
  'communities.public': 'مجتمع عام',
  'communities.moderator': 'أنت من فريق الإشراف عليه',
  'communities.leave': 'مغادرة',
  'communities.leave.sure': 'مغادرة «{name}»؟',
  'communities.leave.text': 'تبقى حبوبك المزروعة وتصويتاتك. ولن يمكنك التصويت في الاقتراعات القادمة المخصصة للأعضاء.',
  'communities.animate': 'التنشيط',
  'communities.source': 'مستورد من: {source}',
  'communities.notHere': 'ليس على هذا الجهاز بعد: يصل مع الشبكة.',
  'communities.projects.all':
    '{n, plural, zero {لا مشاريع} one {عرض المشروع} two {عرض المشروعين} few {عرض المشاريع (#)} many {عرض المشاريع (#)} other {عرض المشاريع (#)}}',
  'communities.missing': 'المجتمع غير موجود',
  'communities.missing.text': 'إما أنه غير موجود، أو خاص، أو ليس بعدُ على هذا الجهاز.',
  'communities.missing.go': 'عرض المجتمعات',
  'communities.welcome': 'مرحبًا بك!',
  'communities.welcome.text':
    '{n, plural, =0 {ستصل مشاريعه وتصويتاته إلى هذا الجهاز، ويمكن قراءتها دون شبكة أيضًا.} zero {لا تصويت ينتظرك.} one {ينتظرك تصويت واحد.} two {ينتظرك تصويتان.} few {تنتظرك # تصويتات.} many {ينتظرك # تصويتًا.} other {ينتظرك # تصويت.}}',
  'communities.welcome.vote': 'صوّت',
  'communities.meetings': 'لقاءاته ({n})',
  'communities.forum':
    '{n, plural, zero {المنتدى: لا مواضيع} one {المنتدى: موضوع واحد} two {المنتدى: موضوعان} few {المنتدى: # مواضيع} many {المنتدى: # موضوعًا} other {المنتدى: # موضوع}}',
} as const;
