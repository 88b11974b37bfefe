/** The tags in the HTML of texts: the server leaves only these, and devices show only these. */
export const textTags = [
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
] as const;
