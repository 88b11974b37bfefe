/** The package document of an EPUB 2 or 3: what the book says of itself. Pure. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import type { Accessibility, Contributor } from '@egoejo/shared/catalogue/model.ts';
import { accessibilityOf } from './accessibility.ts';
import { coverHref, type ManifestItem } from './cover.ts';
import { contributorsOf, datesOf, seriesOf, titlesOf, type Series, type Title } from './metadata.ts';
import { refinementsOf } from './refinements.ts';
import { childOf, childrenOf, oneLine, wholeText, type Element } from '../../platform/files/xml.ts';
import { pathIn } from './container.ts';

export interface PackageData {
  version: string;
  titles: Title[];
  contributors: Contributor[];
  publisher: string;
  languages: string[];
  identifier: string;
  subjects: string[];
  /** As it stands in the package: text, often with markup. */
  description: string;
  rights: string;
  year: number | null;
  series: Series | null;
  accessibility: Accessibility;
  progression: 'default' | 'ltr' | 'rtl';
  layout: 'reflowable' | 'fixed';
  flow: string;
  /** Each is one of the manifest. */
  manifest: ManifestItem[];
  spine: { item: ManifestItem; linear: boolean }[];
  /** Items of the reading order that the manifest does not have. */
  missingInManifest: string[];
  ncx: string | null;
  cover: string | null;
}

/** Bounds of what is kept of a package. */
const KEPT = { line: 500, description: 20_000, subjects: 50, languages: 10 } as const;

/** @param path of the package document in the book. @returns null when the root is no package with a manifest. */
export function readPackage(root: Element, path: string): PackageData | null {
  const [metadata, manifestElement] = [childOf(root, 'metadata'), childOf(root, 'manifest')];
  if (root.name !== 'package' || !metadata || !manifestElement) return null;
  // The first EPUBs put their metadata one level deeper.
  const facts = ['dc-metadata', 'x-metadata'].flatMap((n) => childOf(metadata, n)?.children ?? []);
  const all = [...metadata.children, ...facts].map((e) => ({ ...e, name: e.name.toLowerCase() }));
  const texts = (name: string, most: number = KEPT.line): string[] =>
    all.filter((e) => e.name === name).flatMap((e) => oneLine(wholeText(e), most) || []);
  const refinements = refinementsOf(all);
  const manifest = childrenOf(manifestElement, 'item').map((e) => itemOf(e, path));
  const byId = new Map(manifest.map((item) => [item.id, item]));
  const spineElement = childOf(root, 'spine');
  const refs = childrenOf(spineElement, 'itemref');
  const identifiers = all.filter((e) => e.name === 'identifier');
  const main = identifiers.find((e) => e.attributes['id'] === root.attributes['unique-identifier']) ?? identifiers[0];
  const progression = spineElement?.attributes['page-progression-direction'];
  return {
    version: root.attributes['version'] ?? '',
    titles: titlesOf(all, refinements),
    contributors: contributorsOf(all, refinements),
    publisher: texts('publisher')[0] ?? '',
    languages: [...new Set(texts('language', 35))].slice(0, KEPT.languages),
    identifier: main ? oneLine(wholeText(main), KEPT.line) : '',
    subjects: [...new Set(texts('subject', 200))].slice(0, KEPT.subjects),
    description: cut(
      all
        .filter((e) => e.name === 'description')
        .map((e) => wholeText(e).trim())
        .find((t) => t !== '') ?? '',
      KEPT.description,
    ),
    rights: texts('rights', 2000)[0] ?? '',
    year: datesOf(all),
    series: seriesOf(all, refinements),
    accessibility: accessibilityOf(all),
    progression: progression === 'rtl' || progression === 'ltr' ? progression : 'default',
    layout: isFixed(all) ? 'fixed' : 'reflowable',
    flow: metaText(all, 'rendition:flow'),
    manifest,
    spine: refs.flatMap((ref) => {
      const item = byId.get(ref.attributes['idref'] ?? '');
      return item ? [{ item, linear: ref.attributes['linear'] !== 'no' }] : [];
    }),
    missingInManifest: refs.map((ref) => ref.attributes['idref'] ?? '').filter((id) => !byId.has(id)),
    ncx: ncxPath(manifest, spineElement?.attributes['toc']),
    cover: coverHref(root, all, manifest, path),
  };
}

const itemOf = (e: Element, from: string): ManifestItem => ({
  id: e.attributes['id'] ?? '',
  path: pathIn(from, e.attributes['href'] ?? ''),
  type: (e.attributes['media-type'] ?? '').toLowerCase(),
  properties: (e.attributes['properties'] ?? '').split(/\s+/).filter(Boolean),
  fallback: e.attributes['fallback'] ?? '',
  overlay: e.attributes['media-overlay'] ?? '',
});

const metaText = (all: readonly Element[], property: string): string => {
  const found = all.find((e) => e.name === 'meta' && e.attributes['property'] === property && !e.attributes['refines']);
  return found ? oneLine(wholeText(found), 100) : '';
};

/** EPUB 3 has a property; Apple's and Kobo's older books say it in a meta of version 2. */
const isFixed = (all: readonly Element[]): boolean =>
  metaText(all, 'rendition:layout') === 'pre-paginated' ||
  all.some((e) => e.attributes['name'] === 'fixed-layout' && e.attributes['content'] === 'true');

const ncxPath = (manifest: readonly ManifestItem[], toc: string | undefined): string | null =>
  (manifest.find((i) => i.id === toc) ?? manifest.find((i) => i.type === 'application/x-dtbncx+xml'))?.path ?? null;
