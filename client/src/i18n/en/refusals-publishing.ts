/** Why an act about a manuscript, or the file of one, was refused. */
export const publishingRefusals = {
  'manuscript.unknown': { member: 'This manuscript is gone, or is not shown to you.', staff: 'Unknown manuscript' },
  'manuscript.exists': { member: 'This manuscript has already been received.', staff: 'Manuscript already received' },
  'manuscript.not_member': { member: 'Join the community first.', staff: 'Manuscript: not a member' },
  'manuscript.not_author': { member: 'Only the author of the manuscript does this.', staff: 'Manuscript of another' },
  'manuscript.not_reviewer': { member: 'Only animators review manuscripts.', staff: 'Only animators review' },
  'manuscript.of_another_reviewer': {
    member: 'Somebody else is already reviewing this manuscript.',
    staff: 'Reviewed by somebody else',
  },
  'manuscript.moved': {
    member: 'The manuscript has moved on meanwhile. See where it stands, then try again.',
    staff: 'Manuscript moved meanwhile',
  },
  'manuscript.not_now': { member: 'This cannot be done where the manuscript stands.', staff: 'Not at this step' },
  'manuscript.reason_missing': { member: 'The author has to be told why.', staff: 'Review without a reason' },
  'manuscript.no_file': { member: 'Add a version first.', staff: 'Manuscript without a version' },
  'manuscript.in_catalogue': {
    member: 'This file is already in the catalogue, as another book.',
    staff: 'File already in the catalogue',
  },
  'manuscript.file_exists': { member: 'This version has already been received.', staff: 'Version already received' },
  'manuscript.file_on_its_way': {
    member: 'The last version is still on its way. Wait until it is there.',
    staff: 'Version still on its way',
  },
  'manuscript.unfit': {
    member: 'This file cannot become a book.',
    staff: 'Manuscript that cannot become a book',
  },
  'manuscript.too_many': {
    member: 'That is more manuscripts than allowed ({most, number}): try again later.',
    staff: 'Too many manuscripts',
  },
  'manuscript.too_many_files': {
    member: 'This manuscript already has {most, plural, one {# version} other {# versions}}, the most possible.',
    staff: 'Too many versions',
  },
  'manuscript.too_many_notes': {
    member: 'This manuscript already has {most, plural, one {# remark} other {# remarks}}, the most possible.',
    staff: 'Too many remarks',
  },
  'manuscript.too_many_changes': {
    member: 'This manuscript has changed {most, plural, one {# time} other {# times}} today: go on tomorrow.',
    staff: 'Too many changes of a manuscript',
  },
  'manuscript.unknown_note': { member: 'This remark is gone.', staff: 'Unknown remark' },
  'book.not_zip': 'This file is not an EPUB book, or it is cut short.',
  'book.bad_name': 'The name of a file in the book is not allowed: {entry}.',
  'book.link': 'The book holds a link to another file: {entry}.',
  'book.too_many_entries': 'The book holds too many files: {found}, {most} at most.',
  'book.too_large': 'The book is too large.',
  'book.bad_ratio': 'The book unpacks to an enormous size: {entry}.',
  'book.wrong_size': 'A file of the book does not have the announced size: {entry}.',
  'book.overlap': 'Files of the book overlap: {entry}.',
  'book.damaged': 'A file of the book is damaged: {entry}.',
  'book.encrypted': 'This book is encrypted (DRM): it cannot be read here.',
  'book.no_container': 'This file is not an EPUB book: META-INF/container.xml is missing.',
  'book.no_package': 'The book has no readable package document: {entry}.',
  'book.entities': 'The book declares entities, which is not allowed: {entry}.',
  'book.no_spine': 'The book has no page to read.',
  'book.too_slow': 'The book is too complicated for this server to read.',
} as const;
