/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'saka.silo.grains':
    '{n, plural, zero {حبة مشتركة} one {حبة مشتركة} two {حبة مشتركة} few {حبوب مشتركة} many {حبة مشتركة} other {حبة مشتركة}}',
  'saka.silo.text': 'السيلو هو المخزن المشترك لكل المجتمعات. لا أحد يأخذ منه لنفسه.',
  'saka.silo.unknown': 'الكمية غير معروفة',
  'saka.silo.fills':
    'كل يوم اثنين، يعود إليه {rate} من كل كيس بقي {days, plural, zero {# يوم} one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}} بلا عملية، إن كان فيه {min, plural, zero {# حبة} one {حبة واحدة} two {حبتان} few {# حبوب} many {# حبة} other {# حبة}} أو أكثر وبلغ ذلك {least, number} على الأقل.',
  'saka.silo.gives': 'في أول اثنين من الشهر، يعيد {rate} مما فيه، بأنصبة متساوية بين من حصدوا. المرة القادمة: {when}.',
  'saka.silo.givesNot': 'لا يعيد التوزيع في الوقت الحالي.',
  'saka.silo.days': 'يومًا بيوم',
  'saka.silo.in': '\u200e+ {n, number} مسمَّدة',
  'saka.silo.out': '\u200e− {n, number} مُعادة',
  'saka.compost': 'ما قد يأخذه التسميد',
  'saka.compost.off': 'التسميد متوقف مؤقتًا: لا شيء يذهب.',
  'saka.compost.unknown': 'لا يعرف هذا الجهاز الموعد بعد.',
  'saka.compost.will':
    'بلا أي عملية قبل {when}، تذهب {n, number} من حبوبك ({of, plural, zero {# حبة} one {حبة واحدة} two {حبتان} few {# حبوب} many {# حبة} other {# حبة}}) إلى السيلو.',
  'saka.compost.stops':
    'الزرع، أو قراءة قصة جديدة حتى نهايتها، أو التصويت في اقتراع جديد: واحد منها يكفي لوقفه، بعد أن يستلمه الخادم.',
  'saka.compost.queued':
    '{n, plural, zero {لا عمليات في الانتظار.} one {عمليتك المنتظرة لا تحمي شيئًا ما لم تصل.} two {عمليتاك المنتظرتان لا تحميان شيئًا ما لم تصلا.} few {عملياتك المنتظرة (#) لا تحمي شيئًا ما لم تصل.} many {عملياتك المنتظرة (#) لا تحمي شيئًا ما لم تصل.} other {عملياتك المنتظرة (#) لا تحمي شيئًا ما لم تصل.}}',
  'saka.compost.plant': 'زرع',
  'saka.compost.small':
    'لا شيء يذهب: كيس فيه أقل من {min, plural, zero {# حبة} one {حبة واحدة} two {حبتين} few {# حبوب} many {# حبة} other {# حبة}} يُترك وشأنه. ولديك {of, number}.',
  'saka.compost.little':
    'لا شيء يذهب: {rate} من حبوبك ({of, plural, zero {# حبة} one {حبة واحدة} two {حبتان} few {# حبوب} many {# حبة} other {# حبة}}) أقل من {min, number}.',
  'saka.compost.asOf': 'حسب آخر مزامنة لديك،',
  'saka.run.compost': 'التسميد',
  'saka.run.redistribution': 'إعادة التوزيع',
  'saka.run.gave':
    '{n, plural, zero {لا حبوب} one {حبة واحدة} two {حبتان} few {# حبوب} many {# حبة} other {# حبة}} من {wallets, plural, zero {أي كيس} one {كيس واحد} two {كيسين} few {# أكياس} many {# كيسًا} other {# كيس}} إلى السيلو.',
  'saka.run.got':
    'إعادة {n, plural, zero {0 حبة} one {حبة واحدة} two {حبتين} few {# حبوب} many {# حبة} other {# حبة}} إلى {wallets, plural, zero {لا أحد} one {عضو واحد} two {عضوين} few {# أعضاء} many {# عضوًا} other {# عضو}}.',
  'saka.run.share':
    '{n, plural, zero {# حبة} one {حبة واحدة} two {حبتان} few {# حبوب} many {# حبة} other {# حبة}} لكل واحد.',
  'saka.run.left':
    '{n, plural, zero {لم يُترك أي كيس.} one {كيس واحد تُرك وشأنه: وصلت عملية في تلك الأثناء.} two {كيسان تُركا وشأنهما: وصلت عملية في تلك الأثناء.} few {# أكياس تُركت وشأنها: وصلت عملية في تلك الأثناء.} many {# كيسًا تُركت وشأنها: وصلت عملية في تلك الأثناء.} other {# كيس تُركت وشأنها: وصلت عملية في تلك الأثناء.}}',
  'saka.run.compost.rules':
    '{rate} بعد {days, plural, zero {# يوم} one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}} بلا عملية، ابتداءً من {min, plural, zero {# حبة} one {حبة واحدة} two {حبتين} few {# حبوب} many {# حبة} other {# حبة}}، و{least, number} على الأقل.',
  'saka.run.redistribution.rules': '{rate} من السيلو، بأنصبة متساوية.',
  'saka.run.schedule': 'في موعده.',
  'saka.run.command': 'شُغّل بأمر برمجي.',
  'saka.run.person': 'شغّله شخص.',
  'saka.run.running': 'جارٍ.',
  'saka.runs': 'ما تم',
  'saka.runs.none': 'لا تسميد ولا إعادة توزيع حتى الآن.',
  'saka.history': 'حكاية حبوبي',
  'saka.history.more': 'عرض الأقدم',
  'saka.history.empty': 'لم يتحرك شيء بعد',
  'saka.history.emptyOff': 'الحبوب متوقفة مؤقتًا.',
  'saka.history.emptyText': 'قراءة قصة حتى نهايتها تتيح حصاد 10 حبوب على الأكثر.',
  'saka.history.read': 'قراءة قصة',
  'saka.plus': '\u200e+ {n, number}',
  'saka.minus': '\u200e− {n, number}',
  'saka.gained': 'استلام {n, plural, zero {# حبة} one {حبة واحدة} two {حبتين} few {# حبوب} many {# حبة} other {# حبة}}',
  'saka.given': 'إعطاء {n, plural, zero {# حبة} one {حبة واحدة} two {حبتين} few {# حبوب} many {# حبة} other {# حبة}}',
} as const;
