import * as z from 'zod';

/** A code or a whole link, as typed or scanned: what is neither is an unknown invitation, not a bad form. */
export const invitation = z.string().max(300);
