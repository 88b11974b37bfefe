/** The place in a book, told to the member's other devices, and the question where to go on (B7, S27). */
import { useEffect, useEffectEvent } from 'react';
import type { Position } from '@egoejo/shared/reading/model.ts';
import { MOST_CFI } from '@egoejo/shared/books/model.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { furtherElsewhere, useTelling, WHOLE } from '../../reading/model.ts';
import { namesOf, type Named } from '../marks/names.ts';
import type { Place } from '../reader/place.ts';

export interface Further {
  at: number;
  /** The place, as the other device told it; null: only the part of the book is known. */
  cfi: string | null;
  /** The member was asked. */
  answered: () => void;
}

/** Tells `place`; returns where another device is further, until the member has answered. */
export function useSyncedPlace(book: Named, place: Place | null): Further | null {
  const who = useMember();
  const names: readonly string[] = namesOf(book);
  const [name = ''] = names;
  const tell = useTelling(name);
  const at = place ? Math.round(place.fraction * WHOLE) : null;
  const tellNow = useEffectEvent(() => {
    if (!place || at === null) return;
    tell(at, Math.max(0, place.section), false, ...(place.cfi.length <= MOST_CFI ? [place.cfi] : []));
  });
  useEffect(() => tellNow(), [place]);
  const [asked, setAsked, , loaded] = useDraft(`book:${name}`, 0);
  const positions = useRows('position')?.filter((p) => names.includes(p.text));
  if (!who || !loaded || at === null || !positions) return null;
  const further = furtherElsewhere(positions, who.device, at, asked);
  if (further === null) return null;
  const there = positions.find((p: Position) => p.at === further && p.device !== who.device);
  return { at: further, cfi: there?.cfi ?? null, answered: () => setAsked(further) };
}
