/** What a notification says outside the app: no words of a comment and no names, which may be deleted later. */
import type { NotificationKind } from '@egoejo/shared/notifications/model.ts';
import type { MailLanguage } from '../mail/texts.ts';

/** `pollCancelled`: a `pollResult` about a poll that was cancelled. */
const says: Record<MailLanguage, Record<NotificationKind | 'pollCancelled', string>> = {
  fr: {
    answer: 'On vous a répondu',
    mention: 'On vous a mentionné',
    news: 'Des nouvelles d’un projet que vous suivez',
    comment: 'Un commentaire sur votre projet',
    published: 'Votre projet est publié',
    declined: 'Votre projet n’est pas retenu',
    withdrawn: 'Votre projet est retiré',
    pollOpened: 'Un vote est ouvert',
    pollResult: 'Le résultat d’un vote est là',
    pollCancelled: 'Un vote est annulé',
    announcement: 'Une annonce',
    pollClosed: 'Le résultat d’un vote est là',
    proposed: 'Une proposition attend votre décision',
    reported: 'Un signalement attend votre décision',
    appealed: 'Un appel attend votre décision',
    moderated: 'La modération a décidé de ce que vous avez écrit',
    newWork: 'Un nouveau livre parmi ce que vous suivez',
    newText: 'Un nouveau texte d’une personne que vous suivez',
    meetingPlanned: 'Une rencontre est prévue',
    meetingChanged: 'Une rencontre a changé',
    meetingCancelled: 'Une rencontre est annulée',
    meetingSoon: 'Une rencontre approche',
    topicPost: 'Un message dans votre sujet',
    clubPart: 'C’est le jour d’une partie de votre club de lecture',
    challengeReached: 'Un défi de lecture est réussi',
    manuscriptMoved: 'Du nouveau pour un manuscrit',
    roomMention: 'On vous a mentionné dans un salon',
    roomAnswer: 'On vous a répondu dans un salon',
    roomDirect: 'On vous a écrit',
    newEpisode: 'Un nouvel épisode d’une émission que vous suivez',
    newRelease: 'Une sortie d’une personne que vous suivez',
  },
  en: {
    answer: 'Somebody answered you',
    mention: 'Somebody mentioned you',
    news: 'News of a project that you follow',
    comment: 'A comment on your project',
    published: 'Your project is published',
    declined: 'Your project was declined',
    withdrawn: 'Your project was withdrawn',
    pollOpened: 'A poll is open',
    pollResult: 'The result of a poll is here',
    pollCancelled: 'A poll was cancelled',
    announcement: 'An announcement',
    pollClosed: 'The result of a poll is here',
    proposed: 'A proposal awaits your decision',
    reported: 'A report awaits your decision',
    appealed: 'An appeal awaits your decision',
    moderated: 'Moderators decided about something you wrote',
    newWork: 'A new book among what you follow',
    newText: 'A new text by somebody you follow',
    meetingPlanned: 'A meeting is planned',
    meetingChanged: 'A meeting has changed',
    meetingCancelled: 'A meeting is cancelled',
    meetingSoon: 'A meeting comes soon',
    topicPost: 'A message in your topic',
    clubPart: 'Today a part of your book club is due',
    challengeReached: 'A reading challenge is reached',
    manuscriptMoved: 'News of a manuscript',
    roomMention: 'Somebody mentioned you in a room',
    roomAnswer: 'Somebody answered you in a room',
    roomDirect: 'Somebody wrote to you',
    newEpisode: 'A new episode of a show you follow',
    newRelease: 'A release by somebody you follow',
  },
};

/** A notification as other ways than the app tell it. */
export interface Heard {
  id: string;
  kind: NotificationKind;
  project: string | null;
  poll: string | null;
  /** A meeting, a challenge, a manuscript, a room, a show, a track or a topic. */
  subject: string | null;
  /** A message of the room. */
  message: string | null;
  title: string;
  /** Its poll is cancelled. */
  cancelled: boolean;
}
export const HEARD = `n.id, n.kind, n.project, n.poll, n.subject, n.message, n.title,
  exists (select from poll h where h.id = n.poll and h.state = 'cancelled') as cancelled`;
/** SQL: whether moderators hid what the notification is about, now. */
export const hiddenOf = (n: string): string =>
  `(exists (select from poll h where h.id = ${n}.poll and h.hidden_at is not null)
    or exists (select from project h where h.id = ${n}.project and h.status = 'hidden')
    or exists (select from comment h where h.id = ${n}.comment and h.state = 'hidden')
    or exists (select from message h where h.id = ${n}.message and h.state = 'hidden')
    or exists (select from meeting h where h.id = ${n}.subject and h.state = 'hidden')
    or exists (select from challenge h where h.id = ${n}.subject and h.state = 'hidden')
    or exists (select from show h where h.id = ${n}.subject and h.hidden)
    or exists (select from track h where h.id = ${n}.subject and h.hidden)
    or exists (select from topic h left join comment c on c.id = h.first left join club k on k.id = h.club
      where h.id = ${n}.subject and coalesce(c.state, k.state) = 'hidden'))`;

/** SQL: whether other ways than the app do not tell it: it is hidden, or its author took that message of a room away. */
export const silentOf = (n: string): string =>
  `(${hiddenOf(n)} or exists (select from message h where h.id = ${n}.message and h.state = 'deleted'))`;

export const sayingOf = ({ kind, cancelled }: Heard, language: MailLanguage): string =>
  says[language][kind === 'pollResult' && cancelled ? 'pollCancelled' : kind];
/** The page that a notification leads to. */
export const pageOf = ({ kind, poll, project, subject, message }: Heard): string => {
  if (kind === 'proposed') return '/animer';
  if (kind === 'moderated') return '/moi/activite';
  if (kind === 'newWork' || kind === 'newText') return '/lire/suivis';
  if (kind === 'reported' || kind === 'appealed') return '/animer/signalements';
  if (subject && message) return `/conversations/${subject}?message=${message}`;
  if (subject) {
    if (kind === 'newEpisode') return `/ecouter/emissions/${subject}`;
    if (kind === 'newRelease') return `/ecouter/${subject}`;
    if (kind === 'challengeReached') return `/lire/defis/${subject}`;
    return `${kind.startsWith('meeting') ? '/rencontres' : '/forum'}/${subject}`;
  }
  return poll ? `/votes/${poll}` : project ? `/projets/${project}` : '/notifications';
};
