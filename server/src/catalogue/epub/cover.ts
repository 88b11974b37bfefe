/** Which picture of a book is its cover. Pure. */
import { pathIn } from './container.ts';
import { childOf, childrenOf, type Element } from '../../platform/files/xml.ts';

/** A resource of the book, as its package lists it. */
export interface ManifestItem {
  id: string;
  /** The path of the entry, or null: the resource is not in the book. */
  path: string | null;
  type: string;
  properties: string[];
  fallback: string;
  overlay: string;
}

/**
 * The path of the cover: the item with the property of EPUB 3, else the one that the meta of EPUB 2 names, else a
 * picture that the guide calls the cover. Null: the book says none.
 */
export function coverHref(
  root: Element,
  metadata: readonly Element[],
  manifest: readonly ManifestItem[],
  from: string,
): string | null {
  const picture = (i: ManifestItem | undefined): string | null => (i?.type.startsWith('image/') ? i.path : null);
  const named = metadata.find((e) => e.name === 'meta' && e.attributes['name'] === 'cover')?.attributes['content'];
  const guided = childrenOf(childOf(root, 'guide'), 'reference').find((e) => e.attributes['type'] === 'cover');
  const guidedPath = guided ? pathIn(from, guided.attributes['href'] ?? '') : null;
  return (
    picture(manifest.find((i) => i.properties.includes('cover-image'))) ??
    picture(manifest.find((i) => i.id === named)) ??
    // Some books name the file instead of the item.
    picture(manifest.find((i) => named !== undefined && i.path === pathIn(from, named))) ??
    picture(manifest.find((i) => i.path !== null && i.path === guidedPath))
  );
}
