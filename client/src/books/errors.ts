/** Why a file is not opened as a book. Only a device gives these codes; `books.fault.<code>` says each in words. */
type BookFaultCode =
  | 'not_zip'
  | 'cut_short'
  | 'encrypted'
  | 'bad_name'
  | 'too_many_files'
  | 'too_large'
  | 'not_book'
  | 'bad_package'
  | 'no_text'
  | 'unreadable'
  | 'no_room';

/** A file that is not opened, with its reason. `entry`: the part of the file that is at fault; empty: the whole. */
export class BookFault extends Error {
  readonly code: BookFaultCode;
  readonly entry: string;
  constructor(code: BookFaultCode, entry = '') {
    super(`${code} ${entry}`);
    this.code = code;
    this.entry = entry;
  }
}
