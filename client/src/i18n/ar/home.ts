/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'home.visitor.title': 'مرحبًا بك في EGOEJO',
  'home.visitor.what': 'تغذية مشاريع الحي بالحبوب، والتصويت، والقراءة: بالشبكة أو بدونها.',
  'home.visitor.whatOnly': 'دعم مشاريع الحي، والتصويت، والقراءة: بالشبكة أو بدونها.',
  'home.visitor.projects': 'المشاريع الأكثر دعمًا',
  'home.signUp': 'إنشاء حساب',
  'home.signIn': 'تسجيل الدخول',
  'home.help': 'كيف يعمل التطبيق',
  'home.language': 'اللغة',
} as const;
