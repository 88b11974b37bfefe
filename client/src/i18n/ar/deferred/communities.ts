/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'communities.one': 'مجتمع',
  'communities.archived': 'هذا المجتمع مؤرشف: تمكن قراءته، والاقتراعات الجارية تُستكمل، لكن لا يدخله جديد.',
  'communities.announce': 'إعلان',
  'communities.figures': 'أرقام',
  'communities.poster': 'ملصق',
  'communities.members': 'الأعضاء',
  'communities.edit': 'تعديل',
  'communities.invited': 'وصلتك دعوة',
  'communities.invited.already': 'أنت عضو فيه من قبل: فتحه',
  'communities.signUp': 'إنشاء حساب للانضمام',
  'communities.private': 'مجتمع خاص',
  'communities.member': 'أنت عضو فيه',
  'communities.animator': 'أنت من فريق تنشيطه',
  'communities.join': 'انضمام',
  'communities.signIn': 'تسجيل الدخول للانضمام',
} as const;
