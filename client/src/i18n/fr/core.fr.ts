/** The messages of the shell and the first screen; they come with the first load. */
import home from './core/home.ts';
import shell from './core/shell.ts';
import ui from './core/ui.ts';

export const coreFr = { ...shell, ...ui, ...home } as const;
