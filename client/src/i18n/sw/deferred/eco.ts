/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'eco.level.1': 'Kamili',
  'eco.level.1.hint': 'Kundinyota lenye madoido, picha kubwa, mawasiliano ya papo hapo.',
  'eco.level.2': 'Chepesi',
  'eco.level.2.hint': 'Kundinyota rahisi, picha za wastani, mawasiliano ya papo hapo.',
  'eco.level.3': 'Wastani',
  'eco.level.3.hint': 'Kundinyota bapa, picha ndogo, miondoko michache.',
  'eco.level.4': 'Kidogo',
  'eco.level.4.hint':
    'Orodha, picha ukizigusa, hakuna muunganisho wa kudumu: mawasiliano kwa kila tendo na kila dakika 15.',
  'eco.level.5': 'Maandishi',
  'eco.level.5.hint': 'Hakuna picha, hakuna miondoko: mawasiliano kwa kila tendo na unapotaka.',
} as const;
