/** Which fields of a profile other members see: as its member chose, field by field. */

type Field = 'name' | 'bio' | 'place' | 'avatar';

/**
 * SQL for a field of the profile `alias` (table `member`), or null where its member hides it.
 * @param same SQL condition: the reader and the member share a community
 */
export const shownTo = (alias: string, field: Field, same: string): string =>
  `case when ${alias}.status <> 'closed' and (${alias}.visibility ->> '${field}' = 'public'
    or (${alias}.visibility ->> '${field}' = 'community' and ${same})) then ${alias}.${field} end`;
