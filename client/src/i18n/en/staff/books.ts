export default {
  'administration.part.books': 'Books',
  'administration.books.title': 'Add books',
  'administration.books.hint':
    'EPUB files of at most 30 MB. They are kept on this device, sent as soon as possible, then checked: a broken or locked file is refused, and scripts are taken out when the book is read.',
  'administration.books.for': 'For whom',
  'administration.books.everybody': 'Everybody',
  'administration.books.choose': 'Choose files',
  'administration.books.reading': 'One moment…',
  'administration.books.queued': '{n, plural, one {# file kept} other {# files kept}}: sent as soon as possible.',
  'administration.books.not': 'These files are not added.',
  'administration.books.list': 'Files chosen',
  'administration.books.older': '{n, plural, one {# older file} other {# older files}}',
  'administration.books.none': 'No file yet',
  'administration.books.none.text': 'Each file that you choose appears here, with what became of it.',
  'administration.books.of': 'for {place}',
  'administration.books.ofAll': 'for everybody',
  'administration.books.added': 'added to the catalogue',
  'administration.books.there': 'was in the catalogue already',
  'administration.books.refused': 'refused',
  'administration.books.warnings': '{n, plural, one {# remark} other {# remarks}}',
  'administration.books.warning.scripts':
    '{n, plural, one {# script is} other {# scripts are}} taken out when it is read.',
  'administration.books.warning.handlers':
    '{n, plural, one {# hidden action in its pages is} other {# hidden actions in its pages are}} taken out when it is read.',
  'administration.books.warning.remote':
    '{n, plural, one {# content of another site is} other {# contents of other sites are}} taken out when it is read.',
  'administration.books.warning.noType': 'The book does not say that it is an EPUB (entry {what}).',
  'administration.books.warning.besideType': 'The entry {what} holds something beside the type of the file.',
  'administration.books.warning.otherType': 'The entry {what} names another type of file.',
  'administration.books.warning.duplicate': 'Several entries have this name: {what}.',
  'administration.books.warning.damaged': 'Damaged entry: {what}.',
  'administration.books.warning.unlisted': 'In the order of reading, but not in the list of files: {what}.',
  'administration.books.warning.missing': 'In the list of files, but missing: {what}.',
  'administration.books.warning.cover': 'The cover is no usable picture: {what}.',
  'administration.books.warning.restored': 'The server had lost this file, and has it again.',
  'administration.books.warning.other': '{code}: {what}',
  'administration.books.closed.title': 'For administrators and animators',
  'administration.books.closed.text':
    'Administrators add books for everybody, animators of a community for its members.',
  'error.book.elsewhere':
    'The catalogue has this file already, where you do not see it: in another community, or withdrawn.',
} as const;
