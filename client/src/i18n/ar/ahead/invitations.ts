/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'invitations.code': 'رمز الدعوة',
  'invitations.qr': 'رمز للمسح: {code}',
  'invitations.how': 'يمكنك إظهار هذا الرمز أو قوله أو مشاركة الرابط. ويظهر أيضًا بلا شبكة.',
  'invitations.shareTitle': 'دعوة للانضمام إلى EGOEJO',
  'invitations.rule':
    '{grains, plural, zero {# حبة} one {حبة واحدة} two {حبتان} few {# حبوب} many {# حبة} other {# حبة}} لك حين يؤكد الشخص المدعو بريده، و{perDay, plural, zero {# شخص} one {شخص واحد} two {شخصان} few {# أشخاص} many {# شخصًا} other {# شخص}} في اليوم على الأكثر.',
  'invitations.unconfirmed': 'يُرجى تأكيد بريدك أولًا: بعدها تمكنك الدعوة.',
  'invitations.visitor': 'الدعوة تتطلب حسابًا',
  'invitations.visitorText': 'مع الحساب يكون لك رمز لإظهاره، حتى بلا شبكة.',
  'invitations.mine':
    '{n, plural, zero {لم يأت أحد عن طريقك بعد} one {جاء شخص واحد عن طريقك} two {جاء شخصان عن طريقك} few {جاء # أشخاص عن طريقك} many {جاء # شخصًا عن طريقك} other {جاء # شخص عن طريقك}}',
  'invitations.thanked':
    '{n, plural, zero {لا دعوات محصودة} one {دعوة واحدة محصودة} two {دعوتان محصودتان} few {# دعوات محصودة} many {# دعوة محصودة} other {# دعوة محصودة}}: {grains, plural, zero {# حبة} one {حبة واحدة} two {حبتان} few {# حبوب} many {# حبة} other {# حبة}}.',
  'invitations.beyond':
    '{n, plural, zero {لا دعوات} one {دعوة واحدة تُحتسب} two {دعوتان تُحتسبان} few {# دعوات تُحتسب} many {# دعوة تُحتسب} other {# دعوة تُحتسب}} دون حبوب: بلغ العدد حد اليوم ({perDay}).',
  'invitations.waiting':
    '{n, plural, zero {لا دعوات} one {دعوة واحدة} two {دعوتان} few {# دعوات} many {# دعوة} other {# دعوة}} دون حبوب حتى الآن.',
  'invitations.private': 'هوية من جاء تبقى خاصة.',
  'invitations.take.title': 'دعوة',
  'invitations.take.how': 'هل أعطاك أحد رمزًا؟ يُحفظ على هذا الجهاز، حتى بلا شبكة، ويُستعمل عند إنشاء حسابك.',
  'invitations.take.member': 'هل أعطاك أحد رمزًا؟ يمكنك هنا ذكر من دعاك.',
  'invitations.take.do': 'حفظ هذا الرمز',
  'invitations.take.scan': 'تصوير الرمز',
  'invitations.take.notSeen': 'لا رمز دعوة في هذه الصورة. يمكنك الاقتراب، أو كتابة الرمز.',
  'invitations.take.wrong': 'ليس هذا رمز دعوة، فالرمز عشرة من الحروف والأرقام.',
  'invitations.welcome': 'دعوة لك إلى EGOEJO',
  'invitations.about': 'هنا، مجتمعات تختار مشاريعها وتغذيها، بالشبكة أو بدونها.',
  'invitations.kept': 'الدعوة {code} محفوظة على هذا الجهاز. وتُستعمل عند إنشاء حسابك.',
  'invitations.look': 'رؤية المشاريع أولًا',
  'invitations.other': 'استعمال رمز آخر',
  'invitations.signUpWithout': 'إنشاء حساب بلا دعوة',
  'invitations.ownCode': 'هذا رمزك أنت. إنه لمن دعوتهم.',
  'invitations.showMine': 'إظهار رمزي',
  'invitations.haveAccount': 'لديك حساب. إن وصلت للتوّ، فيمكنك القول إن الدعوة {code} هي التي جاءت بك.',
  'invitations.accept': 'قبول هذه الدعوة',
  'invitations.accepted': 'تم التسجيل. شكرًا!',
  'invitations.take.hint': 'عشرة من الحروف والأرقام، أو الرابط كاملًا.',
} as const;
