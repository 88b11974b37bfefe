/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'home.visitor.title': 'Dalal ak jàmm ci EGOEJO',
  'home.visitor.what': 'Dundalal sémbi sa gox ak ay fepp, wote, jàng: am rezoo walla ñàkk rezoo.',
  'home.visitor.whatOnly': 'Jàppaleel sémbi sa gox, wote, jàng: am rezoo walla ñàkk rezoo.',
  'home.visitor.projects': 'Sémb yi ñu gën a jàppale',
  'home.signUp': 'Ubbi kont',
  'home.signIn': 'Dugg',
  'home.help': 'Naka lay doxee',
  'home.language': 'Làkk',
} as const;
