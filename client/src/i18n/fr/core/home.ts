/** What a first visit says. */
export default {
  'home.visitor.title': 'Bienvenue sur EGOEJO',
  'home.visitor.what': 'Nourrissez les projets de votre quartier avec des grains, votez, lisez : avec ou sans réseau.',
  'home.visitor.whatOnly': 'Soutenez les projets de votre quartier, votez, lisez : avec ou sans réseau.',
  'home.visitor.grain': 'Un grain se récolte en lisant et en participant. C’est gratuit, et ce n’est pas de l’argent.',
  'home.visitor.one': 'La communauté {name} se retrouve ici.',
  'home.visitor.many': '{n, plural, one {# communauté se retrouve} other {# communautés se retrouvent}} ici.',
  'home.visitor.projects': 'Projets les plus soutenus',
  'home.signUp': 'Créer un compte',
  'home.signIn': 'Se connecter',
  'home.help': 'Comment ça marche',
  'home.language': 'Langue',
} as const;
