/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'accounts.leave.do': 'تسجيل الخروج',
  'accounts.leave.keep': 'تسجيل الخروج مع إبقاء عملياتي هنا',
  'accounts.leave.keepData': 'إبقاء بياناتي على هذا الجهاز',
  'accounts.leave.keepDataHint': 'وإلا تُمسح من هنا، وتعود عند تسجيل الدخول القادم.',
  'accounts.leave.everywhere': 'وعلى جميع أجهزتي الأخرى أيضًا',
  'accounts.leave.everywhereHint': 'تلزم الشبكة.',
  'accounts.leave.unsynced':
    '{n, plural, zero {أُرسلت كل العمليات.} one {عملية واحدة لم تُرسل بعد. لم يضع شيء: ولك اختيار مصيرها.} two {عمليتان لم تُرسلا بعد. لم يضع شيء: ولك اختيار مصيرهما.} few {# عمليات لم تُرسل بعد. لم يضع شيء: ولك اختيار مصيرها.} many {# عملية لم تُرسل بعد. لم يضع شيء: ولك اختيار مصيرها.} other {# عملية لم تُرسل بعد. لم يضع شيء: ولك اختيار مصيرها.}}',
  'accounts.leave.syncNow': 'الإرسال الآن',
  'accounts.leave.export': 'حفظ عملياتي المنتظرة',
  'accounts.leave.exportHint': 'ملف يمكن فتحه على أي جهاز بالحساب نفسه. كل عملية لا تُحتسب إلا مرة واحدة.',
  'accounts.leave.discardTitle': 'أو مسح كل شيء هنا',
  'accounts.leave.discardText': 'العمليات التي لم تُرسل ستضيع نهائيًا. للتأكيد، تلزم كتابة كلمة «{word}» مرتين.',
  'accounts.leave.word': 'مسح',
  'accounts.leave.typeOnce': 'كتابة {word}',
  'accounts.leave.typeAgain': 'كتابة {word} مرة ثانية',
  'accounts.leave.discard': 'المسح وتسجيل الخروج',
  'accounts.queue.title': 'في انتظار الإرسال',
  'accounts.queue.text':
    '{n, plural, zero {لا عملية تنتظر.} one {عملية واحدة تنتظر على هذا الجهاز.} two {عمليتان تنتظران على هذا الجهاز.} few {# عمليات تنتظر على هذا الجهاز.} many {# عملية تنتظر على هذا الجهاز.} other {# عملية تنتظر على هذا الجهاز.}}',
  'accounts.kept.title': 'ما يُحفظ، وكم من الوقت',
  'accounts.kept.choices': 'لا يُعرض شيء ولا يُرسل إلا باختيارك، ويمكنك تغييره متى شئت:',
  'accounts.kept.profile': 'من يرى اسمي ومدينتي وصورتي',
  'accounts.kept.settings': 'الرسائل التي تصلني، وأجهزتي',
  'accounts.kept.nobody': 'لا قياس للزيارات؛ والتطبيق لا يتصل إلا بهذا الخادم.',
  'accounts.settings.language': 'اللغة',
  'accounts.settings.noPack': 'هذه اللغة ليست بعدُ على الجهاز، والشبكة لا تجيب.',
  'accounts.settings.textSize': 'حجم النص',
  'accounts.settings.textSize.usual': 'حجم الجهاز',
  'accounts.settings.textSize.of': '{n, number}%',
  'accounts.settings.theme': 'المظهر',
  'accounts.lock.title': 'قفل بأربعة أرقام',
  'accounts.lock.text':
    'على هاتف مشترك، لا يظهر اسمك ولا حبوبك قبل إدخال أرقامك. هذا القفل يحمي من الأنظار؛ لكنه لا يشفّر الهاتف.',
  'accounts.lock.set': 'وضع قفل',
  'accounts.lock.remove': 'إزالة القفل',
  'accounts.lock.sign': 'الشاشة المقفلة تعرض هذه العلامة، لا اسمك.',
  'accounts.lock.forgot':
    'نسيت الأرقام؟ يكفي تسجيل الخروج مع إبقاء بياناتك هنا، ثم تسجيل الدخول بكلمة السر: يزول القفل وتبقى عملياتك المنتظرة هنا.',
  'accounts.lock.on': 'تم وضع القفل.',
  'accounts.lock.off': 'تمت إزالة القفل.',
  'accounts.settings.machine': 'ترجمة آلية لم يراجعها بعد متحدث أصلي بهذه اللغة.',
  'accounts.kept.departures':
    '{n, plural, zero {# يوم} one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}، لفريق التنشيط فيها.',
  'accounts.settings.theme.dark': 'داكن',
  'accounts.kept.sessions':
    'ما دامت مستعملة، ثم {n, plural, zero {# يوم} one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}} بعد انتهائها.',
  'accounts.kept.departures.what': 'المجتمعات التي غادرتها',
  'accounts.kept.sessions.what': 'الجلسات',
  'accounts.settings.theme.auto': 'مثل الجهاز',
  'accounts.kept.codes':
    '{n, plural, zero {# يوم} one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}.',
  'accounts.kept.mails.what': 'الرسائل المرسلة',
  'accounts.kept.acts.what': 'عملياتك وتصويتاتك وحبوبك',
  'accounts.kept.acts':
    'على هذا الجهاز، {n, plural, zero {# يوم} one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}} بعد جواب الخادم. وعلى الخادم تبقى في السجلات؛ وبعد الإغلاق، دون اسمك.',
  'accounts.kept.mails':
    '{n, plural, zero {# يوم} one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}.',
  'accounts.kept.backups':
    '{n, plural, zero {# يوم} one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}: ما مسحته يبقى فيها حتى ذلك الحين.',
  'accounts.kept.log.what': 'سجل القرارات',
  'accounts.kept.account.what': 'الملف الشخصي والمجتمعات والقراءات',
  'accounts.kept.log': 'بلا حدّ: يذكر من نشر وعدّل ورفض وأوقف، ولماذا. إغلاق حسابك لا يمسح منه قراراتك.',
  'accounts.kept.backups.what': 'النسخ الاحتياطية لهذا الخادم',
  'accounts.settings.theme.light': 'فاتح',
  'accounts.kept.account': 'حتى إغلاق الحساب، ثم تُمسح.',
  'accounts.kept.codes.what': 'الرموز ومحاولات الدخول',
  'accounts.kept.reports':
    '{n, plural, zero {# يوم} one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}} بعد القرار.',
  'accounts.kept.reports.what': 'البلاغات',
  'accounts.lock.hint': 'نسيتها؟ تسجيل الدخول بكلمة السر يفتح دائمًا.',
} as const;
