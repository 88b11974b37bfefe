/**
 * The texts of our mails, in the languages of the interface. The language follows the browser's preference; French is
 * the default.
 */
import { commonLanguage, wantedLanguage } from '@egoejo/shared/platform/languages.ts';
import { isPhone } from '../platform/phone.ts';
import type { Mail } from './posts.ts';

export type MailLanguage = 'fr' | 'en';
export type MailKind =
  | 'signUpCode'
  | 'alreadyMember'
  | 'resetCode'
  | 'noAccount'
  | 'addressCode'
  | 'addressChanged'
  | 'passwordChanged'
  | 'test'
  | 'backupLate'
  | 'jobsFailing'
  | 'smsTrouble';

const texts: Record<MailLanguage, Record<MailKind, { subject: string; text: string }>> = {
  fr: {
    signUpCode: {
      subject: 'EGOEJO : votre code',
      text:
        'Bonjour,\n\nvotre code pour rejoindre EGOEJO est {code}. Il vaut dix minutes, dans la page où vous ' +
        'l’avez demandé.\n\nSi vous n’avez rien demandé, oubliez ce message.\n',
    },
    alreadyMember: {
      subject: 'EGOEJO : vous avez déjà un compte',
      text:
        'Bonjour,\n\nquelqu’un, sans doute vous, a voulu créer un compte EGOEJO avec cette adresse. Vous en avez ' +
        'déjà un : connectez-vous, ou choisissez un nouveau mot de passe avec « mot de passe oublié ».\n\nSi ce ' +
        'n’était pas vous, oubliez ce message.\n',
    },
    resetCode: {
      subject: 'EGOEJO : votre code',
      text:
        'Bonjour,\n\nvotre code pour choisir un nouveau mot de passe est {code}. Il vaut dix minutes, dans la ' +
        'page où vous l’avez demandé.\n\nSi vous n’avez rien demandé, oubliez ce message : votre mot de passe ' +
        'reste le même.\n',
    },
    noAccount: {
      subject: 'EGOEJO : aucun compte à cette adresse',
      text:
        'Bonjour,\n\nquelqu’un, sans doute vous, a demandé un nouveau mot de passe EGOEJO pour cette adresse, qui ' +
        'n’a pas de compte. Essayez une autre adresse, ou créez un compte.\n\nSi ce n’était pas vous, oubliez ce ' +
        'message.\n',
    },
    addressCode: {
      subject: 'EGOEJO : votre code',
      text:
        'Bonjour,\n\nvotre code pour utiliser cette adresse avec votre compte EGOEJO est {code}. Il vaut dix ' +
        'minutes, dans la page où vous l’avez demandé.\n\nSi vous n’avez rien demandé, oubliez ce message.\n',
    },
    addressChanged: {
      subject: 'EGOEJO : votre adresse a changé',
      text:
        'Bonjour,\n\nl’adresse de votre compte EGOEJO n’est plus celle-ci. Si ce n’était pas vous, prévenez tout de ' +
        'suite la personne qui s’occupe du serveur.\n',
    },
    passwordChanged: {
      subject: 'EGOEJO : votre mot de passe a changé',
      text:
        'Bonjour,\n\nle mot de passe de votre compte EGOEJO vient d’être changé, et vos autres appareils sont ' +
        'déconnectés. Si ce n’était pas vous, choisissez-en un autre avec « mot de passe oublié ».\n',
    },
    test: {
      subject: 'EGOEJO : les e-mails partent',
      text: 'Bonjour,\n\nce message confirme que votre serveur EGOEJO peut envoyer des e-mails.\n',
    },
    backupLate: {
      subject: 'EGOEJO : la sauvegarde est en retard',
      text:
        'Bonjour,\n\nvotre serveur EGOEJO n’a pas pu prendre de sauvegarde depuis plus de deux heures. La ' +
        'dernière est de : {code}.\n\nVérifiez que le dossier des sauvegardes existe, qu’il n’est pas plein et ' +
        'que le serveur peut y écrire ; le journal du serveur dit ce qui a échoué. Vous recevrez ce message au ' +
        'plus une fois par jour.\n',
    },
    jobsFailing: {
      subject: 'EGOEJO : une tâche du serveur échoue',
      text:
        'Bonjour,\n\nune tâche de votre serveur EGOEJO échoue ou attend trop longtemps : {code}.\n\nElle est ' +
        'essayée de nouveau toutes les cinq minutes ; le journal du serveur et la page d’administration disent ' +
        'ce qui se passe. Vous recevrez ce message au plus une fois par jour pour la même tâche.\n',
    },
    smsTrouble: {
      subject: 'EGOEJO : les SMS demandent votre attention',
      text:
        'Bonjour,\n\nles SMS de votre serveur EGOEJO demandent votre attention : {code}.\n\n« budget » : le plus ' +
        'grand nombre de SMS par heure ou par jour (SMS_MOST_HOUR, SMS_MOST_DAY) est presque atteint ; au-delà, les ' +
        'codes ne partent plus par SMS. « provider » : le fournisseur ne prend plus les derniers SMS ; vérifiez ' +
        'compte, crédit et réglages. La page d’administration et le journal du serveur en disent plus. Vous recevrez ' +
        'ce message au plus une fois par jour pour la même raison.\n',
    },
  },
  en: {
    signUpCode: {
      subject: 'EGOEJO: your code',
      text:
        'Hello,\n\nyour code to join EGOEJO is {code}. It is good for ten minutes, in the page where you asked ' +
        'for it.\n\nIf you did not ask for it, ignore this message.\n',
    },
    alreadyMember: {
      subject: 'EGOEJO: you already have an account',
      text:
        'Hello,\n\nsomebody, probably you, wanted to open an EGOEJO account with this address. You have one ' +
        'already: sign in, or choose a new password with “forgotten password”.\n\nIf it was not you, ignore this ' +
        'message.\n',
    },
    resetCode: {
      subject: 'EGOEJO: your code',
      text:
        'Hello,\n\nyour code to choose a new password is {code}. It is good for ten minutes, in the page where ' +
        'you asked for it.\n\nIf you did not ask for it, ignore this message: your password stays the same.\n',
    },
    noAccount: {
      subject: 'EGOEJO: no account with this address',
      text:
        'Hello,\n\nsomebody, probably you, asked for a new EGOEJO password for this address, which has no account. ' +
        'Try another address, or create an account.\n\nIf it was not you, ignore this message.\n',
    },
    addressCode: {
      subject: 'EGOEJO: your code',
      text:
        'Hello,\n\nyour code to use this address with your EGOEJO account is {code}. It is good for ten minutes, in ' +
        'the page where you asked for it.\n\nIf you did not ask for it, ignore this message.\n',
    },
    addressChanged: {
      subject: 'EGOEJO: your address has changed',
      text:
        'Hello,\n\nthe address of your EGOEJO account is no longer this one. If it was not you, tell the person who ' +
        'looks after the server at once.\n',
    },
    passwordChanged: {
      subject: 'EGOEJO: your password has changed',
      text:
        'Hello,\n\nthe password of your EGOEJO account has just been changed, and your other devices are signed out. ' +
        'If it was not you, choose another one with “forgotten password”.\n',
    },
    test: {
      subject: 'EGOEJO: email works',
      text: 'Hello,\n\nthis message confirms that your EGOEJO server can send emails.\n',
    },
    backupLate: {
      subject: 'EGOEJO: the backup is late',
      text:
        'Hello,\n\nyour EGOEJO server could take no backup for more than two hours. The last one is of: ' +
        '{code}.\n\nCheck that the folder of backups exists, is not full and that the server may write there; ' +
        'the server’s log says what failed. You get this message at most once a day.\n',
    },
    jobsFailing: {
      subject: 'EGOEJO: a job of the server fails',
      text:
        'Hello,\n\na job of your EGOEJO server fails or waits too long: {code}.\n\nIt is tried again every five ' +
        'minutes; the server’s log and the administration page say what happens. You get this message at most ' +
        'once a day about the same job.\n',
    },
    smsTrouble: {
      subject: 'EGOEJO: text messages need your attention',
      text:
        'Hello,\n\nthe text messages of your EGOEJO server need your attention: {code}.\n\n“budget”: the most text ' +
        'messages an hour or a day (SMS_MOST_HOUR, SMS_MOST_DAY) are nearly used up; then codes no longer leave by ' +
        'text message. “provider”: the provider did not take the last text messages; check account, credit and ' +
        'settings. The administration page and the server’s log say more. You get this message at most once a day ' +
        'for the same reason.\n',
    },
  },
};

