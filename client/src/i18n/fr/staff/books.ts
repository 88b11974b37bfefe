export default {
  'administration.part.books': 'Livres',
  'administration.books.title': 'Ajouter des livres',
  'administration.books.hint':
    'Des fichiers EPUB, de 30 Mo au plus. Ils sont gardés sur cet appareil, envoyés dès que possible, puis vérifiés : un fichier cassé ou verrouillé est refusé, et les scripts sont retirés à la lecture.',
  'administration.books.for': 'Pour qui',
  'administration.books.everybody': 'Tout le monde',
  'administration.books.choose': 'Choisir des fichiers',
  'administration.books.reading': 'Un instant…',
  'administration.books.queued':
    '{n, plural, one {# fichier gardé} other {# fichiers gardés}} : envoi dès que possible.',
  'administration.books.not': 'Ces fichiers ne sont pas ajoutés.',
  'administration.books.list': 'Fichiers choisis',
  'administration.books.older': '{n, plural, one {# fichier plus ancien} other {# fichiers plus anciens}}',
  'administration.books.none': 'Aucun fichier pour l’instant',
  'administration.books.none.text': 'Chaque fichier choisi apparaît ici, avec ce qu’il est devenu.',
  'administration.books.of': 'pour {place}',
  'administration.books.ofAll': 'pour tout le monde',
  'administration.books.added': 'ajouté au catalogue',
  'administration.books.there': 'était déjà au catalogue',
  'administration.books.refused': 'refusé',
  'administration.books.warnings': '{n, plural, one {# remarque} other {# remarques}}',
  'administration.books.warning.scripts':
    'À la lecture, {n, plural, one {# script est retiré} other {# scripts sont retirés}}.',
  'administration.books.warning.handlers':
    'À la lecture, {n, plural, one {# action cachée dans les pages est retirée} other {# actions cachées dans les pages sont retirées}}.',
  'administration.books.warning.remote':
    'À la lecture, {n, plural, one {# contenu d’un autre site est retiré} other {# contenus d’autres sites sont retirés}}.',
  'administration.books.warning.noType': 'Le livre ne dit pas qu’il est un EPUB (entrée {what}).',
  'administration.books.warning.besideType': 'L’entrée {what} contient autre chose que le type du fichier.',
  'administration.books.warning.otherType': 'L’entrée {what} nomme un autre type de fichier.',
  'administration.books.warning.duplicate': 'Plusieurs entrées portent ce nom : {what}.',
  'administration.books.warning.damaged': 'Entrée abîmée : {what}.',
  'administration.books.warning.unlisted': 'Cité dans l’ordre de lecture, absent de la liste des fichiers : {what}.',
  'administration.books.warning.missing': 'Fichier annoncé, mais absent : {what}.',
  'administration.books.warning.cover': 'La couverture n’est pas une image utilisable : {what}.',
  'administration.books.warning.restored': 'Le serveur avait perdu ce fichier : il l’a de nouveau.',
  'administration.books.warning.other': '{code} : {what}',
  'administration.books.closed.title': 'Réservé à qui administre ou anime',
  'administration.books.closed.text':
    'Les personnes qui administrent l’installation ajoutent des livres pour tout le monde, celles qui animent une communauté pour ses membres.',
  'error.book.elsewhere':
    'Le catalogue a déjà ce fichier, là où vous ne le voyez pas : dans une autre communauté, ou retiré.',
} as const;
