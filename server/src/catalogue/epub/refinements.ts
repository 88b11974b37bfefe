/** Metadata about metadata: `<meta refines="#id" property="…">` of EPUB 3. Pure. */
import { oneLine, wholeText, type Element } from '../../platform/files/xml.ts';

/** @returns the value of a property of an element; '' if there is none. */
export type Refinements = (element: Element, property: string) => string;

export function refinementsOf(all: readonly Element[]): Refinements {
  const byId = new Map<string, Map<string, string>>();
  for (const e of all) {
    const of = e.attributes['refines']?.replace(/^#/, '');
    const property = e.attributes['property'];
    if (e.name !== 'meta' || of === undefined || property === undefined) continue;
    const known = byId.get(of) ?? new Map<string, string>();
    if (!known.has(property)) known.set(property, oneLine(wholeText(e), 300));
    byId.set(of, known);
  }
  return (element, property) => byId.get(element.attributes['id'] ?? '')?.get(property) ?? '';
}
