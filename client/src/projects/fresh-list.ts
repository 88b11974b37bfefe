/** Keeps the public list of this device young while somebody looks at it. */
import { useEffect } from 'react';
import { useEcoRules } from '../eco/store.ts';
import { refreshListing } from '../sync/listing.ts';
import { useMember } from '../sync/session.ts';

const YOUNG_MS = 10 * 60_000;

/**
 * Fetches the list rows of all public projects when this member's database has none, or old ones: communities followed sync by
 * themselves, the others come as list rows on request, and opening the list is that request. Level 5 asks only once.
 */
export function useFreshList(): void {
  const member = useMember()?.member;
  const { eager } = useEcoRules();
  useEffect(() => {
    void refreshListing(eager ? YOUNG_MS : Infinity, true);
  }, [member, eager]);
}
