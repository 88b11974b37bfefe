import * as z from 'zod/mini';
import { bookImportId, communityId } from '../platform/ids.ts';
import { line } from '../platform/texts.ts';
import { defineMutation } from '../sync/mutation.ts';
import { IMPORT_TEXT } from './model.ts';

/**
 * Announces an EPUB file that is to become a book of the catalogue, for everybody or for the members of one community.
 * Its bytes follow.
 */
export const catalogueImport = defineMutation({
  name: 'catalogue.import',
  version: 1,
  args: z.strictObject({
    /** Created on the device (`newId`). */
    id: bookImportId,
    community: z.nullable(communityId),
    name: line(IMPORT_TEXT.fileName),
  }),
  path: 'cold',
  writes: ({ id }) => [{ e: 'bookImport', id }],
  reads: ({ community }) => (community === null ? [] : [{ e: 'community', id: community }]),
  optimistic: (_view, args, { madeAt }) => [
    {
      e: 'bookImport',
      id: args.id,
      row: {
        ...args,
        state: 'awaited',
        code: null,
        params: {},
        added: null,
        work: null,
        title: '',
        warnings: [],
        createdAt: madeAt,
      },
    },
  ],
});
