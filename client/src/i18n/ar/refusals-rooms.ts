/** Machine-made translation; a native reader has not checked it yet. */
export const roomRefusals = {
  'room.unknown': 'لم تعد هذه الغرفة موجودة، أو ليست مفتوحة لك.',
  'room.unknown_subject': 'ما ستكون الغرفة عنه لم يعد موجودًا.',
  'room.exists': 'وصلت هذه الغرفة من قبل.',
  'room.not_member': 'انضم إلى المجتمع أولًا.',
  'room.not_joined': 'لم تعد في هذه الغرفة.',
  'room.not_organiser': 'لا يغيّر هذه الغرفة إلا من فتحها وفريق التنشيط.',
  'room.closed': 'هذه الغرفة مغلقة.',
  'room.unreachable': 'هذا الشخص لا يستقبل رسائل منك.',
  'room.you_blocked': 'لقد حظرت هذا الشخص: ارفع الحظر أولًا.',
  'block.oneself': 'لا يحظر أحد نفسه.',
  'block.unknown_member': 'لم يعد لهذا الشخص حساب هنا.',
  'block.too_many':
    'تحظر {most, plural, zero {لا أحد} one {شخصًا واحدًا} two {شخصين} few {# أشخاص} many {# شخصًا} other {# شخص}}، وهو الحد الأقصى.',
  'room.unknown_people': 'ليس لك، أو لم يعد لك، مجتمع مشترك مع هؤلاء.',
  'room.too_many':
    'الحد الأقصى {most, plural, zero {# غرفة} one {غرفة واحدة} two {غرفتان} few {# غرف} many {# غرفة} other {# غرفة}}: غادر واحدة أو تابع غدًا.',
  'room.too_many_edits':
    'تغيّرت هذه الغرفة {most, plural, zero {# مرة} one {مرة واحدة} two {مرتين} few {# مرات} many {# مرة} other {# مرة}} اليوم: تابع غدًا.',
  'room.rules_direct': 'ليس للمحادثة بينكم وضع بطيء ولا كلمات مرفوضة.',
  'room.slow':
    'الوضع البطيء: بقيت {seconds, plural, zero {# ثانية} one {ثانية واحدة} two {ثانيتان} few {# ثوانٍ} many {# ثانية} other {# ثانية}} قبل رسالتك التالية.',
  'message.word': 'لا تقبل هذه الغرفة كلمة «{word}».',
  'message.unknown': 'لم تعد هذه الرسالة موجودة.',
  'message.exists': 'وصلت هذه الرسالة من قبل.',
  'message.file_exists': 'هذا الملف مرفق برسالة من قبل.',
  'message.not_author': 'لا يغيّر هذه الرسالة إلا كاتبها.',
  'message.too_many':
    'كتبت {most, plural, zero {# رسالة} one {رسالة واحدة} two {رسالتين} few {# رسائل} many {# رسالة} other {# رسالة}} في وقت قصير: انتظر قليلًا.',
  'message.too_many_edits':
    'غيّرت رسائلك {most, plural, zero {# مرة} one {مرة واحدة} two {مرتين} few {# مرات} many {# مرة} other {# مرة}} اليوم: تابع غدًا.',
  'message.too_many_reactions':
    'لهذه الرسالة {most, plural, zero {# تفاعل} one {تفاعل واحد} two {تفاعلان} few {# تفاعلات} many {# تفاعلًا} other {# تفاعل}}، وهو الحد الأقصى.',
  'message.too_many_pins':
    'في هذه الغرفة {most, plural, zero {# رسالة مثبتة} one {رسالة مثبتة واحدة} two {رسالتان مثبتتان} few {# رسائل مثبتة} many {# رسالة مثبتة} other {# رسالة مثبتة}}: ألغ تثبيت إحداها أولًا.',
  'media.unreadable': 'لم تعد قراءة هذا الملف ممكنة: نُقل أو حُذف.',
  'media.bad_sound': 'هذا الملف ليس صوتًا صالحًا.',
  'media.too_long':
    'مدة الرسالة الصوتية {most, plural, zero {# ثانية} one {ثانية واحدة} two {ثانيتان} few {# ثوانٍ} many {# ثانية} other {# ثانية}} على الأكثر.',
} as const;
