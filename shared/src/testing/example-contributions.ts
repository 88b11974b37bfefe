/** Examples of what is added to projects and communities: comments, concepts, reports, photos, needs. */
import type { Cents } from '../platform/ids.ts';
import { active, both, ofMembers, onlyAnimators, OWN, STRANGER, visible, type Example } from './example-people.ts';

type Name =
  | 'comment.write'
  | 'comment.edit'
  | 'comment.delete'
  | 'concept.write'
  | 'concept.link'
  | 'concept.delete'
  | 'moderation.report'
  | 'moderation.decide'
  | 'moderation.appeal'
  | 'project.addPicture'
  | 'project.addMany'
  | 'project.need'
  | 'project.dropNeed'
  | 'project.removePicture';
export const exampleContributions: { [N in Name]: Example<N> } = {
  'comment.write': {
    keptOut: ofMembers('comment.not_member'),
    logged: null,
    refuses: visible('project.unknown'),
    args: ({ comment, project, somebody }) => [
      {
        id: comment,
        project,
        kind: 'comment',
        parent: null,
        text: 'Je peux prêter une bétonnière.',
        signed: true,
        mentions: [somebody],
      },
    ],
  },
  'comment.edit': {
    keptOut: ofMembers('comment.not_member'),
    logged: null,
    refuses: visible('comment.unknown'),
    args: ({ comment }) => [{ comment, text: 'Je peux prêter une bétonnière, le samedi.' }],
  },
  'comment.delete': { keptOut: OWN, logged: null, refuses: {}, args: ({ comment }) => [{ comment }] },
  'concept.write': {
    keptOut: both('community.not_animator'),
    logged: 'concept.create',
    refuses: onlyAnimators('community.unknown', 'community.not_animator'),
    args: ({ concept, otherConcept, community }) => [
      { concept, community, create: true, title: 'Le pain', summary: 'Du grain au four.' },
      { concept: otherConcept, community, create: true, title: 'Les semences', summary: '' },
      { concept, community, create: false, title: 'Le pain partagé', summary: 'Du grain au four du village.' },
    ],
  },
  'concept.link': {
    keptOut: both('community.not_animator'),
    logged: 'concept.link',
    refuses: onlyAnimators('concept.unknown', 'community.not_animator'),
    args: ({ concept, otherConcept, project }) => [
      { concept, kind: 'project', to: project, on: true },
      { concept, kind: 'concept', to: otherConcept, on: true },
      { concept: otherConcept, kind: 'concept', to: concept, on: false },
    ],
  },
  'concept.delete': {
    keptOut: both('community.not_animator'),
    logged: 'concept.delete',
    refuses: onlyAnimators('concept.unknown', 'community.not_animator'),
    args: ({ otherConcept }) => [{ concept: otherConcept }],
  },
  'moderation.report': {
    keptOut: STRANGER,
    logged: null,
    refuses: visible('moderation.unknown_subject'),
    args: ({ project }) => [
      { kind: 'project', subject: project, community: null, reason: 'false', words: 'Ce puits existe déjà.' },
    ],
  },
  'moderation.decide': {
    keptOut: both('moderation.unknown_case'),
    logged: 'moderation.hide',
    refuses: onlyAnimators('moderation.unknown_case', 'moderation.unknown_case'),
    args: ({ reported }) => [
      { case: reported, round: 0, outcome: 'hidden', ban: false, reason: 'Nous avons vérifié.' },
      { case: reported, round: 1, outcome: 'kept', ban: false, reason: 'Nous nous étions trompés.' },
    ],
  },
  'moderation.appeal': {
    keptOut: STRANGER,
    logged: 'moderation.appeal',
    refuses: active,
    args: ({ sanctioned }) => [{ case: sanctioned, round: 1, words: 'Le puits est à sec.' }],
  },
  'project.addPicture': {
    keptOut: both('project.not_animator'),
    logged: 'project.picture_add',
    refuses: onlyAnimators('project.unknown', 'project.not_animator'),
    args: ({ project, picture, otherPicture }) => [
      { id: picture, project, alt: 'Le puits, vu du chemin', place: 0 },
      { id: otherPicture, project, alt: '', place: 1 },
    ],
  },
  'project.addMany': {
    keptOut: both('project.not_animator'),
    logged: 'project.add_many',
    refuses: onlyAnimators('community.unknown', 'project.not_animator'),
    args: ({ community, listed, otherListed }) => [
      {
        community,
        projects: [
          {
            id: listed,
            title: 'Un banc à l’ombre',
            summary: 'Un banc.',
            text: '',
            category: 'Nature',
            place: 'La place',
            cost: { cents: 90_000 as Cents, currency: 'EUR' },
          },
          {
            id: otherListed,
            title: 'Une haie',
            summary: 'Des arbres.',
            text: 'Long.',
            category: '',
            place: '',
            cost: null,
          },
        ],
      },
    ],
  },
  'project.need': {
    keptOut: both('project.not_author'),
    logged: 'project.need_add',
    refuses: onlyAnimators('project.unknown', 'project.not_author'),
    args: ({ project, need, otherNeed }) => [
      { id: need, project, text: 'Une bétonnière pour un samedi', met: false },
      { id: otherNeed, project, text: 'Dix sacs de chaux', met: true },
    ],
  },
  'project.dropNeed': {
    keptOut: both('project.not_author'),
    logged: 'project.need_drop',
    refuses: onlyAnimators('project.unknown', 'project.not_author'),
    args: ({ project, need }) => [{ need, project }],
  },
  'project.removePicture': {
    keptOut: both('project.not_animator'),
    logged: 'project.picture_remove',
    refuses: onlyAnimators('project.unknown', 'project.not_animator'),
    args: ({ project, picture }) => [{ picture, project }],
  },
};
