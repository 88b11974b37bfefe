/** Sanitises the HTML of texts. Pure. */
import sanitizeHtml from 'sanitize-html';

const ALLOWED = [
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'blockquote',
  'em',
  'strong',
  'a',
  'code',
  'pre',
];

/** Removes scripts, pictures, styles and all links except http(s); the remaining links send no referrer. */
export const sanitise = (html: string): string =>
  sanitizeHtml(html, {
    allowedTags: ALLOWED,
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
