/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'blocks.title': 'Watu uliowazuia',
  'blocks.text':
    'Hawawezi tena kukuandikia, wala wewe kuwaandikia; wanajua tu wakijaribu. Katika vyumba na vikundi, ujumbe wao unakunjwa na haukuarifu chochote.',
  'blocks.none': 'Hujamzuia mtu yeyote',
  'blocks.none.text': 'Unamzuia mtu kutoka kwenye ujumbe wake, au kutoka kwenye mazungumzo yenu.',
  'blocks.block': 'Mzuie {name}',
  'blocks.unblock': 'Acha kumzuia {name}',
  'blocks.ask': 'Umzuie {name}?',
  'blocks.ask.text':
    'Hamtaweza tena kuandikiana. Kwingine, ujumbe wake utakunjwa na hautakuarifu. Unaweza kubadilisha uamuzi katika mipangilio yako.',
  'blocks.folded': 'Ujumbe wa mtu uliyemzuia',
  'blocks.show': 'Onyesha',
  'blocks.pair': 'Umemzuia {name}: hamwezi kuandikiana.',
  'rooms.mute': 'Nyamazisha',
  'rooms.mute.hint': 'Hakuna arifa, na hakuna kinachohesabiwa kwenye menyu.',
  'rooms.muted': 'kimenyamazishwa',
} as const;
