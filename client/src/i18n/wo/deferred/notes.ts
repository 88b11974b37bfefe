/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'error.network': 'Fi mu nekk nii mënuñu yegg ci serwër bi.',
  'note.saka.harvested': 'Góob nga {grains, number} fepp.',
  'note.saka.daily_limit': 'Yegg nga ci dayob bés bi: jëf ji lim na, waaye amul fepp yu bees.',
  'note.saka.already_harvested': 'Góob nga ko ba noppi: jëf ji lim na, waaye amul fepp yu bees.',
  'note.saka.not_confirmed': 'Dëggalal sa adrees ngir góob ay fepp.',
  'note.reading.no_time':
    'Njàng mi lim na, waaye amul fepp: diir bi wees dale bi nga ko mënee tàmbali, say njàng laaj nañu lu ko gën a gudd.',
  'note.reading.own_text': 'Njàng mi lim na, waaye amul fepp: sa mbindu bopp la.',
  'note.books.note_kept': 'Màndarga mi des na: nettali bi soppiku na ci beneen jumtukaay.',
  'note.plays.no_time':
    'Déglu gii limuñu ko: diir bi wees dale bi mu mënee tàmbali, say déglu laaj nañu lu ko gën a gudd.',
  'note.plays.unknown_track': 'Déglu gii limuñu ko: dindi nañu woy wi.',
};
