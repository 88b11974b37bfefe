/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'home.visitor.title': 'Dalal ak jàmm ci EGOEJO',
  'home.visitor.what': 'Dundalal sémbi sa gox ak ay fepp, wote, jàng: am rezoo walla ñàkk rezoo.',
  'home.visitor.whatOnly': 'Jàppaleel sémbi sa gox, wote, jàng: am rezoo walla ñàkk rezoo.',
  'home.visitor.grain': 'Fepp, ci jàng ak bokk ci liggéey lañu koy góobe. Amul njëg, te du xaalis.',
  'home.visitor.one': 'Mbooloo {name} fii lay daje.',
  'home.visitor.many': '{n, plural, other {# mbooloo fii lañuy daje.}}',
  'home.visitor.projects': 'Sémb yi ñu gën a jàppale',
  'home.signUp': 'Ubbi kont',
  'home.signIn': 'Dugg',
  'home.help': 'Naka lay doxee',
  'home.language': 'Làkk',
} as const;
