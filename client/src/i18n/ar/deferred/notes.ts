/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'error.network': 'تعذّر الوصول إلى الخادم في الوقت الحالي.',
  'note.saka.harvested':
    'حصاد: {grains, plural, zero {# حبة} one {حبة واحدة} two {حبتان} few {# حبوب} many {# حبة} other {# حبة}}.',
  'note.saka.daily_limit': 'بلغت حد اليوم: تُحتسب العملية دون حبوب جديدة.',
  'note.saka.already_harvested': 'سبق الحصاد: تُحتسب العملية دون حبوب جديدة.',
  'note.saka.not_confirmed': 'حصاد الحبوب يتطلب تأكيد بريدك.',
  'note.reading.no_time': 'تُحتسب القراءة دون حبوب: الوقت الذي مضى منذ أمكن بدؤها أقل مما تتطلبه قراءاتك.',
  'note.reading.own_text': 'تُحتسب القراءة دون حبوب: هذا نصك.',
  'note.books.note_kept': 'تبقى العلامة: تغيّرت ملاحظتها على جهاز آخر.',
  'note.plays.no_time': 'لا يُحتسب هذا الاستماع: الوقت الذي مضى منذ أمكن بدؤه أقل مما يتطلبه استماعك.',
  'note.plays.unknown_track': 'لا يُحتسب هذا الاستماع: أُزيل المقطع.',
};
