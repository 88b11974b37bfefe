/** The headers of the page that shows the text of books. */
import type { FastifyInstance } from 'fastify';

/**
 * The empty page into which the app puts the text of a book. Nothing runs in it, nothing is fetched by it but what the
 * app took out of the book, and only the app may show it. The styles that books have in their text are allowed here, so
 * that the policy of the app need not allow them.
 */
const FRAME = '/book-frame.html';
export const FRAME_CSP =
  "default-src 'none'; script-src 'none'; style-src 'unsafe-inline' blob:; img-src blob: data:; " +
  "font-src blob: data:; media-src blob:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";
const FRAME_HEADERS = { 'content-security-policy': FRAME_CSP, 'x-frame-options': 'SAMEORIGIN' } as const;

/** Gives the page headers of its own, in place of the app's. */
export function addBookFrame(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.url === FRAME) reply.headers(FRAME_HEADERS);
  });
}
