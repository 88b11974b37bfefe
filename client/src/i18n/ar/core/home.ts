/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'home.visitor.title': 'مرحبًا بك في EGOEJO',
  'home.visitor.what': 'تغذية مشاريع الحي بالحبوب، والتصويت، والقراءة: بالشبكة أو بدونها.',
  'home.visitor.whatOnly': 'دعم مشاريع الحي، والتصويت، والقراءة: بالشبكة أو بدونها.',
  'home.visitor.grain': 'تُحصد الحبة بالقراءة والمشاركة. هي مجانية وليست مالًا.',
  'home.visitor.one': 'تلتقي هنا الجماعة {name}.',
  'home.visitor.many':
    '{n, plural, zero {لا جماعة هنا.} one {جماعة واحدة تلتقي هنا.} two {جماعتان تلتقيان هنا.} few {# جماعات تلتقي هنا.} many {# جماعة تلتقي هنا.} other {# جماعة تلتقي هنا.}}',
  'home.visitor.projects': 'المشاريع الأكثر دعمًا',
  'home.signUp': 'إنشاء حساب',
  'home.signIn': 'تسجيل الدخول',
  'home.help': 'كيف يعمل التطبيق',
  'home.language': 'اللغة',
} as const;
