/** What each fault of a file spoils: the one table of all importers. docs/files.md explains it (a test compares). */

/**
 * `mended`: nothing, because only one reading makes sense; the line is named and counts so. `line`: the line, which
 * adds nothing; the others stand. `file`: everything, because without the line the whole would be another one, or
 * because nothing more can be read.
 */
type Spoils = 'mended' | 'line' | 'file';

const table = {
  'file.not_utf8': 'file',
  'file.unclosed_quote': 'file',
  'file.quote_over_lines': 'file',
  'file.line_too_long': 'file',
  'file.control_character': 'file',

  'list.encoding': 'file',
  'list.bytes': 'file',
  'list.lines': 'file',
  'list.empty': 'file',
  'list.headings': 'file',
  'list.title': 'line',
  'list.summary': 'line',
  'list.long': 'line',
  'list.cells': 'line',
  'list.cost': 'line',
  'list.currency': 'line',
  'list.other_currency': 'line',
  'list.twice': 'line',
  'list.there': 'line',

  'pabulib.no_section': 'file',
  'pabulib.section_order': 'file',
  'pabulib.no_key': 'file',
  'pabulib.key_twice': 'file',
  'pabulib.no_column': 'file',
  'pabulib.column_twice': 'file',
  'pabulib.ragged_row': 'file',
  'pabulib.bad_id': 'file',
  'pabulib.id_twice': 'file',
  'pabulib.bad_number': 'file',
  'pabulib.vote_type': 'file',
  'pabulib.bad_ballot': 'file',
  'pabulib.too_many': 'file',
  'pabulib.wrong_total': 'file',
  'pabulib.other_content': 'file',
  'pabulib.project_twice': 'mended',

  'tally.no_options': 'file',
  'tally.option_twice': 'file',
  'tally.ragged_row': 'file',
  'tally.id_twice': 'file',
  'tally.not_json': 'file',
  'tally.bad_shape': 'file',
  'tally.bad_count': 'file',
  'tally.too_many_grades': 'file',
  'poll.bad_votes': 'file',
  'poll.bad_grade': 'file',
  'poll.over_credits': 'file',
  'recount.not_json': 'file',
  'recount.bad_shape': 'file',
  'recount.bad_ballot': 'file',

  'recommend.bad_gzip': 'file',
  'recommend.no_column': 'file',
  'recommend.ragged_row': 'file',
  'recommend.no_reader': 'file',
  'recommend.bad_book': 'file',
  'recommend.unknown_book': 'file',
  'recommend.book_twice': 'file',
  'recommend.bad_rating': 'file',
  'recommend.rated_twice': 'file',
  'recommend.empty': 'file',

  'story.no_title': 'file',
  'story.no_pages': 'file',
  'story.no_licence': 'file',
  'story.no_authors': 'file',
  'story.no_language': 'file',
  'story.too_large': 'file',
  'story.not_utf8': 'file',
  'story.no_files': 'file',

  'manuscript.empty': 'file',
  'manuscript.too_long': 'file',
  'manuscript.too_deep': 'file',
  'manuscript.not_utf8': 'file',
  'manuscript.no_files': 'file',
  'manuscript.front_matter': 'file',
  'manuscript.no_title': 'file',
  'manuscript.no_language': 'file',
  'manuscript.bad_language': 'file',
  'manuscript.missing_picture': 'file',
  'manuscript.bad_picture': 'file',
  'manuscript.remote_picture': 'file',
  'manuscript.large_picture': 'file',
  'manuscript.too_many_pictures': 'file',
} as const satisfies Record<string, Spoils>;

export const fileFaults: Readonly<Record<string, Spoils>> = table;
type Table = typeof table;
/** The codes of a kind of file that spoil this much: an importer takes its codes from the table. */
export type FaultsOf<Kind extends string, S extends Spoils> = {
  [Code in keyof Table]: Table[Code] extends S ? (Code extends `${Kind}.${string}` ? Code : never) : never;
}[keyof Table];
