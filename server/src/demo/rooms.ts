/** What the demo's people write to each other in rooms, and two of them alone. Written by us. */
import type { RoomSubject, Reaction } from '@egoejo/shared/rooms/model.ts';
import type { CommunityKey } from './communities.ts';
import { pollId, projectId } from './ids.ts';

interface Said {
  /** The beginning of this person's address. */
  by: string;
  /** How many days ago, and when, in UTC. */
  days: number;
  at: string;
  text: string;
  /** The message of the room that it answers, counted from 0. */
  answers?: number;
  mentions?: readonly string[];
  reactions?: Readonly<Partial<Record<Reaction, readonly string[]>>>;
  /** Who opened the room pinned it. */
  pinned?: true;
}
interface Talk {
  key: string;
  /** Who opens the room. `people`: who else is in it. */
  by: string;
  people: readonly string[];
  said: readonly Said[];
  /** The last message that each of the three demo accounts has read, by the beginning of their address. */
  read: Readonly<Record<string, number>>;
}
interface DemoRoom extends Talk {
  community: CommunityKey;
  about: RoomSubject | null;
  title: string;
  purpose: string;
}

export const rooms: readonly DemoRoom[] = [
  {
    key: 'marche',
    community: 'medina',
    by: 'moussa',
    people: ['awa', 'fatou', 'ibrahima', 'khady'],
    about: { kind: 'poll', id: pollId('jour-marche') },
    title: 'Marché du soir',
    purpose: 'Les étals, l’éclairage, la table de livres. On vote à part ; ici, on s’organise.',
    read: { awa: 8, moussa: 10 },
    said: [
      {
        by: 'moussa',
        days: 5,
        at: '18:12',
        text: 'Le vote sur le jour est ouvert. En attendant, on peut déjà compter les tables : qui en a ?',
        reactions: { '👍': ['awa'] },
      },
      {
        by: 'fatou',
        days: 5,
        at: '18:20',
        text: 'Deux chez moi, et les bancs de la cantine si on les rend le soir même.',
      },
      { by: 'ibrahima', days: 5, at: '18:41', text: 'Une table, mais un pied est cassé. Je la répare d’ici dimanche.' },
      {
        by: 'awa',
        days: 4,
        at: '07:55',
        text: 'Pour les livres, une seule table suffit. Je peins les cailloux avec les enfants mercredi.',
        reactions: { '❤️': ['moussa', 'khady'] },
      },
      {
        by: 'khady',
        days: 4,
        at: '12:30',
        text: 'Et la lumière ? À dix-neuf heures on n’y voit plus rien sur la place.',
      },
      {
        by: 'ibrahima',
        days: 4,
        at: '12:47',
        answers: 4,
        text: 'J’ai trois lampes solaires à l’atelier. Il en faudrait cinq.',
      },
      {
        by: 'moussa',
        days: 3,
        at: '19:05',
        answers: 5,
        text: 'La mosquée en prête deux, j’ai demandé ce matin. Ça fait cinq.',
        pinned: true,
        reactions: { '🙏': ['ibrahima', 'awa'] },
      },
      {
        by: 'fatou',
        days: 2,
        at: '17:22',
        text: '@Awa tu gardes une place près de l’eau pour le bissap ? Les seaux sont lourds.',
        mentions: ['awa'],
      },
      {
        by: 'ibrahima',
        days: 1,
        at: '16:10',
        text: 'La table est réparée. Elle ne penche presque plus.',
        reactions: { '😂': ['fatou'] },
      },
      {
        by: 'khady',
        days: 1,
        at: '20:31',
        text: 'Je passe chez Ibrahima demain matin pour les lampes, si quelqu’un a une charrette.',
      },
    ],
  },
  {
    key: 'arrosage',
    community: 'medina',
    by: 'fatou',
    people: ['awa', 'moussa'],
    about: { kind: 'project', id: projectId('toits-jardins') },
    title: 'Tour d’arrosage',
    purpose: 'Qui arrose quand, et ce qui manque sur les toits de la rue 22.',
    read: { awa: 6, moussa: 6 },
    said: [
      {
        by: 'fatou',
        days: 3,
        at: '08:05',
        text: 'La liste papier a pris l’eau. On la tient ici : matin, soir, et qui.',
      },
      { by: 'awa', days: 3, at: '08:40', text: 'Je prends mardi et jeudi matin, avant l’école.' },
      {
        by: 'moussa',
        days: 3,
        at: '09:15',
        text: 'Vendredi soir pour moi. Le tailleur laisse la clé de l’escalier au voisin.',
      },
      {
        by: 'fatou',
        days: 2,
        at: '18:02',
        text: 'La menthe a soif, le bissap non. Moitié moins d’eau pour les sacs du fond.',
      },
      {
        by: 'awa',
        days: 2,
        at: '18:30',
        answers: 3,
        text: 'Noté. J’ai mis une ficelle rouge sur ces sacs-là.',
        reactions: { '🌱': ['fatou'] },
      },
      {
        by: 'fatou',
        days: 1,
        at: '07:48',
        text: 'Première récolte : une poignée de menthe. Elle est pour le thé de la veillée.',
        reactions: { '❤️': ['moussa', 'awa'] },
      },
    ],
  },
  {
    key: 'bac',
    community: 'rives',
    by: 'seydou',
    people: ['awa', 'moussa', 'aminata', 'oumou', 'khady'],
    about: { kind: 'project', id: projectId('pirogue-ecole') },
    title: 'Passer le fleuve',
    purpose: 'Le bac, les pirogues, le niveau de l’eau. Celui qui part prévient.',
    read: { awa: 6, moussa: 8 },
    said: [
      {
        by: 'seydou',
        days: 6,
        at: '06:20',
        text: 'L’eau a monté d’une main depuis hier. Le ponton est bon, mais serrez les paniers au milieu.',
      },
      { by: 'aminata', days: 6, at: '06:35', text: 'Merci. On charge moins aujourd’hui, on fera deux voyages.' },
      {
        by: 'oumou',
        days: 4,
        at: '15:10',
        text: 'Les petits de la classe demandent si le dernier bac attend ceux qui finissent tard.',
      },
      {
        by: 'moussa',
        days: 2,
        at: '10:05',
        answers: 2,
        text: 'Le vote est fini : dernier bac à vingt heures. Il attend dix minutes, pas plus.',
        reactions: { '🙏': ['oumou', 'aminata'] },
      },
      { by: 'seydou', days: 2, at: '10:30', text: 'Vingt heures, c’est bien. Après, on ne voit plus les filets.' },
      {
        by: 'aminata',
        days: 2,
        at: '17:45',
        text: '@Seydou les gilets pour les élèves, on les essaie quand ? J’en ai trois de la bonne taille.',
        mentions: ['seydou'],
      },
      {
        by: 'seydou',
        days: 1,
        at: '06:15',
        answers: 5,
        text: 'Samedi, à l’eau basse. Que chacun vienne avec un pantalon qui ne craint rien.',
      },
      { by: 'oumou', days: 1, at: '12:20', text: 'Douze élèves ont dit oui. Les parents aussi, ce qui est plus rare.' },
    ],
  },
  {
    key: 'navette',
    community: 'causse',
    by: 'lucie',
    people: ['jeanne', 'bernard', 'nadia', 'moussa'],
    about: { kind: 'project', id: projectId('navette-jeudi') },
    title: 'La Tortue pressée',
    purpose: 'Conduire, réserver, prévenir d’un retard : la navette du jeudi.',
    read: { jeanne: 5, moussa: 6 },
    said: [
      {
        by: 'lucie',
        days: 2,
        at: '09:02',
        text: 'Le nom est choisi : la Tortue pressée. Il nous reste à trouver quinze conducteurs.',
        reactions: { '❤️': ['nadia'] },
      },
      {
        by: 'bernard',
        days: 2,
        at: '09:30',
        text: 'Un jeudi sur trois, si je ne fais pas la descente de Saint-Martin sous la neige.',
      },
      {
        by: 'jeanne',
        days: 2,
        at: '11:15',
        text: 'Je la fais, la descente. Bernard, prends plutôt la boucle de l’après-midi.',
        answers: 1,
        reactions: { '🙏': ['bernard'] },
      },
      {
        by: 'nadia',
        days: 1,
        at: '08:10',
        text: 'L’épicerie peut garder un carnet de réservations pour ceux qui n’ont pas de téléphone.',
      },
      {
        by: 'lucie',
        days: 1,
        at: '08:25',
        answers: 3,
        text: 'Oui ! Et je le recopie ici le mercredi soir.',
        reactions: { '✅': ['jeanne'] },
      },
      {
        by: 'bernard',
        days: 1,
        at: '18:40',
        text: '@Jeanne il reste de la peinture verte de l’école ? Une tortue, ça se peint.',
        mentions: ['jeanne'],
        reactions: { '😂': ['lucie'] },
      },
    ],
  },
];

