/** The kinds of queued mails to members: who wants them, and their texts. */
import type { MailLanguage } from './texts.ts';

/** Parameters of a queued mail; never a person, an address or a text that somebody wrote. */
export type NoticeParams = Readonly<Record<string, string | number>>;
interface Words {
  subject: string;
  text: string;
}

/**
 * Members can unsubscribe from each of these. Mails that an account needs, and alerts to administrators about failures,
 * are sent at once instead.
 */
const noticeKinds = ['invitation', 'compostAhead', 'moderation', 'digest'] as const;
export type NoticeKind = (typeof noticeKinds)[number];
export const isNotice = (kind: string): kind is NoticeKind => noticeKinds.some((k) => k === kind);

/** Kinds sent to members who made no choice; the other kinds are sent only on request. */
const USUAL: Readonly<Record<NoticeKind, boolean>> = {
  invitation: true,
  compostAhead: false,
  moderation: true,
  digest: true,
};
/** @param choice the member's choice for this kind; null: none. */
export const isWanted = (kind: NoticeKind, choice: boolean | null): boolean => choice ?? USUAL[kind];

const texts: Record<MailLanguage, Record<NoticeKind, (p: NoticeParams) => Words>> = {
  fr: {
    invitation: ({ grains, perDay }) => ({
      subject: 'EGOEJO : votre invitation a été acceptée',
      text:
        Number(grains) > 0
          ? `Bonjour,\n\nune personne que vous avez invitée a rejoint EGOEJO et confirmé son adresse. ${grains} ` +
            `grains ont été ajoutés aux vôtres. Merci !\n`
          : `Bonjour,\n\nune personne que vous avez invitée a rejoint EGOEJO et confirmé son adresse. Elle ` +
            `compte, mais sans grains cette fois : la limite de ${perDay} invitations par jour était atteinte. ` +
            `Merci !\n`,
    }),
    compostAhead: ({ grains, at }) => ({
      subject: 'EGOEJO : des grains iraient au compost lundi',
      text:
        `Bonjour,\n\nsi rien ne bouge d’ici ${whenFr(at)}, ${grains} de vos grains iront au Silo, où ils ` +
        'nourrissent tout le monde. Planter, lire ou voter suffit pour les garder ; un acte fait hors connexion ' +
        `compte quand il arrive.\n`,
    }),
    moderation: ({ cases }) => ({
      subject: 'EGOEJO : des signalements vous attendent',
      text:
        `Bonjour,\n\n${Number(cases) === 1 ? 'un contenu a été signalé' : `${cases} contenus ont été signalés`} dans ` +
        'une communauté que vous modérez. Ouvrez EGOEJO, puis Moi → Signalements, pour décider. Vous recevez ce ' +
        `message au plus une fois par heure et par communauté.\n`,
    }),
    digest: ({ n, lines }) => ({
      subject: `EGOEJO : ${Number(n) === 1 ? 'une notification vous attend' : `${n} notifications vous attendent`}`,
      text:
        `Bonjour,\n\ndepuis le dernier résumé, et pas encore lu :\n\n${lines}\n\nTout est dans EGOEJO, à la page des ` +
        'notifications. Vous recevez ce résumé au plus une fois par jour ; vos réglages disent ce qu’il contient.\n',
    }),
  },
  en: {
    invitation: ({ grains, perDay }) => ({
      subject: 'EGOEJO: your invitation was accepted',
      text:
        Number(grains) > 0
          ? `Hello,\n\nsomebody you invited has joined EGOEJO and confirmed an address. ${grains} grains were ` +
            `added to yours. Thank you!\n`
          : `Hello,\n\nsomebody you invited has joined EGOEJO and confirmed an address. It counts, though ` +
            `without grains this time: the limit of ${perDay} invitations a day was reached. Thank you!\n`,
    }),
    compostAhead: ({ grains, at }) => ({
      subject: 'EGOEJO: some grains would compost on Monday',
      text:
        `Hello,\n\nif nothing moves until ${whenEn(at)}, ${grains} of your grains will go to the Silo, where ` +
        'they feed everyone. Planting, reading or voting is enough to keep them; an action made offline counts when ' +
        `it arrives.\n`,
    }),
    moderation: ({ cases }) => ({
      subject: 'EGOEJO: reports wait for you',
      text:
        `Hello,\n\n${Number(cases) === 1 ? 'something was reported' : `${cases} things were reported`} in a ` +
        'community that you moderate. Open EGOEJO, then Me → Reports, to decide. You get this message at most ' +
        `once an hour for each community.\n`,
    }),
    digest: ({ n, lines }) => ({
      subject: `EGOEJO: ${Number(n) === 1 ? 'a notification waits for you' : `${n} notifications wait for you`}`,
      text:
        `Hello,\n\nsince the last summary, and not read yet:\n\n${lines}\n\nEverything is in EGOEJO, on the page of ` +
        'notifications. You get this summary at most once a day; your settings say what it contains.\n',
    }),
  },
};
const inUtc = (locale: string, at: unknown): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' }).format(
    new Date(String(at)),
  );
const whenFr = (at: unknown): string => `${inUtc('fr', at)} (heure UTC)`;
const whenEn = (at: unknown): string => `${inUtc('en-GB', at)} (UTC)`;
const leaving: Record<MailLanguage, string> = {
  fr: 'Pour ne plus recevoir ce genre de message, sans vous connecter :',
  en: 'To receive no more messages of this kind, without signing in:',
};

/** @param unsubscribe the link with which the member unsubscribes from this kind. */
export function noticeText(kind: NoticeKind, language: MailLanguage, params: NoticeParams, unsubscribe: string): Words {
  const { subject, text } = texts[language][kind](params);
  return { subject, text: `${text}\n--\n${leaving[language]}\n${unsubscribe}\n` };
}
