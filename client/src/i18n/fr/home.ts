/** What a first visit says. */
export default {
  'home.visitor.title': 'Bienvenue sur EGOEJO',
  'home.visitor.what': 'Nourrissez les projets de votre quartier avec des grains, votez, lisez : avec ou sans réseau.',
  'home.visitor.whatOnly': 'Soutenez les projets de votre quartier, votez, lisez : avec ou sans réseau.',
  'home.visitor.projects': 'Projets les plus soutenus',
  'home.signUp': 'Créer un compte',
  'home.signIn': 'Se connecter',
  'home.help': 'Comment ça marche',
  'home.language': 'Langue',
} as const;
