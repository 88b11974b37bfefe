/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'home.visitor.title': 'Karibu EGOEJO',
  'home.visitor.what': 'Stawisha miradi ya mtaani kwako kwa mbegu, piga kura, soma: uwe na mtandao au la.',
  'home.visitor.whatOnly': 'Unga mkono miradi ya mtaani kwako, piga kura, soma: uwe na mtandao au la.',
  'home.visitor.grain': 'Mbegu huvunwa kwa kusoma na kushiriki. Ni bure, na si pesa.',
  'home.visitor.one': 'Jumuiya ya {name} hukutana hapa.',
  'home.visitor.many': '{n, plural, one {Jumuiya # hukutana hapa.} other {Jumuiya # hukutana hapa.}}',
  'home.visitor.projects': 'Miradi inayoungwa mkono zaidi',
  'home.signUp': 'Fungua akaunti',
  'home.signIn': 'Ingia',
  'home.help': 'Jinsi inavyofanya kazi',
  'home.language': 'Lugha',
} as const;
