/** Elements and attributes that a content document of EPUB 3 may have. Data. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

export const ELEMENTS = set(`
  a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption cite code
  col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure footer
  form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map
  mark menu meta meter nav noscript object ol optgroup option output p param picture pre progress q rp rt ruby
  s samp script search section select slot small source span strong style sub summary sup table tbody td
  template textarea tfoot th thead time title tr track u ul var video wbr`);

/** Only words and what stands among words may be directly within these. */
export const PHRASING_ONLY = set(`
  p h1 h2 h3 h4 h5 h6 pre span em strong small s cite q dfn abbr code var samp kbd sub sup i b u mark bdi bdo rt time`);
/** These are never among words. */
export const FLOW_ONLY = set(`
  address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr
  main menu nav ol p pre search section table ul li dt dd figcaption caption tr td th thead tbody tfoot`);
/** Elements that stand only within certain others. */
export const PARENTS: Readonly<Record<string, ReadonlySet<string>>> = {
  li: set('ul ol menu'),
  dt: set('dl div'),
  dd: set('dl div'),
  figcaption: set('figure'),
  tr: set('table thead tbody tfoot'),
  td: set('tr'),
  th: set('tr'),
  head: set('html'),
  body: set('html'),
};
/** Elements that have nothing but certain others. */
export const CHILDREN: Readonly<Record<string, ReadonlySet<string>>> = {
  html: set('head body'),
  ul: set('li script template'),
  ol: set('li script template'),
  table: set('caption colgroup thead tbody tfoot tr script template'),
  tr: set('td th script template'),
};

const GLOBAL = set(`
  id class style title lang dir hidden tabindex accesskey contenteditable draggable spellcheck translate role inert
  itemid itemprop itemref itemscope itemtype is slot autofocus enterkeyhint inputmode nonce popover autocapitalize`);
const OWN: Readonly<Record<string, ReadonlySet<string>>> = {
  a: set('href target download ping rel hreflang type referrerpolicy'),
  area: set('alt coords shape href target download rel'),
  base: set('href target'),
  blockquote: set('cite'),
  q: set('cite'),
  ins: set('cite datetime'),
  del: set('cite datetime'),
  col: set('span'),
  colgroup: set('span'),
  data: set('value'),
  details: set('open name'),
  dialog: set('open'),
  html: set('prefix'),
  img: set('alt src srcset sizes crossorigin usemap ismap width height decoding loading referrerpolicy fetchpriority'),
  li: set('value'),
  link: set('href rel type media hreflang sizes crossorigin integrity referrerpolicy as blocking disabled'),
  map: set('name'),
  meta: set('name content charset http-equiv property media'),
  ol: set('start reversed type'),
  source: set('src type media srcset sizes width height'),
  style: set('media type'),
  td: set('colspan rowspan headers'),
  th: set('colspan rowspan headers scope abbr'),
  table: set('border'),
  time: set('datetime'),
  track: set('kind src srclang label default'),
  script: set('src type async defer crossorigin integrity nomodule'),
};
/** Elements whose attributes are too many to be listed: forms, media, frames. */
const ANY = set(
  'audio video iframe object embed param input button select option optgroup textarea form label fieldset ' +
    'output progress meter canvas slot template',
);

/** Whether an element may have an attribute of no namespace. */
export const mayHave = (element: string, attribute: string): boolean =>
  GLOBAL.has(attribute) ||
  /^(?:data-|aria-|on[a-z])/.test(attribute) ||
  ANY.has(element) ||
  (OWN[element]?.has(attribute) ?? false);
