/** The messages of all other pages: one lazy pack, one import for each feature. */
import accounts from './accounts.ts';
import activity from './activity.ts';
import administration from './administration.ts';
import comments from './comments.ts';
import communities from './communities.ts';
import constellation from './constellation.ts';
import eco from './eco.ts';
import errors from './errors.ts';
import help from './help.ts';
import homeMember from './home-member.ts';
import impact from './impact.ts';
import invitations from './invitations.ts';
import moderation from './moderation.ts';
import notifications from './notifications.ts';
import polls from './polls.ts';
import projects from './projects.ts';
import reading from './reading.ts';
import saka from './saka.ts';
import search from './search.ts';
import later from './later.ts';

export const deferredFr = {
  ...accounts,
  ...activity,
  ...administration,
  ...comments,
  ...communities,
  ...constellation,
  ...eco,
  ...errors,
  ...help,
  ...homeMember,
  ...impact,
  ...invitations,
  ...moderation,
  ...notifications,
  ...polls,
  ...projects,
  ...reading,
  ...saka,
  ...search,
  ...later,
} as const;
