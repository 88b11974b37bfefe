/** Why a book was refused. */
export default {
  'error.book.not_zip': 'This file is not an EPUB book, or it is cut short.',
  'error.book.bad_name': 'The name of a file in the book is not allowed: {entry}.',
  'error.book.link': 'The book holds a link to another file: {entry}.',
  'error.book.too_many_entries': 'The book holds too many files: {found}, {most} at most.',
  'error.book.too_large': 'The book is too large.',
  'error.book.bad_ratio': 'The book unpacks to an enormous size: {entry}.',
  'error.book.wrong_size': 'A file of the book does not have the announced size: {entry}.',
  'error.book.overlap': 'Files of the book overlap: {entry}.',
  'error.book.damaged': 'A file of the book is damaged: {entry}.',
  'error.book.encrypted': 'This book is encrypted (DRM): it cannot be read here.',
  'error.book.no_container': 'This file is not an EPUB book: META-INF/container.xml is missing.',
  'error.book.no_package': 'The book has no readable package document: {entry}.',
  'error.book.entities': 'The book declares entities, which is not allowed: {entry}.',
  'error.book.no_spine': 'The book has no page to read.',
  'error.book.too_slow': 'The book is too complicated for this server to read.',
} as const;
