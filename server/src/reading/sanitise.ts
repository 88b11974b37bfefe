/** Sanitises the HTML of texts. Pure. */
import { textTags } from '@egoejo/shared/reading/tags.ts';
import sanitizeHtml from 'sanitize-html';

/** Removes scripts, pictures, styles and all links except http(s); the remaining links send no referrer. */
export const sanitise = (html: string): string =>
  sanitizeHtml(html, {
    allowedTags: [...textTags],
    allowedAttributes: { a: ['href', 'rel'] },
    allowedSchemes: ['http', 'https'],
    allowProtocolRelative: false,
    transformTags: {
      i: 'em',
      b: 'strong',
      cite: 'em',
      dfn: 'em',
      kbd: 'code',
      samp: 'code',
      a: (_tag, { href }) => ({
        tagName: 'a',
        attribs: { rel: 'noopener noreferrer nofollow', ...(/^https?:\/\//i.test(href ?? '') && { href: href! }) },
      }),
    },
  }).trim();
