/** Accessibility metadata of a package, in either version's form. Pure. */
import type { Accessibility } from '@egoejo/shared/catalogue/model.ts';
import { oneLine, wholeText, type Element } from '../../platform/files/xml.ts';

const MOST = 40;

export function accessibilityOf(all: readonly Element[]): Accessibility {
  const values = (property: string): string[] =>
    all
      .filter((e) => e.name === 'meta' && !e.attributes['refines'])
      .flatMap((e) => {
        if (e.attributes['property'] === property) return oneLine(wholeText(e), 2000) || [];
        return e.attributes['name'] === property ? oneLine(e.attributes['content'], 2000) || [] : [];
      })
      .filter((value, i, whole) => whole.indexOf(value) === i)
      .slice(0, MOST);
  const conforms = all.find((e) => e.name === 'link' && e.attributes['rel'] === 'dcterms:conformsTo');
  return {
    accessMode: values('schema:accessMode'),
    accessModeSufficient: values('schema:accessModeSufficient'),
    accessibilityFeature: values('schema:accessibilityFeature'),
    accessibilityHazard: values('schema:accessibilityHazard'),
    accessibilitySummary: values('schema:accessibilitySummary')[0] ?? '',
    conformsTo: values('dcterms:conformsTo')[0] ?? oneLine(conforms?.attributes['href'], 300),
  };
}
