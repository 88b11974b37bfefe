/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'search.title': 'البحث',
  'search.field': 'البحث في كل شيء',
  'search.start.title': 'حتى دون اتصال',
  'search.start.text':
    'المشاريع والمجتمعات والاقتراعات والرسائل والنصوص: كل ما على هذا الجهاز يُبحث فيه بلا شبكة. ومع الشبكة، يكمل الخادم.',
  'search.start.room':
    'رسائل هذه المحادثة الموجودة على هذا الجهاز يجري البحث فيها دون شبكة. ومع الشبكة، يبحث الخادم أيضًا في الأقدم منها.',
  'search.kind.project': 'مشروع',
  'search.kind.community': 'مجتمع',
  'search.kind.poll': 'اقتراع',
  'search.kind.story': 'قصة',
  'search.kind.work': 'كتاب',
  'search.kind.item': 'رابط للقراءة',
  'search.kind.message': 'رسالة',
  'search.kinds': 'أنواع النتائج',
  'search.all': 'الكل',
  'search.here': 'النتائج على هذا الجهاز',
  'search.there': 'النتائج على الخادم',
  'search.count':
    '{n, plural, zero {لا نتائج} one {نتيجة واحدة} two {نتيجتان} few {# نتائج} many {# نتيجة} other {# نتيجة}} على هذا الجهاز',
  'search.searched':
    '{n, plural, zero {لا شيء عليه بعد} one {بُحث في مستند واحد} two {بُحث في مستندين} few {بُحث في # مستندات} many {بُحث في # مستندًا} other {بُحث في # مستند}}{texts, plural, zero {} one {، منها واحد مع نصه} two {، منها اثنان مع نصّيهما} few {، منها # مع نصوصها} many {، منها # مع نصوصها} other {، منها # مع نصوصها}}',
  'search.none.title': 'لا شيء يطابق البحث',
  'search.none.text': 'يمكنك تجربة كلمة أخرى، أو كلمات أقل.',
  'search.next': 'عرض التتمة',
  'search.offline': 'دون اتصال: جرى البحث في هذا الجهاز فقط.',
  'search.asking': 'جارٍ البحث على الخادم…',
  'search.nothingMore': 'لا مزيد على الخادم.',
  'search.more':
    '{n, plural, zero {لا مزيد على الخادم} one {نتيجة أخرى على الخادم} two {نتيجتان أخريان على الخادم} few {# نتائج أخرى على الخادم} many {# نتيجة أخرى على الخادم} other {# نتيجة أخرى على الخادم}}',
  'search.moreAndMore':
    '{n, plural, zero {نتائج أخرى على الخادم} one {نتيجة أخرى على الخادم، وغيرها} two {نتيجتان أخريان على الخادم، وغيرهما} few {# نتائج أخرى على الخادم، وغيرها} many {# نتيجة أخرى على الخادم، وغيرها} other {# نتيجة أخرى على الخادم، وغيرها}}',
  'search.exact': 'هذا الخادم لا يبحث إلا عن الكلمات كما كُتبت.',
  'search.failed': 'لم يتمكن الخادم من البحث.',
  'search.failed.safe': 'نتائج هذا الجهاز تبقى معروضة.',
} as const;
