/** Places of marks, as they are kept. */
import { MOST_CFI } from '@egoejo/shared/books/model.ts';

/** A place without the names of elements, which only help where elements were moved. */
const withoutNames = (cfi: string): string => cfi.replaceAll(/\[(?:\^.|[^\]])*\]/g, '');

/**
 * A place that is short enough to be kept; of one that is not, the part of the book that it is in: the words find the
 * rest.
 */
export function keptPlace(cfi: string, section: string): string {
  const short = cfi.length <= MOST_CFI && !/[\s\p{Cc}]/u.test(cfi) ? cfi : withoutNames(cfi).replaceAll(/\s/g, '');
  return short.length <= MOST_CFI ? short : withoutNames(section);
}
