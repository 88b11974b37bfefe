/** Words, each with what people type to find it, on the device and on the server. */
export const WORDS_TO_FIND = [
  ['Łódź', 'lodz'],
  ['Białystok', 'bialystok'],
  ['Tromsø', 'tromso'],
  ['Ŋana', 'nana'],
  ['kɔ̀lɔn', 'kolon'],
  ['jɛkulu', 'jekulu'],
  ['Diyarbakır', 'diyarbakir'],
  ['İzmir', 'izmir'],
  ['Đakovo', 'dakovo'],
  ['ﬁn', 'fin'],
  ['Þórshöfn', 'thorshofn'],
  ['Strasse', 'straße'],
  ['Œuvre', 'oeuvre'],
  ['so\u00adlaire', 'solaire'],
] as const;
