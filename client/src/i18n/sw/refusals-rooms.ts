/** Machine-made translation; a native reader has not checked it yet. */
export const roomRefusals = {
  'room.unknown': 'Chumba hiki hakipo tena, au hakiko wazi kwako.',
  'room.unknown_subject': 'Kitu ambacho chumba kingehusu hakipo tena.',
  'room.exists': 'Chumba hiki kimeshapokelewa.',
  'room.not_member': 'Jiunge kwanza na jumuiya.',
  'room.not_joined': 'Haumo tena katika chumba hiki.',
  'room.not_organiser': 'Aliyekifungua na waendeshaji pekee ndio hubadilisha chumba hiki.',
  'room.closed': 'Chumba hiki kimefungwa.',
  'room.unknown_people': 'Huna, au huna tena, jumuiya ya pamoja na watu hawa.',
  'room.too_many':
    'Kiwango cha juu ni {most, plural, one {chumba #} other {vyumba #}}: ondoka kimoja au endelea kesho.',
  'room.too_many_edits': 'Chumba hiki kimebadilika {most, plural, one {mara #} other {mara #}} leo: endelea kesho.',
  'message.unknown': 'Ujumbe huu haupo tena.',
  'message.exists': 'Ujumbe huu umeshapokelewa.',
  'message.file_exists': 'Faili hii tayari iko kwenye ujumbe.',
  'message.not_author': 'Aliyeandika pekee ndiye hubadilisha ujumbe huu.',
  'message.too_many': 'Umeandika {most, plural, one {ujumbe #} other {ujumbe #}} kwa muda mfupi: subiri kidogo.',
  'message.too_many_edits': 'Umebadilisha ujumbe wako {most, plural, one {mara #} other {mara #}} leo: endelea kesho.',
  'message.too_many_reactions': 'Ujumbe huu una {most, plural, one {hisia #} other {hisia #}} tayari, kiwango cha juu.',
  'media.bad_sound': 'Faili hii si sauti inayoweza kutumika.',
  'media.too_long': 'Ujumbe wa sauti hudumu {most, plural, one {sekunde #} other {sekunde #}} tu.',
} as const;
