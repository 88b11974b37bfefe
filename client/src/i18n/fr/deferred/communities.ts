export default {
  'communities.one': 'Communauté',
  'communities.archived':
    'Cette communauté est archivée : on peut la lire, les votes en cours vont à leur terme, mais plus rien n’y entre.',
  'communities.announce': 'Annoncer',
  'communities.figures': 'Chiffres',
  'communities.poster': 'Affiche',
  'communities.members': 'Membres',
  'communities.edit': 'Modifier',
  'communities.invited': 'Vous êtes invité·e',
  'communities.invited.already': 'Vous en êtes déjà membre : l’ouvrir',
  'communities.signUp': 'Créer un compte pour rejoindre',
  'communities.private': 'communauté privée',
  'communities.member': 'vous en êtes membre',
  'communities.animator': 'vous l’animez',
  'communities.join': 'Rejoindre',
  'communities.signIn': 'Se connecter pour rejoindre',
} as const;
