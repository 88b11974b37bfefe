/** Machine-made translation; a native reader has not checked it yet. */
export const roomRefusals = {
  'room.unknown': 'Néeg bii amatul, wala ubbeekuwu la.',
  'room.unknown_subject': 'Li néeg bi war a waxtaane amatul.',
  'room.exists': 'Jot nañu néeg bii ba noppi.',
  'room.not_member': 'Duggal ci mbooloo mi ba noppi.',
  'room.not_joined': 'Nekkatoo ci néeg bii.',
  'room.not_organiser': 'Ki ko ubbi ak ñiy doxal mbooloo mi rekk ñoo mën a soppi néeg bii.',
  'room.closed': 'Tëj nañu néeg bii.',
  'room.unknown_people': 'Amuloo, wala amatoo, mbooloo mu ngeen bokk ak nit ñii.',
  'room.too_many': 'Mënul a ëpp {most, number} néeg: génnal ci benn, wala nga wéy ëllëg.',
  'room.too_many_edits': 'Néeg bii soppeeku na {most, number} yoon tey: wéyal ëllëg.',
  'message.unknown': 'Bataaxal bii amatul.',
  'message.exists': 'Jot nañu bataaxal bii ba noppi.',
  'message.not_author': 'Ki ko bind rekk moo mën a soppi bataaxal bii.',
  'message.too_many': 'Bind nga {most, number} bataaxal ci waxtu wu gàtt: xaaral tuuti.',
  'message.too_many_edits': 'Soppi nga say bataaxal {most, number} yoon tey: wéyal ëllëg.',
  'message.too_many_reactions': 'Bataaxal bii am na {most, number} tontu ba noppi: mënul a ëpp loolu.',
} as const;
