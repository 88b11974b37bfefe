/**
 * The file format of a backup: gzip over lines of JSON. First the header, then a line for each table followed by its
 * rows, last the end line, whose checksum covers all bytes before it. A row is PostgreSQL's text form of it, as a JSON
 * string: exact for every type, and the same on a real PostgreSQL and the embedded one.
 */
import * as z from 'zod';

/** The name and the version in the header. */
export const FORMAT = 'egoejo-backup';
export const VERSION = 1;

/** The first line. */
export const headerLine = z.object({
  format: z.literal(FORMAT),
  version: z.number().int(),
  /** The schema's migration number: a file is restored only into that schema. */
  schema: z.number().int(),
  /** When the snapshot was taken, ISO 8601, by the database's clock. */
  at: z.string(),
  epoch: z.string(),
});
export type BackupHeader = z.infer<typeof headerLine>;
/** The line before the rows of a table. */
export const tableLine = z.object({ table: z.string(), columns: z.array(z.string()) });
export type TableLine = z.infer<typeof tableLine>;
/** The last line. */
export const endLine = z.object({ end: z.literal(true), rows: z.number().int(), sha256: z.string() });

/** Why a file was not restored; nothing was changed. */
export type FileFault = 'backup.unreadable' | 'backup.corrupt' | 'backup.newer_format';
