export default {
  'accounts.help.intro':
    'Les grains se récoltent par des actes attentifs, se plantent pour soutenir, se compostent quand ils dorment, et le Silo les redistribue. C’est un cycle : rien ne s’achète, rien ne se vend.',
  'accounts.help.states': 'Où en est un acte',
  'accounts.help.queued': 'Il est en sûreté sur cet appareil et partira dès que possible.',
  'accounts.help.sending': 'Il est en route vers le serveur.',
  'accounts.help.received': 'Le serveur l’a compté, une seule fois.',
  'accounts.help.refused': 'Le serveur a dit pourquoi ; vos grains sont intacts.',
  'accounts.help.quarantined':
    'Le serveur n’a pas su en décider, ou vous n’avez plus accès à sa communauté. Vous pouvez le renvoyer ou l’enregistrer.',
  'accounts.help.cancelling':
    'Vous l’avez annulé, mais il était peut-être parti : le serveur dit lequel est arrivé le premier.',
  'accounts.help.again': 'Il avait été reçu ; le serveur a été remis à une sauvegarde, et il est renvoyé.',
  'accounts.help.lost': 'Le serveur a été remis à une sauvegarde et n’a pas pu le compter une seconde fois.',
  'accounts.help.grains': 'Les grains',
  'accounts.help.grainsText':
    'Lire une histoire jusqu’au bout, ou le quart d’un livre, en donne 10 (trois fois par jour au plus), voter 5, une invitation acceptée 50. Ils se plantent sur les projets et les votes.',
  'accounts.help.compost': 'Le compost',
  'accounts.help.compostText':
    'Sans aucun acte pendant 90 jours, un dixième d’un portefeuille de 100 grains ou plus va au Silo, le lundi. Un acte compte quand il est reçu.',
  'accounts.help.offline': 'Sans réseau',
  'accounts.help.offlineText':
    'Parcourir, chercher, lire et voter fonctionnent hors ligne. Les actes attendent ici et partent d’eux-mêmes, même app fermée quand le téléphone le permet.',
  'accounts.help.once': 'Une seule fois',
  'accounts.help.onceText':
    'Chaque acte porte un numéro qui ne sert qu’une fois : renvoyé dix fois, il compte une fois.',
  'accounts.help.limits': 'Ce que les promesses ne couvrent pas',
  'accounts.help.limitEvicted':
    'Un navigateur peut effacer la mémoire d’un site quand le téléphone est plein et qu’il n’a pas promis de la garder : les actes encore en attente sont alors perdus. L’app le lui demande au premier acte en attente, et dit ensuite combien ont été perdus.',
  'accounts.help.limitRestored':
    'Une sauvegarde restaurée oublie ce qui est venu après elle : les appareils le renvoient pendant 35 jours, et ce qui ne peut plus être compté est affiché comme perdu dans une restauration.',
  'accounts.help.votes': 'Les votes',
  'accounts.help.votesText':
    'Un bulletin par vote, modifiable jusqu’à la clôture. Il doit arriver avant la clôture : le temps qui reste est toujours affiché.',
  'accounts.help.eco': 'La sobriété',
  'accounts.help.ecoText':
    'Cinq niveaux, du plus complet au texte seul, changent vraiment ce qui est chargé et dessiné. La page Données dit ce que chaque mois a coûté.',
  'accounts.help.privacy': 'Vie privée',
  'accounts.help.privacyText':
    'Tout est privé par défaut. Vous pouvez télécharger tout ce qui vous concerne, et fermer votre compte.',
  'accounts.help.shared': 'Un téléphone pour plusieurs',
  'accounts.help.sharedText':
    'Chacun garde ses données à part. « Passer l’appareil » dans Moi change de personne ; un verrou à 4 chiffres cache votre nom.',
  'accounts.help.intro.without':
    'Proposer, lire, voter et discuter, même sans réseau : chaque acte attend ici et compte une seule fois.',
  'accounts.help.refused.without': 'Le serveur a dit pourquoi.',
} as const;
