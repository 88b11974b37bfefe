/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'notifications.title': 'الإشعارات',
  'notifications.hidden': 'ما أُعلن هنا أخفاه المشرفون.',
  'notifications.new': 'جديد',
  'notifications.more': 'عرض الأقدم',
  'notifications.all': 'إلى جميع الأعضاء',
  'notifications.community': 'مجتمع',
  'notifications.none.title': 'لا شيء حتى الآن',
  'notifications.none.text':
    'هنا تصل الردود على تعليقاتك، وأخبار المشاريع المتابَعة، واقتراعات مجتمعاتك. وما وصل يُقرأ أيضًا دون اتصال.',
  'notifications.none.go': 'عرض المشاريع',
  'notifications.visitor.title': 'للأعضاء',
  'notifications.visitor.text': 'رؤية ما يخصّك تتطلب تسجيل الدخول.',
  'notifications.say.answer': 'رد عليك من {name} في «{title}»',
  'notifications.say.mention': 'إشارة إليك من {name} في «{title}»',
  'notifications.say.comment': 'تعليق من {name} على مشروعك «{title}»',
  'notifications.say.news': 'أخبار من «{title}»',
  'notifications.say.published': 'نُشر مشروعك «{title}»',
  'notifications.say.declined': 'لم يُقبل مشروعك «{title}»',
  'notifications.say.withdrawn': 'سُحب مشروعك «{title}»',
  'notifications.say.pollOpened': 'فُتح اقتراع: «{title}»',
  'notifications.say.pollResult': 'صدرت النتيجة: «{title}»',
  'notifications.say.pollCancelled': 'أُلغي اقتراع: «{title}»',
  'notifications.say.refused': 'لم يُقبل تصويتك: «{title}»',
  'notifications.grainsBack':
    '{n, plural, zero {لم تُعَد إليك حبوب.} one {أُعيدت إليك حبة واحدة.} two {أُعيدت إليك حبتان.} few {أُعيدت إليك # حبوب.} many {أُعيدت إليك # حبة.} other {أُعيدت إليك # حبة.}}',
} as const;
