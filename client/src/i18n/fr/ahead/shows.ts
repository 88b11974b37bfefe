export default {
  'shows.title': 'Émissions',
  'shows.one': 'Émission',
  'shows.all': 'Tout voir',
  'shows.mine': 'Suivies ou ajoutées',
  'shows.communities': 'De mes communautés',
  'shows.everybody': 'Pour tout le monde',
  'shows.none': 'Aucune émission pour l’instant',
  'shows.none.text':
    'Ajoutez un podcast par l’adresse de son flux. Le serveur le lit pour vous, et vous écoutez aussi sans réseau.',
  'shows.none.visitor': 'Les membres ajoutent des podcasts et les partagent ici.',
  'shows.missing': 'Cette émission n’est pas sur cet appareil',
  'shows.missing.text':
    'Elle a été retirée, ne vous est pas ouverte, ou n’est pas encore arrivée : elle viendrait avec le réseau.',
  'shows.state.awaited': 'pas encore lue',
  'shows.state.failed': 'lecture impossible',
  'shows.awaited.text':
    'Le serveur va lire cette émission. Cela peut prendre une minute ; ses épisodes apparaîtront ici.',
  'shows.failed': 'Cette émission n’a pas pu être lue : {reason}',
  'shows.failed.next':
    'Le serveur réessaie de lui-même. Si l’adresse est fausse, retirez l’émission et ajoutez-la de nouveau.',
  'shows.stale': 'Les nouveaux épisodes n’ont pas pu être cherchés : {reason}',
  'shows.more': 'Lire la suite',
  'shows.less': 'Replier',
  'shows.follow': 'Suivre',
  'shows.follow.hint': 'Vous apprenez une fois par jour qu’il y a de nouveaux épisodes.',
  'shows.along': 'Emporter les nouveaux épisodes en Wi-Fi',
  'shows.along.hint':
    '{n, plural, one {Le dernier paru} other {Les # derniers parus}} depuis que vous suivez l’émission, quand une page d’écoute est ouverte. Les anciens laissent la place.',
  'shows.share': 'Qui la voit',
  'shows.share.who': 'Qui peut voir cette émission',
  'shows.share.private.hint': 'Personne d’autre ne la voit ni n’entend ses épisodes.',
  'shows.share.community.hint': 'Ses membres la voient et écoutent ses épisodes.',
  'shows.share.public.hint': 'Aussi sans compte. L’adresse du flux reste à vous.',
  'shows.feed': 'Adresse du podcast',
  'shows.feed.hint': 'Celle de son flux RSS, que son site ou une autre application vous donne. Collez-la ici.',
  'shows.feed.wrong': 'Ce n’est pas une adresse du web.',
  'shows.feed.own': 'Adresse du flux, que personne d’autre ne voit : {feed}',
  'shows.add': 'Ajouter une émission',
  'shows.add.text':
    'Le serveur lit cette adresse, pas votre appareil. Cela peut prendre une minute. Sans réseau, votre demande attend ici.',
  'shows.add.do': 'Ajouter l’émission',
  'shows.own': 'Partager ou retirer',
  'shows.remove': 'Retirer l’émission',
  'shows.remove.title': 'Retirer « {title} » ?',
  'shows.remove.text':
    'L’émission disparaît pour tout le monde, avec ses épisodes et leurs sons, aussi des listes de lecture.',
  'shows.ask': 'Préparer cet épisode',
  'shows.ask.one': 'Préparer cet épisode : {title}',
  'shows.ask.again': 'Réessayer',
  'shows.ask.again.one': 'Réessayer : {title}',
  'shows.ask.text':
    'Un épisode s’écoute une fois préparé : le serveur va chercher son son et l’allège, ce qui prend quelques minutes. Une seule personne le demande, et tous l’entendent.',
  'shows.episodes': 'Épisodes',
  'shows.episodes.none': 'Cette émission n’a pas d’épisode.',
  'shows.episode.coming': 'prêt, arrive avec le réseau',
  'shows.episode.failed': 'pas préparé : {reason}',
  'shows.episode.explicit': 'pour adultes',
  'shows.import': 'Depuis une autre application',
  'shows.import.text':
    'Beaucoup d’applications de podcasts savent exporter leurs abonnements dans un fichier OPML. Il est lu sur cet appareil.',
  'shows.import.choose': 'Choisir un fichier OPML',
  'shows.import.none': 'Ce fichier ne contient aucune émission.',
  'shows.import.known':
    '{n, plural, one {# émission est déjà à vous et reste de côté.} other {# émissions sont déjà à vous et restent de côté.}}',
  'shows.import.which': 'Émissions à ajouter',
  'shows.import.private': 'Personne d’autre ne les verra d’abord. Vous pourrez partager chacune sur sa page.',
  'shows.import.do': '{n, plural, =0 {Rien à ajouter} one {Ajouter cette émission} other {Ajouter ces # émissions}}',
  'shows.import.done':
    '{n, plural, one {Une émission est ajoutée et part avec le réseau.} other {# émissions sont ajoutées et partent avec le réseau.}}',
  'shows.export': 'Exporter mes émissions',
  'shows.export.text':
    'Un fichier OPML pour une autre application : les émissions que vous avez ajoutées.',
} as const;
