/** Checks the package document: what the book says of itself, what it holds, and in which order it is read. */
import { pathIn } from '../container.ts';
import { isLanguage, type Findings } from './findings.ts';
import { below, everyNode, treeOf, XML_LANG, type XmlNode } from './strict-xml.ts';

export interface Item {
  id: string;
  /** Null: it is on another server. */
  path: string | null;
  type: string;
  properties: string[];
  fallback: string;
  line: number;
}
export interface ReadPackage {
  path: string;
  old: boolean;
  identifier: string;
  items: Item[];
  /** The paths of what is read, in its order. */
  spine: string[];
  ncx: Item | undefined;
}

const XHTML = 'application/xhtml+xml';
const SVG = 'image/svg+xml';
const NCX = 'application/x-dtbncx+xml';
const OLD_DOCUMENTS = ['application/x-dtbook+xml', 'text/x-oeb1-document', 'text/html'];
const MODIFIED = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
const TYPE = /^[a-z\d][\w!#$&^.+-]*\/[a-z\d][\w!#$&^.+-]*(?:\s*;.*)?$/i;

/** @param has whether the archive has an entry. @returns null: nothing can be read of it. */
export function checkPackage(
  path: string,
  text: string,
  has: (entry: string) => boolean,
  findings: Findings,
): ReadPackage | null {
  const tree = treeOf(text);
  if (!('root' in tree)) {
    findings.say('package.malformed', path, tree.line, tree.reason);
    return null;
  }
  const { root } = tree;
  const [metadata] = below(root, 'metadata');
  const [manifest] = below(root, 'manifest');
  const [spine] = below(root, 'spine');
  if (root.local !== 'package' || !metadata || !manifest || !spine) {
    findings.say('package.malformed', path, root.line, 'metadata, manifest or spine is missing');
    return null;
  }
  const version = root.attributes.get('version') ?? '';
  if (!/^[23]\.\d$/.test(version)) findings.say('package.version', path, root.line, version);
  const old = version.startsWith('2');
  checkIds(root, path, findings);
  const identifier = checkMetadata(root, metadata, old, path, findings);
  const items = readItems(manifest, path, has, findings);
  if (!old) checkProperties(items, path, findings);
  const read = readSpine(spine, items, old, path, findings);
  const toc = spine.attributes.get('toc');
  const ncx = items.find((i) => i.id === toc);
  if (toc !== undefined && ncx?.type !== NCX) findings.say('spine.ncx', path, spine.line, toc);
  if (old && toc === undefined) findings.say('spine.ncx', path, spine.line, 'no list of contents');
  return { path, old, identifier, items, spine: read, ncx };
}

/** Every id once; what refines something names an id. */
function checkIds(root: XmlNode, path: string, findings: Findings): void {
  const ids = new Set<string>();
  const all = [...everyNode(root)];
  for (const node of all) {
    const id = node.attributes.get('id')?.trim();
    if (id !== undefined && ids.has(id)) findings.say('package.id_twice', path, node.line, id);
    if (id !== undefined) ids.add(id);
    const tag = node.attributes.get(XML_LANG);
    if (tag !== undefined && tag !== '' && !isLanguage(tag)) findings.say('package.language', path, node.line, tag);
  }
  for (const node of all) {
    const refined = node.attributes.get('refines')?.trim();
    if (refined?.startsWith('#') && !ids.has(refined.slice(1)))
      findings.say('package.refines', path, node.line, refined);
  }
}

/** @returns the identifier of the book. */
function checkMetadata(root: XmlNode, metadata: XmlNode, old: boolean, path: string, findings: Findings): string {
  // The first EPUBs put their metadata one level deeper.
  const all = [
    ...metadata.children,
    ...metadata.children.flatMap((c) => (/^(?:dc|x)-metadata$/.test(c.local) ? c.children : [])),
  ];
  const texts = (name: string): XmlNode[] => all.filter((n) => n.local.toLowerCase() === name);
  const named = root.attributes.get('unique-identifier')?.trim() ?? '';
  const identifier =
    texts('identifier')
      .find((n) => n.attributes.get('id')?.trim() === named)
      ?.text.trim() ?? '';
  if (identifier === '') findings.say('package.identifier', path, root.line, named || 'none is named');
  if (!texts('title').some((n) => n.text.trim() !== '')) findings.say('package.title', path, metadata.line, 'none');
  if (texts('language').length === 0) findings.say('package.language', path, metadata.line, 'none');
  for (const node of texts('language'))
    if (!isLanguage(node.text.trim())) findings.say('package.language', path, node.line, node.text.trim());
  if (old) return identifier;
  const times = all.filter(
    (n) => n.local === 'meta' && n.attributes.get('property') === 'dcterms:modified' && !n.attributes.has('refines'),
  );
  if (times.length !== 1) findings.say('package.modified', path, metadata.line, `${times.length} times instead of one`);
  for (const node of times)
    if (!MODIFIED.test(node.text.trim())) findings.say('package.modified', path, node.line, node.text.trim());
  return identifier;
}

function readItems(manifest: XmlNode, path: string, has: (entry: string) => boolean, findings: Findings): Item[] {
  const paths = new Set<string>();
  return below(manifest, 'item').map((node) => {
    const { line, attributes } = node;
    const [id = '', href = '', type = ''] = ['id', 'href', 'media-type'].map((name) => attributes.get(name)?.trim());
    if (id === '' || href === '' || type === '' || href.includes('#'))
      findings.say('manifest.item', path, line, href.includes('#') ? href : `id, href or media-type is missing: ${id}`);
    else if (!TYPE.test(type)) findings.say('manifest.media_type', path, line, type);
    const remote = /^[a-z][a-z\d+.-]*:/i.test(href);
    const target = remote ? null : pathIn(path, href);
    if (remote && !/^(?:audio|video|font)\/|^application\/(?:font|vnd\.ms-opentype|x-font)|javascript$/.test(type))
      findings.say('manifest.remote', path, line, href);
    if (target !== null) {
      if (paths.has(target)) findings.say('manifest.twice', path, line, href);
      paths.add(target);
      if (!has(target)) findings.say('manifest.missing_file', path, line, href);
    }
    const properties = (attributes.get('properties') ?? '').split(/\s+/).filter(Boolean);
    return { id, path: target, type: type.toLowerCase(), properties, fallback: attributes.get('fallback') ?? '', line };
  });
}

function checkProperties(items: readonly Item[], path: string, findings: Findings): void {
  const navs = items.filter((i) => i.properties.includes('nav'));
  if (navs.length !== 1 || navs.some((n) => n.type !== XHTML))
    findings.say(
      'manifest.nav',
      path,
      navs[1]?.line ?? 0,
      `${navs.length} navigation documents instead of one in XHTML`,
    );
  const covers = items.filter((i) => i.properties.includes('cover-image'));
  if (covers.length > 1 || covers.some((c) => !c.type.startsWith('image/')))
    findings.say('manifest.cover', path, covers.at(-1)?.line ?? 0, 'not one picture');
}

/** Whether an item, or one of its fallbacks, is of a kind that every reader shows. */
export function showable(item: Item, items: readonly Item[], shown: (type: string) => boolean): boolean | 'loop' {
  const seen = new Set<string>();
  for (let next: Item | undefined = item; next;) {
    if (shown(next.type)) return true;
    if (seen.has(next.id)) return 'loop';
    seen.add(next.id);
    const { fallback }: Item = next;
    next = fallback === '' ? undefined : items.find((i) => i.id === fallback);
  }
  return false;
}

function readSpine(spine: XmlNode, items: readonly Item[], old: boolean, path: string, findings: Findings): string[] {
  const refs = below(spine, 'itemref');
  const byId = new Map(items.map((i) => [i.id, i]));
  const seen = new Set<string>();
  if (!refs.some((r) => r.attributes.get('linear') !== 'no'))
    findings.say('spine.empty', path, spine.line, 'nothing to read');
  for (const item of items)
    if (item.fallback !== '' && !byId.has(item.fallback))
      findings.say('manifest.fallback', path, item.line, item.fallback);
  return refs.flatMap((ref) => {
    const idref = ref.attributes.get('idref') ?? '';
    const item = byId.get(idref);
    if (!item) findings.say('spine.unknown_item', path, ref.line, idref);
    if (seen.has(idref)) findings.say('spine.twice', path, ref.line, idref);
    seen.add(idref);
    const readable = (type: string): boolean => type === XHTML || type === SVG || (old && OLD_DOCUMENTS.includes(type));
    const shown = item ? showable(item, items, readable) : true;
    if (item && shown !== true)
      findings.say(shown === 'loop' ? 'manifest.fallback' : 'spine.foreign', path, ref.line, `${idref} (${item.type})`);
    return item?.path ?? [];
  });
}
