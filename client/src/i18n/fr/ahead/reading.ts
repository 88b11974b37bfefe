export default {
  'reading.share.noneText': 'EGOEJO garde les articles par leur lien. Partagez la page depuis le navigateur.',
  'reading.share.safe': 'Le lien est encore ici.',
  'reading.share.signIn': 'Se connecter pour l’ajouter',
  'reading.share': 'Ajouter à « À lire »',
  'reading.share.none': 'Aucun lien dans ce partage',
} as const;
