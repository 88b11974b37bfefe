/** French words that say little of what a proposal is about. */
import { fold } from '@egoejo/shared/platform/fold.ts';
import { stem } from '@egoejo/shared/search/stem.ts';

const words = (text: string): string[] => fold(text).trim().split(/\s+/);

/** Words without a meaning of their own, folded. */
export const STOP: ReadonlySet<string> = new Set(
  words(`
a à afin ai ainsi alors après as au aucun aussi autour autre autres aux avant avec avoir avons ayant bien car ce ceci
cela celle celles celui ces cet cette ceux chacun chacune chaque chez ci comme comment contre dans davantage de dehors
depuis derrière des dès deux devant doit donc dont du durant elle elles en encore enfin entre envers es est et étaient
était étant être eu eux faire fait fait faut font hors ici il ils je jusqu la là le les leur leurs lors lorsque lui ma
mais me même mêmes mes mien moi moins mon ne ni nos notre nous on ont ou où par parce parfois parmi pas pendant personne
peu peut peuvent plus plusieurs plutôt pour pourquoi pourrait pouvoir près puis qu quand que quel quelle quelles quelque
quelques quels qui quoi sa sans sauf se selon sera seront ses seulement si sien soi soient soit son sont sous souvent
sur ta tant te tel telle tes toi ton toujours tous tout toute toutes très trop tu un une vers voici voilà vos votre vous
vraiment y aujourd hui ceux-ci lequel laquelle lesquels duquel desquels non oui puisque quoique
`),
);

/** Stems that stand in very many proposals. */
export const COMMON: ReadonlySet<string> = new Set(
  words(`
projet proposer proposition idée créer création mettre place installer installation aménager aménagement organiser
organisation permettre quartier ville village commune habitant citoyen public collectif commun participatif partagé
partager ouvert ouvrir ensemble chacun gens monde personne nouveau nouvelle petit petite grand grande lieu
espace endroit fois jour semaine mois année an samedi dimanche mercredi soir matin venir aller donner prendre servir
besoin utile local
locale tout développer développement favoriser améliorer construire réaliser lancer
`).map(stem),
);
