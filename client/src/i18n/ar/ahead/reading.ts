/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'reading.share.noneText': 'يحفظ EGOEJO المقالات بروابطها. يُرجى مشاركة الصفحة من المتصفح.',
  'reading.share.safe': 'الرابط ما زال هنا.',
  'reading.share.signIn': 'تسجيل الدخول لإضافته',
  'reading.share': 'إضافة إلى قائمتي',
  'reading.share.none': 'لا رابط في هذه المشاركة',
} as const;
