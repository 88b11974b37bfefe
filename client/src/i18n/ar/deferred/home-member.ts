/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'home.title': 'الرئيسية',
  'home.hello': 'مرحبًا {name}',
  'home.visitor.all': 'كل المشاريع',
  'home.bell':
    '{n, plural, zero {الإشعارات} one {إشعار واحد غير مقروء} two {إشعاران غير مقروءين} few {# إشعارات غير مقروءة} many {# إشعارًا غير مقروء} other {# إشعار غير مقروء}}',
  'home.rooms': 'محادثات',
  'home.rooms.unread':
    '{n, plural, zero {لا جديد} one {رسالة غير مقروءة} two {رسالتان غير مقروءتين} few {# رسائل غير مقروءة} many {# رسالة غير مقروءة} other {# رسالة غير مقروءة}}',
  'home.waiting.title':
    '{n, plural, zero {لا عمليات تنتظر الشبكة} one {عملية واحدة تنتظر الشبكة} two {عمليتان تنتظران الشبكة} few {# عمليات تنتظر الشبكة} many {# عملية تنتظر الشبكة} other {# عملية تنتظر الشبكة}}',
  'home.waiting.text':
    '{n, plural, zero {لا شيء في الانتظار.} one {إنها في أمان على هذا الجهاز وتُرسل في أقرب وقت.} two {إنهما في أمان على هذا الجهاز وتُرسلان في أقرب وقت.} few {إنها في أمان على هذا الجهاز وتُرسل في أقرب وقت.} many {إنها في أمان على هذا الجهاز وتُرسل في أقرب وقت.} other {إنها في أمان على هذا الجهاز وتُرسل في أقرب وقت.}}',
  'home.waiting.leaving':
    '{n, plural, zero {لا شيء في الانتظار.} one {ألغيتها: إن لم تكن قد وصلت بعد فلن تُحتسب.} two {ألغيتهما: ما لم يصل منهما بعد لن يُحتسب.} few {ألغيتها: ما لم يصل منها بعد لن يُحتسب.} many {ألغيتها: ما لم يصل منها بعد لن يُحتسب.} other {ألغيتها: ما لم يصل منها بعد لن يُحتسب.}}',
  'home.waiting.see': 'عرض النشاط',
  'home.late.title':
    '{n, plural, zero {لا تصويت لك ينتظر} one {تصويتك ما زال ينتظر} two {تصويتان لك ما زالا ينتظران} few {# من تصويتاتك ما زالت تنتظر} many {# من تصويتاتك ما زالت تنتظر} other {# من تصويتاتك ما زالت تنتظر}}',
  'home.late.poll': '{title} · بقي {left} للإغلاق',
  'home.late.network': 'محفوظ على هذا الجهاز، ولا يُحتسب إلا بعد وصوله إلى الخادم: يلزم فتح التطبيق مع شبكة قبل الإغلاق.',
  'home.late.signIn': 'محفوظ على هذا الجهاز، ولن يُرسل إلا بعد تسجيل الدخول من جديد.',
  'home.late.update': 'محفوظ على هذا الجهاز، ولن يُرسل إلا بعد تحديث التطبيق.',
  'home.late.wait':
    'محفوظ على هذا الجهاز، ولا يُحتسب إلا بعد وصوله إلى الخادم. التطبيق يعيد المحاولة: يُرجى إبقاؤه مفتوحًا.',
  'home.refused.title':
    '{n, plural, zero {لا عمليات مرفوضة} one {عملية مرفوضة واحدة} two {عمليتان مرفوضتان} few {# عمليات مرفوضة} many {# عملية مرفوضة} other {# عملية مرفوضة}}',
  'home.refused.text': 'حبوبك كما هي. هنا السبب، وما يمكن فعله بعد ذلك.',
  'home.poll.kicker': 'اقتراع',
  'home.poll.vote': 'تصويت',
  'home.wallet.reserved':
    '{n, plural, zero {لا شيء منها محجوز} one {منها حبة محجوزة} two {منها حبتان محجوزتان} few {منها # محجوزة} many {منها # محجوزة} other {منها # محجوزة}}',
  'home.first.kicker': 'للبدء',
  'home.first.title': 'حصاد أول 10 حبوب لك',
  'home.first.text':
    'قراءة «{title}» حتى نهايتها: {n, plural, zero {# دقيقة} one {دقيقة واحدة} two {دقيقتان} few {# دقائق} many {# دقيقة} other {# دقيقة}}، و10 حبوب للزرع حيث شئت.',
  'home.first.read': 'قراءة هذه القصة',
  'home.reading.kicker': 'مواصلة القراءة · {percent}%',
  'home.reading.left':
    '{n, plural, zero {على وشك الانتهاء} one {بقيت دقيقة واحدة} two {بقيت دقيقتان} few {بقيت # دقائق} many {بقيت # دقيقة} other {بقيت # دقيقة}}',
  'home.reading.downloaded': 'منزَّل',
  'home.moved.title': 'منذ زيارتك الأخيرة',
  'home.moved.projects':
    '{n, plural, zero {لا مشاريع جديدة} one {مشروع جديد واحد} two {مشروعان جديدان} few {# مشاريع جديدة} many {# مشروعًا جديدًا} other {# مشروع جديد}}',
  'home.moved.polls':
    '{n, plural, zero {لا اقتراعات جديدة} one {اقتراع جديد واحد} two {اقتراعان جديدان} few {# اقتراعات جديدة} many {# اقتراعًا جديدًا} other {# اقتراع جديد}}',
  'home.moved.closed':
    '{n, plural, zero {لا اقتراعات مغلقة} one {اقتراع مغلق واحد} two {اقتراعان مغلقان} few {# اقتراعات مغلقة} many {# اقتراعًا مغلقًا} other {# اقتراع مغلق}}',
  'home.moved.stories':
    '{n, plural, zero {لا قصص جديدة} one {قصة جديدة واحدة} two {قصتان جديدتان} few {# قصص جديدة} many {# قصة جديدة} other {# قصة جديدة}}',
  'home.moved.nothing': 'لم يتحرك شيء. اليوم هادئ.',
  'home.places.polls': 'الاقتراعات',
  'home.places.communities': 'المجتمعات',
  'home.community.kicker': 'للبدء',
  'home.community.title': 'إنشاء مجتمعك الأول',
  'home.community.text': 'يكفي اسم. التنشيط يكون لك، وملصق الدعوة يجلب أول الأعضاء.',
  'home.community.do': 'إنشاء مجتمع',
  'home.join.title': 'الانضمام إلى مجتمع',
  'home.join.text': 'ستصل مشاريعه واقتراعاته إلى هنا، بالشبكة أو بدونها.',
  'home.first.sync': 'أول تحديث للبيانات…',
  'home.first.later': 'ستصل مشاريعك وتصويتاتك وقراءاتك مع الشبكة.',
  'home.poll.done':
    '{n, plural, zero {لا تصويت بعد} one {تصويت واحد منجز} two {تصويتان منجزان} few {# تصويتات منجزة} many {# تصويتًا منجزًا} other {# تصويت منجز}}',
  'home.poll.more':
    '{n, plural, zero {لا اقتراعات مفتوحة أخرى} one {اقتراع مفتوح آخر} two {اقتراعان مفتوحان آخران} few {# اقتراعات مفتوحة أخرى} many {# اقتراعًا مفتوحًا آخر} other {# اقتراع مفتوح آخر}}',
  'home.poll.all': 'كل الاقتراعات',
  'home.projects.new': 'مشاريع جديدة في مجتمعاتك',
  'home.projects.chip': 'جديد',
  'home.join.more': 'كل المجتمعات',
  'home.reading.next': 'القراءة التالية',
  'home.reading.nextHarvest':
    'القراءة التالية · حتى {n, plural, zero {# حبة} one {حبة واحدة} two {حبتين} few {# حبوب} many {# حبة} other {# حبة}}',
  'home.reading.minutes':
    '{n, plural, zero {قراءة سريعة} one {دقيقة واحدة للقراءة} two {دقيقتان للقراءة} few {# دقائق للقراءة} many {# دقيقة للقراءة} other {# دقيقة للقراءة}}',
  'home.calm.title': 'كل شيء يبدأ هنا',
  'home.calm.text': 'لا شيء بانتظارك في مجتمعاتك الآن. لديك فكرة؟ اقترحها.',
  'home.decide.title': 'بانتظار قرارك',
  'home.decide.proposals':
    '{n, plural, zero {لا مقترحات} one {مقترح واحد} two {مقترحان} few {# مقترحات} many {# مقترحًا} other {# مقترح}}',
  'home.decide.reports':
    '{n, plural, zero {لا بلاغات} one {بلاغ واحد} two {بلاغان} few {# بلاغات} many {# بلاغًا} other {# بلاغ}}',
  'home.decide.appeals':
    '{n, plural, zero {لا اعتراضات} one {اعتراض واحد} two {اعتراضان} few {# اعتراضات} many {# اعتراضًا} other {# اعتراض}}',
  'home.waiting.over': 'لا شيء ينتظر بعد الآن',
  'home.waiting.overText': 'يبيّن النشاط ما آلت إليه عملياتك.',
} as const;