/** The same in a text message, which has room for 160 characters. */
const short: Record<MailLanguage, Record<MailKind, string>> = {
  fr: {
    signUpCode: 'EGOEJO : {code} est votre code pour créer un compte. Il vaut dix minutes.',
    alreadyMember:
      'EGOEJO : vous avez déjà un compte avec ce numéro. Connectez-vous, ou demandez un nouveau mot de passe.',
    resetCode: 'EGOEJO : {code} est votre code pour un nouveau mot de passe. Il vaut dix minutes.',
    noAccount: 'EGOEJO : aucun compte n’a ce numéro. Essayez une autre adresse, ou créez un compte.',
    addressCode: 'EGOEJO : {code} est votre code pour utiliser ce numéro. Il vaut dix minutes.',
    addressChanged: 'EGOEJO : ce numéro n’est plus celui de votre compte. Si ce n’était pas vous, prévenez vite.',
    passwordChanged: 'EGOEJO : votre mot de passe a changé. Si ce n’était pas vous, demandez-en un nouveau.',
    test: 'EGOEJO : les messages fonctionnent.',
    backupLate: 'EGOEJO : la sauvegarde est en retard. La dernière est de : {code}.',
    jobsFailing: 'EGOEJO : une tâche du serveur échoue : {code}.',
    smsTrouble: 'EGOEJO : les SMS du serveur demandent votre attention : {code}.',
  },
  en: {
    signUpCode: 'EGOEJO: {code} is your code to create an account. It is good for ten minutes.',
    alreadyMember: 'EGOEJO: you already have an account with this number. Sign in, or ask for a new password.',
    resetCode: 'EGOEJO: {code} is your code for a new password. It is good for ten minutes.',
    noAccount: 'EGOEJO: no account has this number. Try another address, or create an account.',
    addressCode: 'EGOEJO: {code} is your code to use this number. It is good for ten minutes.',
    addressChanged: 'EGOEJO: this number is no longer that of your account. If it was not you, tell somebody at once.',
    passwordChanged: 'EGOEJO: your password has changed. If it was not you, ask for a new one.',
    test: 'EGOEJO: messages work.',
    backupLate: 'EGOEJO: the backup is late. The last one is of: {code}.',
    jobsFailing: 'EGOEJO: a job of the server fails: {code}.',
    smsTrouble: 'EGOEJO: the text messages of the server need your attention: {code}.',
  },
};

/** For the first of the app's languages in `Accept-Language`; French if there is none. */
export function mailLanguage(acceptLanguage: string | undefined): MailLanguage {
  return commonLanguage(wantedLanguage((acceptLanguage ?? '').split(',')));
}

export function mailTo(to: string, kind: MailKind, language: MailLanguage, code = ''): Mail {
  const { subject, text: long } = texts[language][kind];
  const text = isPhone(to) ? short[language][kind] : long;
  return { to, subject, text: text.replace('{code}', code) };
}
