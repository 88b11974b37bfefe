/** The messages of the shell and the first screen; they come with the first load. */
import home from './home.fr.ts';
import shell from './shell.fr.ts';
import ui from './ui.fr.ts';

export const coreFr = { ...shell, ...ui, ...home } as const;
