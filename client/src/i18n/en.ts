import home from './home.en.ts';
import shell from './shell.en.ts';
import ui from './ui.en.ts';
import type { CorePack } from './locale.ts';

export const coreEn: CorePack = { ...shell, ...ui, ...home };
