/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'rooms.rules': 'Sàrt yi',
  'rooms.rules.none': 'Ku nekk di bind ni mu ko neexe, te bataaxal yi dañuy des.',
  'rooms.rules.none.direct': 'Bataaxal yi dañuy des.',
  'rooms.rules.change': 'Soppi sàrt yi',
  'rooms.rules.slow': 'Doxin wu ndànk',
  'rooms.rules.slow.hint':
    'Diir bi diggante ñaari bataaxal yu benn nit. Ñiy doxal mbooloo mi ak ki ubbi néeg bi duñu xaar.',
  'rooms.rules.slow.no': 'Déedéet',
  'rooms.rules.slow.holds': 'Doxin wu ndànk: {time} diggante ñaari bataaxal yu benn nit.',
  'rooms.rules.words': 'Baat yi ñu bañ',
  'rooms.rules.words.hint': 'Benn ci rëdd wu nekk. Bataaxal bu am benn ci baat yooyu du dem.',
  'rooms.rules.words.holds': 'Baat yi ñu bañ: {words}',
  'rooms.rules.words.bad': 'Mënul a ëpp {most, number} baat, bu nekk mënul a ëpp {length, number} araf.',
  'rooms.rules.keep': 'Denc bataaxal yi',
  'rooms.rules.keep.hint':
    'Diir bu gëna gàtt juróom-ñaari fan ginaaw lay tàmbali: balaa booba ku nekk mën na ko jàng fii.',
  'rooms.rules.keep.ever': 'Ba fàww',
  'rooms.rules.keep.holds': 'Bataaxal yi weesu {time} dañu leen di far.',
  'rooms.rules.keep.from': 'Dale {day}, bataaxal yi weesu {time} dañu leen di far.',
  'rooms.slow.wait': 'Doxin wu ndànk: des na {time}',
  'rooms.word': 'Néeg bii nanguwul baat “{word}”.',
} as const;
