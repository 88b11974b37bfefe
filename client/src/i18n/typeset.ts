import { isolated } from './format.ts';
import { useLocaleStore } from './locale.ts';

/** What a member wrote, for the screen, where it stands alone; `t` does the same with what it puts into a message. */
export const typeset = (text: string): string => isolated(useLocaleStore.getState().locale, text);
