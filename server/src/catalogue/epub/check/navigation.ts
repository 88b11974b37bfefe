/** Checks the lists of contents: the navigation document of EPUB 3, and the NCX. */
import { typesOf } from './content.ts';
import type { Findings } from './findings.ts';
import { below, everyNode, treeOf, XHTML, type XmlNode } from './strict-xml.ts';

/** An address that a list names; it must lead to something that is read. */
export interface Listed {
  href: string;
  line: number;
}

const HEADINGS = /^h[1-6]$/;
const LISTS = ['toc', 'landmarks', 'page-list'];

/** @returns where the lists lead. */
export function readNav(entry: string, text: string, findings: Findings): Listed[] {
  const tree = treeOf(text);
  // That it is not well-formed is said of it as a content document.
  if (!('root' in tree)) return [];
  const listed: Listed[] = [];
  const navs = [...everyNode(tree.root)].filter((n) => n.local === 'nav' && n.uri === XHTML);
  const ofType = (type: string): XmlNode[] => navs.filter((n) => typesOf(n).includes(type));
  const tocs = ofType('toc');
  if (tocs.length !== 1) findings.say('nav.no_toc', entry, 0, `${tocs.length} lists of contents instead of one`);
  for (const type of LISTS.slice(1))
    if (ofType(type).length > 1) findings.say('nav.malformed', entry, 0, `several lists ${type}`);
  for (const nav of navs) {
    if (!LISTS.some((type) => typesOf(nav).includes(type))) continue;
    const lists = below(nav, 'ol');
    const strange = nav.children.find((c) => c.local !== 'ol' && !HEADINGS.test(c.local));
    if (lists.length !== 1 || strange)
      findings.say(
        'nav.malformed',
        entry,
        nav.line,
        strange ? `${strange.local} within nav` : 'not one list within nav',
      );
    const landmarks = typesOf(nav).includes('landmarks');
    for (const list of lists) readList(list, { entry, findings, listed, landmarks });
  }
  return listed;
}

interface Reading {
  entry: string;
  findings: Findings;
  listed: Listed[];
  landmarks: boolean;
}

function readList(list: XmlNode, reading: Reading): void {
  const { entry, findings, listed, landmarks } = reading;
  if (list.children.length === 0) findings.say('nav.empty', entry, list.line, 'a list without lines');
  const seen = new Set<string>();
  for (const item of list.children) {
    const [label, inner, ...more] = item.children;
    const right =
      item.local === 'li' &&
      (label?.local === 'a' || (label?.local === 'span' && inner !== undefined)) &&
      (inner === undefined || inner.local === 'ol') &&
      more.length === 0;
    if (!label || !right) {
      findings.say('nav.malformed', entry, item.line, 'a line is a link, or words and a list');
      continue;
    }
    const pictured = [...everyNode(label)].some(
      (n) => (n.attributes.get('alt') ?? n.attributes.get('title') ?? '') !== '',
    );
    if (label.text.trim() === '' && !pictured) findings.say('nav.empty', entry, label.line, 'a line without words');
    if (label.local === 'a') {
      const href = label.attributes.get('href');
      if (href === undefined) findings.say('nav.link', entry, label.line, 'a link without an address');
      else listed.push({ href, line: label.line });
      const types = typesOf(label);
      if (landmarks && types.length === 0)
        findings.say('nav.landmark', entry, label.line, 'a landmark without epub:type');
      for (const type of landmarks ? types : []) {
        if (seen.has(`${type} ${href}`)) findings.say('nav.landmark', entry, label.line, `${type} twice`);
        seen.add(`${type} ${href}`);
      }
    }
    if (inner) readList(inner, reading);
  }
}

/** @returns where the list leads. */
export function readNcx(entry: string, text: string, identifier: string, findings: Findings): Listed[] {
  const tree = treeOf(text);
  if (!('root' in tree)) {
    findings.say('ncx.malformed', entry, tree.line, tree.reason);
    return [];
  }
  const all = [...everyNode(tree.root)];
  if (tree.root.local !== 'ncx') findings.say('ncx.malformed', entry, 1, `the root is ${tree.root.local}`);
  const uid = all.find((n) => n.local === 'meta' && n.attributes.get('name') === 'dtb:uid');
  if (uid && uid.attributes.get('content')?.trim() !== identifier)
    findings.say('ncx.identifier', entry, uid.line, 'another identifier than the package');
  const ids = new Set<string>();
  for (const node of all) {
    const id = node.attributes.get('id');
    if (id !== undefined && ids.has(id)) findings.say('ncx.malformed', entry, node.line, `id twice: ${id}`);
    if (id !== undefined) ids.add(id);
  }
  for (const point of all.filter((n) => n.local === 'navPoint'))
    if (below(point, 'navLabel').length === 0 || below(point, 'content').length !== 1)
      findings.say('ncx.malformed', entry, point.line, 'a line has words and one address');
  return all.filter((n) => n.local === 'content').map((n) => ({ href: n.attributes.get('src') ?? '', line: n.line }));
}
