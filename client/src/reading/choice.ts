/** Which text the member may continue and which one comes next, from the rows on this device. */
import { useMemo } from 'react';
import { useLanguage } from '../i18n/locale.ts';
import { useRow, useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import { useOffline } from '../sync/api/status/status.ts';
import { useTexts } from '../sync/api/kept/texts.ts';
import { onlyHere, resumed, suggested, type Known, type Next } from './next-text.ts';

/** What this device knows of the member's reading, and whether a text is stored here; undefined until it is read. */
export function useKnown(): { known: Known; here: (text: string) => boolean } | undefined {
  const language = useLanguage();
  const wallet = useRow('wallet', useMember()?.member);
  const items = useRows('readingItem');
  const stories = useRows('story');
  const positions = useRows('position');
  const marks = useRows('readMark');
  const ofStories = useTexts('story');
  const ofItems = useTexts('item');
  return useMemo(() => {
    if (wallet === undefined || !items || !stories || !positions || !marks || !ofStories || !ofItems) return undefined;
    const beginner = wallet?.balance === 0 && wallet.harvested === 0;
    const known = { items, stories, positions, finished: new Set(marks.map((m) => m.id)), language, beginner };
    return { known, here: (text) => ofStories.has(text) || ofItems.has(text) };
  }, [language, wallet, items, stories, positions, marks, ofStories, ofItems]);
}

/** The same for the texts that can be opened now: without a network, only those stored on this device. */
export function useOpening(): { known: Known; here: (text: string) => boolean } | undefined {
  const all = useKnown();
  const offline = useOffline();
  return useMemo(() => all && (offline ? { ...all, known: onlyHere(all.known, all.here) } : all), [all, offline]);
}

/** The text that was begun last, with whether it is stored here, and the one to read next. Both can be opened now. */
export function useChoice():
  | { begun: (NonNullable<ReturnType<typeof resumed>> & { here: boolean }) | null; next: Next | null }
  | undefined {
  const opening = useOpening();
  return useMemo(() => {
    if (!opening) return undefined;
    const begun = resumed(opening.known);
    return { begun: begun && { ...begun, here: opening.here(begun.text) }, next: suggested(opening.known) };
  }, [opening]);
}
