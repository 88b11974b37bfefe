/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'invitations.title': 'دعوة',
  'invitations.codeOptional': 'رمز الدعوة، إن كان لديك',
  'invitations.without': 'المتابعة بلا دعوة',
  'invitations.have': 'لديّ دعوة',
  'oidc.with': 'تسجيل الدخول بواسطة {name}',
  'oidc.entering': 'جارٍ تسجيل الدخول…',
} as const;