/** The conversation of two of the demo's accounts. */
export const direct: Talk = {
  key: 'awa-moussa',
  by: 'awa',
  people: ['moussa'],
  read: { awa: 5, moussa: 6 },
  said: [
    {
      by: 'awa',
      days: 3,
      at: '20:05',
      text: 'Moussa, j’ai mis mes trois morceaux en ligne. Tu me dis si la corde basse est trop forte ?',
    },
    { by: 'moussa', days: 3, at: '20:40', text: 'Je les écoute en rentrant du canal.', reactions: { '👍': ['awa'] } },
    {
      by: 'moussa',
      days: 2,
      at: '06:50',
      text: 'Le deuxième, je l’ai remis trois fois. La corde basse, c’est elle qui marche. N’y touche pas.',
      reactions: { '❤️': ['awa'] },
    },
    {
      by: 'awa',
      days: 2,
      at: '07:20',
      answers: 2,
      text: 'Alors j’ajoute tes tambours à la liste du matin. Ils réveillent.',
    },
    {
      by: 'moussa',
      days: 2,
      at: '07:24',
      text: 'Pas avant six heures, mon voisin me connaît.',
      reactions: { '😂': ['awa'] },
    },
    {
      by: 'moussa',
      days: 1,
      at: '18:15',
      text: 'Pour la veillée, apporte ta calebasse. Seydou prend son sifflet de pirogue.',
    },
  ],
};
