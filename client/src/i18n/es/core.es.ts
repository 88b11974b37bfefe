import home from './home.ts';
import shell from './shell.ts';
import ui from './ui.ts';
import type { CorePack } from '../packs.ts';

export const coreEs: CorePack = { ...shell, ...ui, ...home };
