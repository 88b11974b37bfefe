import type { DeferredPack } from '../keys.ts';
import { aheadEn } from './ahead.en.ts';
import accounts from './deferred/accounts.ts';
import activity from './deferred/activity.ts';
import administration from './deferred/administration.ts';
import comments from './deferred/comments.ts';
import communities from './deferred/communities.ts';
import constellation from './deferred/constellation.ts';
import eco from './deferred/eco.ts';
import homeMember from './deferred/home-member.ts';
import impact from './deferred/impact.ts';
import invitations from './deferred/invitations.ts';
import moderation from './deferred/moderation.ts';
import notes from './deferred/notes.ts';
import notifications from './deferred/notifications.ts';
import polls from './deferred/polls.ts';
import projects from './deferred/projects.ts';
import reading from './deferred/reading.ts';
import saka from './deferred/saka.ts';
import search from './deferred/search.ts';
import { refusals } from './refusals.ts';
import { forMembers } from '../refusal-words.ts';
import later from './deferred/later.ts';

export const deferredEn: DeferredPack = {
  ...aheadEn,
  ...accounts,
  ...activity,
  ...administration,
  ...comments,
  ...communities,
  ...constellation,
  ...eco,
  ...homeMember,
  ...impact,
  ...invitations,
  ...moderation,
  ...notes,
  ...notifications,
  ...polls,
  ...projects,
  ...reading,
  ...saka,
  ...search,
  ...forMembers(refusals),
  ...later,
};
