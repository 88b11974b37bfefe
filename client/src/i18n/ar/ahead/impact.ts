/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'impact.text': 'أربع طرق للنظر إلى ما أُنجز. تقف جنبًا إلى جنب ولا تُجمع أبدًا.',
  'impact.own': 'لا يراها غيرك.',
  'impact.proxy': 'قيمة تقريبية',
  'impact.p1': 'وعود باليورو',
  'impact.p1.text': 'لا يمرّ أي يورو عبر EGOEJO حتى الآن.',
  'impact.p2': 'حبوب',
  'impact.p3': 'أشخاص',
  'impact.p3.text': 'الصلة بين الناس لا تُقاس. وهذا العدد يعطي فكرة عنها.',
  'impact.p4': 'معنى',
  'impact.p4.text': 'المعنى لا يُعدّ. وما تطلّب انتباهًا يعطي فكرة عنه.',
  'impact.supported': 'مشاريع مدعومة',
  'impact.supporters': 'أعضاء داعمون',
  'impact.voted': 'تصويتات',
  'impact.read': 'قصص مقروءة',
  'impact.votes': 'اقتراعات يظهر فيها',
} as const;
