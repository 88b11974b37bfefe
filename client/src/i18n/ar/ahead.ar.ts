import type { AheadPack } from '../keys.ts';
import accounts from './ahead/accounts.ts';
import activity from './ahead/activity.ts';
import blocks from './ahead/blocks.ts';
import challenges from './ahead/challenges.ts';
import communities from './ahead/communities.ts';
import constellation from './ahead/constellation.ts';
import contracts from './ahead/contracts.ts';
import eco from './ahead/eco.ts';
import help from './ahead/help.ts';
import impact from './ahead/impact.ts';
import invitations from './ahead/invitations.ts';
import clubs from './ahead/clubs.ts';
import forum from './ahead/forum.ts';
import meetings from './ahead/meetings.ts';
import notifications from './ahead/notifications.ts';
import plays from './ahead/listening/plays.ts';
import playlists from './ahead/listening/playlists.ts';
import polls from './ahead/polls.ts';
import publishing from './ahead/publishing.ts';
import projects from './ahead/projects.ts';
import reading from './ahead/reading.ts';
import releases from './ahead/listening/releases.ts';
import roomRules from './ahead/room-rules.ts';
import rooms from './ahead/rooms.ts';
import saka from './ahead/saka.ts';
import search from './ahead/search.ts';
import shows from './ahead/listening/shows.ts';
import tracks from './ahead/listening/tracks.ts';
import { refusals } from './refusals-ahead.ts';
import { forMembers } from '../refusal-words.ts';

export const aheadAr: AheadPack = {
  ...accounts,
  ...activity,
  ...blocks,
  ...challenges,
  ...communities,
  ...constellation,
  ...contracts,
  ...eco,
  ...help,
  ...impact,
  ...invitations,
  ...clubs,
  ...forum,
  ...meetings,
  ...notifications,
  ...plays,
  ...playlists,
  ...polls,
  ...projects,
  ...publishing,
  ...reading,
  ...releases,
  ...roomRules,
  ...rooms,
  ...saka,
  ...search,
  ...shows,
  ...tracks,
  ...forMembers(refusals),
};
