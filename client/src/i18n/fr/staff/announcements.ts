export default {
  'announcements.title': 'Annoncer',
  'announcements.to': 'Les membres de « {name} » le lisent dans leurs notifications.',
  'announcements.toAll': 'Tous les membres de ce serveur le lisent dans leurs notifications.',
  'announcements.field.title': 'Titre',
  'announcements.field.text': 'Message',
  'announcements.once': 'Une annonce par jour.',
  'announcements.sure': 'Envoyer cette annonce ?',
  'announcements.reach':
    '{n, plural, =0 {Cette annonce n’atteindra personne.} one {Cette annonce atteindra # personne.} other {Cette annonce atteindra # personnes.}}',
  'announcements.go': 'Envoyer',
  'announcements.send': 'Envoyer l’annonce',
} as const;
