/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'polls.poster': 'ملصق النتيجة',
  'polls.poster.later': 'يُعدّ الملصق بعد إغلاق الاقتراع وفرزه.',
  'polls.poster.print': 'طباعة',
  'polls.poster.dates': 'اقتراع فُتح يوم {from} وأُغلق يوم {to}',
  'polls.poster.closed': 'اقتراع أُغلق يوم {to}',
  'polls.poster.selected':
    '{n, plural, zero {لم يُختر أي مشروع} one {مشروع واحد مختار} two {مشروعان مختاران} few {# مشاريع مختارة} many {# مشروعًا مختارًا} other {# مشروع مختار}}',
  'polls.poster.votes':
    '{n, plural, zero {بلا أصوات} one {صوت واحد} two {صوتان} few {# أصوات} many {# صوتًا} other {# صوت}}',
  'polls.poster.more':
    '{n, plural, zero {ولا غير ذلك} one {وواحد آخر} two {واثنان آخران} few {و# أخرى} many {و# أخرى} other {و# أخرى}}',
  'polls.poster.qr': 'رمز QR لصفحة الاقتراع «{title}»',
  'polls.poster.how': 'كل الأرقام، وأوراق التصويت لإعادة الفرز، في صفحة الاقتراع.',
} as const;
