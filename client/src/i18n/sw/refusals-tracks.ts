/** Machine-made translation; a native reader has not checked it yet. */
export const trackRefusals = {
  'track.unknown': 'Wimbo huu haupo, au si kwako.',
  'track.exists': 'Wimbo huu umeshatangazwa.',
  'track.not_owner': 'Aliyeongeza wimbo pekee ndiye anayeubadilisha.',
  'track.not_member': 'Jiunge na jumuiya kwanza.',
  'track.of_show': 'Sehemu hufuata kipindi chake: shiriki kipindi.',
  'track.too_many':
    '{most, plural, one {Wimbo #} other {Nyimbo #}}: huwezi kuongeza zaidi. Ondoa baadhi, au subiri hadi kesho.',
  'track.no_sound': 'Hakuna sauti katika faili hii.',
  'track.damaged': 'Faili hii imeharibika: sauti yake haisomeki.',
  'track.too_long': 'Sauti hii ni ndefu mno.',
} as const;
