/** What books share with stories: the place told to other devices, and the seconds of active reading. */
export { useActiveSeconds } from './sitting/active-seconds.ts';
export { FurtherElsewhere } from './components/FurtherElsewhere.tsx';
export { furtherElsewhere, WHOLE } from './sitting/position.ts';
export { languageName } from './text/language.ts';
export { creditsInWords } from './text/credits.ts';
export { useTelling } from './sitting/tell-position.ts';
/** What books use of the shelf that texts and books share. */
export { HereChip, ReadChip, ShelfLine } from './components/ShelfLine.tsx';
export { ReadOn } from './components/ReadOn.tsx';
export type { OnShelf } from './components/MyShelf.tsx';
