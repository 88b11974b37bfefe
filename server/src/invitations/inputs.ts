import * as z from 'zod';

/** A code or a whole link, as typed or scanned. Any other text is an unknown invitation, not an invalid form. */
export const invitation = z.string().max(300);
