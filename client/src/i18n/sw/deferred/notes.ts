/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'error.network': 'Seva haipatikani kwa sasa.',
  'note.saka.harvested': '{grains, plural, one {Mbegu # imevunwa} other {Mbegu # zimevunwa}}.',
  'note.saka.daily_limit': 'Kikomo cha siku kimefikiwa: tendo limehesabiwa, bila mbegu mpya.',
  'note.saka.already_harvested': 'Mbegu zilishavunwa: tendo limehesabiwa, bila mbegu mpya.',
  'note.saka.not_confirmed': 'Thibitisha anwani yako ili uvune mbegu.',
  'note.reading.no_time':
    'Usomaji umehesabiwa, bila mbegu: tangu ulipoweza kuanza, umepita muda mfupi kuliko ambao usomaji wako unahitaji.',
  'note.reading.own_text': 'Usomaji umehesabiwa, bila mbegu: ni makala yako.',
  'note.books.note_kept': 'Alama inabaki: maelezo yake yamebadilishwa kwenye kifaa kingine.',
  'note.plays.no_time':
    'Usikilizaji huu hauhesabiwi: tangu ulipoweza kuanza, umepita muda mfupi kuliko ambao usikilizaji wako unahitaji.',
  'note.plays.unknown_track': 'Usikilizaji huu hauhesabiwi: wimbo uliondolewa.',
};
