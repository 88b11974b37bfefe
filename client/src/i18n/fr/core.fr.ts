/** The messages of the shell and the first screen; they come with the first load. */
import home from './home.ts';
import shell from './shell.ts';
import ui from './ui.ts';

export const coreFr = { ...shell, ...ui, ...home } as const;
