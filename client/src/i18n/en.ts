import home from './home.en.ts';
import shell from './shell.en.ts';
import ui from './ui.en.ts';
import type { CorePack } from './packs.ts';

export const coreEn: CorePack = { ...shell, ...ui, ...home };
