/** Why a book was refused. */
export default {
  'error.book.not_zip': 'Ce fichier n’est pas un livre EPUB, ou il est coupé.',
  'error.book.bad_name': 'Un des noms de fichiers du livre n’est pas permis : {entry}.',
  'error.book.link': 'Le livre contient un lien vers un autre fichier : {entry}.',
  'error.book.too_many_entries': 'Le livre contient trop de fichiers : {found}, {most} au plus.',
  'error.book.too_large': 'Le livre est trop gros.',
  'error.book.bad_ratio': 'Le livre se déplie en un volume démesuré : {entry}.',
  'error.book.wrong_size': 'Un fichier du livre n’a pas la taille annoncée : {entry}.',
  'error.book.overlap': 'Des fichiers du livre se recouvrent : {entry}.',
  'error.book.damaged': 'Un fichier du livre est abîmé : {entry}.',
  'error.book.encrypted': 'Ce livre est chiffré (DRM) : il ne peut pas être lu ici.',
  'error.book.no_container': 'Ce fichier n’est pas un livre EPUB : META-INF/container.xml manque.',
  'error.book.no_package': 'Le livre n’a pas de document de paquet lisible : {entry}.',
  'error.book.entities': 'Le livre déclare des entités, ce qui n’est pas permis : {entry}.',
  'error.book.no_spine': 'Le livre n’a aucune page à lire.',
  'error.book.too_slow': 'Le livre est trop compliqué à lire pour ce serveur.',
} as const;
