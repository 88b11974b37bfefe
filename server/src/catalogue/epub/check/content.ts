/** Checks one content document: well-formed, elements and attributes, pictures, ids; collects what it refers to. */
import { CHILDREN, ELEMENTS, FLOW_ONLY, mayHave, PARENTS, PHRASING_ONLY } from './elements.ts';
import { isLanguage, type Findings } from './findings.ts';
import { OPS, readStrictly, XHTML, XML_LANG, type XmlNode } from './strict-xml.ts';

export interface Reference {
  href: string;
  line: number;
  /** `link`: followed by the reader; `picture`, `media`, `style`: shown with the document; `other`: the rest. */
  kind: 'link' | 'picture' | 'media' | 'style' | 'other';
}
export interface ReadDocument {
  ids: ReadonlySet<string>;
  references: Reference[];
  scripted: boolean;
  wellFormed: boolean;
}
const SVG = 'http://www.w3.org/2000/svg';
const XLINK_HREF = '{http://www.w3.org/1999/xlink}href';
const MEDIA = new Set(['audio', 'video', 'source', 'track']);

/** @param svg whether it is a drawing. `old`: of EPUB 2, whose documents have other elements and attributes. */
export function readContent(
  entry: string,
  text: string,
  findings: Findings,
  kind: { svg: boolean; old: boolean },
): ReadDocument {
  const ids = new Set<string>();
  const references: Reference[] = [];
  const open: XmlNode[] = [];
  let scripted = false;
  let title = '';
  const say: Findings['say'] = findings.say.bind(findings);
  const wrong = readStrictly(
    text,
    {
      open(node) {
        const parent = open.at(-1);
        if (
          !parent &&
          (kind.svg ? node.local !== 'svg' || node.uri !== SVG : node.local !== 'html' || node.uri !== XHTML)
        )
          say('content.not_xhtml', entry, node.line, `the root is ${node.local}`);
        open.push(node);
        const id = node.attributes.get('id');
        if (id !== undefined) {
          if (ids.has(id)) say('content.id_twice', entry, node.line, id);
          ids.add(id);
        }
        scripted ||= runs(node);
        checkLanguages(node, entry, findings);
        if (node.uri === XHTML && !kind.old) checkElement(node, parent, open, entry, findings);
        references.push(...referencesOf(node));
      },
      close(node) {
        open.pop();
        if (node.local === 'title' && open.at(-1)?.local === 'head') title = node.text.trim();
        if (node.local === 'style') references.push(...styleReferences(node.text, node.line));
      },
    },
    kind.old,
  );
  if (wrong) say('content.malformed', entry, wrong.line, wrong.reason);
  else if (!kind.svg && title === '') say('content.no_title', entry, 0, 'no title in the head');
  return { ids, references, scripted, wellFormed: wrong === null };
}

/** Whether an element needs scripts: it is one, it has a handler, or it is a form. */
function runs(node: XmlNode): boolean {
  if (node.local === 'script')
    return !/^(?:application\/(?:ld\+)?json|text\/plain)$/.test(node.attributes.get('type') ?? '');
  return (
    (node.uri === XHTML && node.local === 'form') || [...node.attributes.keys()].some((name) => /^on[a-z]+$/.test(name))
  );
}

function checkLanguages(node: XmlNode, entry: string, findings: Findings): void {
  for (const name of ['lang', XML_LANG]) {
    const tag = node.attributes.get(name);
    if (tag !== undefined && tag !== '' && !isLanguage(tag)) findings.say('content.language', entry, node.line, tag);
  }
}

function checkElement(
  node: XmlNode,
  parent: XmlNode | undefined,
  open: readonly XmlNode[],
  entry: string,
  findings: Findings,
): void {
  const { local, line } = node;
  if (!ELEMENTS.has(local)) findings.say('content.element', entry, line, local);
  for (const name of node.attributes.keys())
    if (!name.startsWith('{') && !mayHave(local, name))
      findings.say('content.attribute', entry, line, `${local} ${name}`);
  if (local === 'img' && !node.attributes.has('alt'))
    findings.say('content.no_alt', entry, line, node.attributes.get('src') ?? '');
  if (local === 'img' && !node.attributes.get('src') && !node.attributes.has('srcset'))
    findings.say('content.attribute', entry, line, 'img without src');
  if (parent?.uri !== XHTML) return;
  const misplaced =
    (PHRASING_ONLY.has(parent.local) && FLOW_ONLY.has(local)) ||
    (PARENTS[local] !== undefined && !PARENTS[local].has(parent.local)) ||
    (CHILDREN[parent.local] !== undefined && !CHILDREN[parent.local]?.has(local)) ||
    (local === 'a' && open.some((o) => o !== node && o.local === 'a' && o.uri === XHTML));
  if (misplaced) findings.say('content.nesting', entry, line, `${local} within ${parent.local}`);
}

function referencesOf(node: XmlNode): Reference[] {
  const { local, line, attributes } = node;
  const found: Reference[] = [];
  const add = (href: string | undefined, kind: Reference['kind']): void => {
    if (href !== undefined) found.push({ href, line, kind });
  };
  if (node.uri === XHTML) {
    if (local === 'a' || local === 'area') add(attributes.get('href'), 'link');
    else if (local === 'link')
      add(attributes.get('href'), /\bstylesheet\b/.test(attributes.get('rel') ?? '') ? 'style' : 'other');
    else if (local === 'img') add(attributes.get('src'), 'picture');
    else if (MEDIA.has(local)) add(attributes.get('src'), 'media');
    else if (['iframe', 'embed', 'script', 'input'].includes(local)) add(attributes.get('src'), 'other');
    add(attributes.get('poster'), 'picture');
    if (local === 'object') add(attributes.get('data'), 'other');
  } else if (node.uri === SVG) {
    const href = attributes.get('href') ?? attributes.get(XLINK_HREF);
    if (local === 'a') add(href, 'link');
    else if (local === 'image') add(href, 'picture');
    else if (local === 'use' || local === 'feImage' || local === 'script') add(href, 'other');
  }
  const style = attributes.get('style');
  return style === undefined ? found : [...found, ...styleReferences(style, line)];
}

/** The addresses that a style fetches. */
export const styleReferences = (css: string, line: number): Reference[] =>
  [
    ...css
      .replaceAll(/\/\*[^]*?\*\//g, '')
      .matchAll(/@import\s+["']([^"']+)["']|url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)/gi),
  ].map(([, imported, double, single, plain]) => ({
    href: imported ?? double ?? single ?? plain ?? '',
    line,
    kind: 'style',
  }));

/** The values of `epub:type`. */
export const typesOf = (node: XmlNode): string[] =>
  (node.attributes.get(`{${OPS}}type`) ?? '').split(/\s+/).filter(Boolean);
