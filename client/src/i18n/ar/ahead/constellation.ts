/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'constellation.concepts': 'الأفكار',
  'constellation.keys': 'بلوحة المفاتيح: ↑ ↓ للتنقل، ← للفتح، → للإغلاق.',
  'constellation.list': 'المشاريع، الأكثر دعمًا أولًا',
  'constellation.more': 'عرض المزيد',
  'constellation.empty': 'السماء ما زالت خالية',
  'constellation.emptyText': 'ستظهر فيها أفكار هذا الجهاز ومشاريعه، حتى بلا شبكة.',
} as const;
