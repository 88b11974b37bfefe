export default {
  'rooms.rules': 'Règles',
  'rooms.rules.none': 'Chacun écrit à son rythme, et les messages restent.',
  'rooms.rules.none.direct': 'Les messages restent.',
  'rooms.rules.change': 'Changer les règles',
  'rooms.rules.slow': 'Mode lent',
  'rooms.rules.slow.hint':
    'Le temps entre deux messages d’une même personne. L’animation et la personne qui a ouvert le salon n’attendent pas.',
  'rooms.rules.slow.no': 'Non',
  'rooms.rules.slow.holds': 'Mode lent : {time} entre deux messages d’une même personne.',
  'rooms.rules.words': 'Mots refusés',
  'rooms.rules.words.hint': 'Un par ligne. Un message où figure un de ces mots ne part pas.',
  'rooms.rules.words.holds': 'Mots refusés : {words}',
  'rooms.rules.words.bad':
    '{most, plural, one {# mot} other {# mots}} au plus, de {length, plural, one {# caractère} other {# caractères}} au plus.',
  'rooms.rules.keep': 'Garder les messages',
  'rooms.rules.keep.hint':
    'Une durée plus courte ne vaut que sept jours plus tard : d’ici là, chacun peut le lire ici.',
  'rooms.rules.keep.ever': 'Toujours',
  'rooms.rules.keep.holds': 'Les messages de plus de {time} s’effacent.',
  'rooms.rules.keep.from': 'À partir du {day}, les messages de plus de {time} s’effacent.',
  'rooms.slow.wait': 'Mode lent : encore {time}',
  'rooms.word': 'Ce salon n’admet pas le mot « {word} ».',
} as const;
