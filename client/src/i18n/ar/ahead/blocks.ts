/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'blocks.title': 'الأشخاص المحظورون',
  'blocks.text':
    'لا يمكنهم الكتابة إليك ولا يمكنك الكتابة إليهم، ولا يعلمون بذلك إلا إذا حاولوا. وفي الغرف والمجموعات تُطوى رسائلهم ولا تنبّهك بشيء.',
  'blocks.none': 'لم تحظر أحدًا',
  'blocks.none.text': 'يُحظر الشخص من إحدى رسائله أو من محادثتك معه.',
  'blocks.block': 'حظر {name}',
  'blocks.unblock': 'رفع الحظر عن {name}',
  'blocks.ask': 'حظر {name}؟',
  'blocks.ask.text':
    'لن يستطيع أي منكما الكتابة إلى الآخر. وفي الأماكن الأخرى تُطوى رسائل هذا الشخص ولا تنبّهك. ويمكنك تغيير رأيك في الإعدادات.',
  'blocks.folded': 'رسالة من شخص محظور',
  'blocks.show': 'إظهار',
  'blocks.pair': 'لقد حظرت {name}: لا يمكنكما تبادل الرسائل.',
  'rooms.mute': 'كتم',
  'rooms.mute.hint': 'لا إشعارات، ولا يُحتسب شيء في القوائم.',
  'rooms.muted': 'مكتومة',
} as const;
