/** Why an act about a manuscript, or the file of one, was refused. */
export const publishingRefusals = {
  'manuscript.unknown': {
    member: 'Ce manuscrit n’existe plus, ou ne vous est pas montré.',
    staff: 'Manuscrit inconnu',
  },
  'manuscript.exists': { member: 'Ce manuscrit a déjà été reçu.', staff: 'Manuscrit déjà reçu' },
  'manuscript.not_member': { member: 'Rejoignez d’abord la communauté.', staff: 'Manuscrit : pas membre' },
  'manuscript.not_author': { member: 'Seul l’auteur du manuscrit fait cela.', staff: 'Manuscrit d’un autre' },
  'manuscript.not_reviewer': {
    member: 'Seules les personnes qui animent relisent les manuscrits.',
    staff: 'Relecture réservée à l’animation',
  },
  'manuscript.of_another_reviewer': {
    member: 'Une autre personne relit déjà ce manuscrit.',
    staff: 'Relu par quelqu’un d’autre',
  },
  'manuscript.moved': {
    member: 'Le manuscrit a avancé entre-temps. Regardez où il en est, puis recommencez.',
    staff: 'Manuscrit avancé entre-temps',
  },
  'manuscript.not_now': {
    member: 'Ce n’est pas possible là où en est le manuscrit.',
    staff: 'Étape qui ne le permet pas',
  },
  'manuscript.reason_missing': { member: 'Il faut dire pourquoi à l’auteur.', staff: 'Relecture sans explication' },
  'manuscript.no_file': { member: 'Ajoutez d’abord une version.', staff: 'Manuscrit sans version' },
  'manuscript.in_catalogue': {
    member: 'Ce fichier est déjà au catalogue, comme un autre livre.',
    staff: 'Fichier déjà au catalogue',
  },
  'manuscript.file_exists': { member: 'Cette version a déjà été reçue.', staff: 'Version déjà reçue' },
  'manuscript.file_on_its_way': {
    member: 'La dernière version est encore en route. Attendez son arrivée.',
    staff: 'Version encore en route',
  },
  'manuscript.unfit': {
    member: 'Ce fichier ne peut pas devenir un livre.',
    staff: 'Manuscrit qui ne peut pas devenir un livre',
  },
  'manuscript.too_many': {
    member: 'C’est plus de manuscrits que permis ({most, number}) : réessayez plus tard.',
    staff: 'Trop de manuscrits',
  },
  'manuscript.too_many_files': {
    member: 'Ce manuscrit a déjà {most, plural, one {# version} other {# versions}}, le plus possible.',
    staff: 'Trop de versions',
  },
  'manuscript.too_many_notes': {
    member: 'Ce manuscrit a déjà {most, plural, one {# remarque} other {# remarques}}, le plus possible.',
    staff: 'Trop de remarques',
  },
  'manuscript.too_many_changes': {
    member: 'Ce manuscrit a changé {most, plural, one {# fois} other {# fois}} aujourd’hui : continuez demain.',
    staff: 'Trop de changements d’un manuscrit',
  },
  'manuscript.unknown_note': { member: 'Cette remarque n’existe plus.', staff: 'Remarque inconnue' },
  'contract.missing': {
    member: 'Il faut d’abord un contrat signé des deux côtés.',
    staff: 'Publication sans contrat signé',
  },
  'contract.exists': { member: 'Ce contrat a déjà été reçu.', staff: 'Contrat déjà reçu' },
  'contract.unknown': { member: 'Ce contrat n’existe plus.', staff: 'Contrat inconnu' },
  'contract.changed': {
    member: 'Ce contrat n’attend plus de réponse, ou son texte est un autre. Lisez-le encore une fois.',
    staff: 'Contrat changé entre-temps',
  },
  'catalogue.not_importer': {
    member: 'Seules les personnes qui administrent l’installation ou animent la communauté ajoutent des livres.',
    staff: 'N’importe pas de livres',
  },
  'catalogue.import_exists': { member: 'Ce fichier a déjà été annoncé.', staff: 'Fichier déjà annoncé' },
  'catalogue.too_many_imports': {
    member:
      'Cela fait {most, plural, one {# fichier} other {# fichiers}} en un jour, le plus possible : réessayez demain.',
    staff: 'Trop de fichiers en un jour',
  },
  'book.not_zip': 'Ce fichier n’est pas un livre EPUB, ou il est coupé.',
  'book.bad_name': 'Un des noms de fichiers du livre n’est pas permis : {entry}.',
  'book.link': 'Le livre contient un lien vers un autre fichier : {entry}.',
  'book.too_many_entries': 'Le livre contient trop de fichiers : {found}, {most} au plus.',
  'book.too_large': 'Le livre est trop gros.',
  'book.bad_ratio': 'Le livre se déplie en un volume démesuré : {entry}.',
  'book.wrong_size': 'Un fichier du livre n’a pas la taille annoncée : {entry}.',
  'book.overlap': 'Des fichiers du livre se recouvrent : {entry}.',
  'book.damaged': 'Un fichier du livre est abîmé : {entry}.',
  'book.encrypted': 'Ce livre est chiffré (DRM) : il ne peut pas être lu ici.',
  'book.no_container': 'Ce fichier n’est pas un livre EPUB : META-INF/container.xml manque.',
  'book.no_package': 'Le livre n’a pas de document de paquet lisible : {entry}.',
  'book.entities': 'Le livre déclare des entités, ce qui n’est pas permis : {entry}.',
  'book.no_spine': 'Le livre n’a aucune page à lire.',
  'book.too_slow': 'Le livre est trop compliqué à lire pour ce serveur.',
} as const;
