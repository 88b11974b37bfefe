/** The kinds of subjects that can be reported: one line each. */
import type { SubjectKind } from '@egoejo/shared/moderation/model.ts';
import { moderated as member } from '../accounts/model.ts';
import type { Moderated } from './contract.ts';
import { moderatedChallenge as challenge, moderatedPseudonym as pseudonym } from '../challenges/model.ts';
import { moderated as comment } from '../comments/model.ts';
import { moderated as message } from '../rooms/model.ts';
import { moderated as club } from '../clubs/model.ts';
import { moderated as meeting } from '../meetings/model.ts';
import { moderated as playlist } from '../playlists/model.ts';
import { moderated as poll } from '../polls/model.ts';
import { moderated as show } from '../shows/model.ts';
import { moderated as story } from '../reading/model.ts';
import { moderated as project } from '../projects/model.ts';
import { moderated as review } from '../reviews/model.ts';
import { moderated as track } from '../tracks/model.ts';

export const subjects: Readonly<Record<SubjectKind, Moderated>> = {
  project,
  poll,
  comment,
  member,
  story,
  review,
  meeting,
  club,
  challenge,
  pseudonym,
  message,
  track,
  playlist,
  show,
};
