export default {
  'announcements.title': 'Annoncer',
  'announcements.to': 'Les membres de « {name} » le lisent dans leurs notifications.',
  'announcements.toAll': 'Tous les membres de ce serveur le lisent dans leurs notifications.',
  'announcements.field.title': 'Titre',
  'announcements.field.text': 'Message',
  'announcements.once': 'Une annonce par jour.',
  'announcements.send': 'Envoyer l’annonce',
} as const;
