import home from './core/home.ts';
import shell from './core/shell.ts';
import ui from './core/ui.ts';
import type { CorePack } from '../keys.ts';

export const coreEn: CorePack = { ...shell, ...ui, ...home };
