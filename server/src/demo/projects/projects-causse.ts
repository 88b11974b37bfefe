import type { DemoProject } from './project.ts';

/** Projects of seven villages in rural France. */
export const causse: readonly DemoProject[] = [
  {
    slug: 'four-a-pain',
    category: 'Alimentation',
    place: 'Saint-Amans',
    cents: 1_850_000,
    title: 'Rallumer le four à pain de Saint-Amans',
    summary: 'La voûte est saine, la gueule est tombée : une fournée par mois, et un repas pour qui a pétri.',
    text: `Le four n’a pas cuit depuis quarante ans. Le maçon qui l’a sondé dit que la voûte tient ; il faut refaire la gueule, le sol de briques et la toiture de lauzes.

Nous prévoyons une fournée par mois : chacun apporte sa pâte le matin, le four cuit trois heures, et l’on mange ensemble ce qui ne se garde pas. L’école viendra en semaine.

La commune prête le terrain ; douze personnes se sont inscrites pour porter les lauzes. Le devis compte la chaux, les briques réfractaires et deux semaines de maçon.`,
  },
  {
    slug: 'navette-jeudi',
    category: 'Mobilité',
    place: 'Les sept villages',
    cents: 2_400_000,
    title: 'La navette du jeudi',
    summary: 'Un minibus conduit par des volontaires : marché, médecin, gare, et retour avant la nuit.',
    text: `Le dernier car a été supprimé il y a six ans. Le jeudi, jour de marché, beaucoup renoncent à sortir ou attendent que l’on vienne les chercher.

Un minibus d’occasion de neuf places, conduit à tour de rôle par quinze volontaires, ferait une boucle le matin et une l’après-midi. On réserve par téléphone ou sur place ; on paie un euro, ou rien.

Le budget couvre l’achat, l’assurance et une année d’énergie. Si la navette roule pleine, nous ajouterons le mardi.`,
  },
  {
    slug: 'haies-mares',
    category: 'Nature',
    place: 'Plateau de Lavagne',
    cents: 960_000,
    title: 'Deux kilomètres de haies et trois mares',
    summary: 'Casser le vent, garder l’eau : planter avec les éleveurs, là où les cartes de 1950 montrent des haies.',
    text: `Sur les cartes de 1950 le plateau était quadrillé de haies. Le vent, depuis, sèche tout. Trois éleveurs proposent de replanter deux kilomètres d’aubépines, de cornouillers et d’alisiers, et de rouvrir trois mares comblées.

Les plants viennent d’une pépinière qui récolte ses graines dans le département. Deux dimanches de novembre suffisent à cinquante personnes ; les protections contre les brebis sont la dépense principale.

Un comptage d’oiseaux et de tritons, fait avec l’école, dira dans trois ans ce qui est revenu.`,
  },
  {
    slug: 'epicerie-cooperative',
    category: 'Alimentation',
    place: 'Mostuéjac',
    cents: 4_200_000,
    title: 'L’épicerie des sept villages',
    summary: 'Reprendre le local vide : produits d’ici, pain le matin, colis, et trois heures de bénévolat par mois.',
    text: `L’épicerie a fermé au printemps. Le local appartient à la commune, qui le loue un euro si une association le tient.

Cent dix foyers se sont dits prêts à adhérer, et quarante à donner trois heures par mois. Les étagères et le froid viennent d’un magasin qui déménage ; il reste à refaire le sol, l’électricité et la caisse.

On y trouvera d’abord ce qui manque le plus : le pain du matin, les légumes des deux maraîchères, le gaz, les timbres et un café.`,
  },
  {
    slug: 'toit-solaire-ecole',
    category: 'Énergie',
    place: 'École de Rivière',
    cents: 3_100_000,
    title: 'Le toit de l’école produit son électricité',
    summary: 'Quarante panneaux au sud, et la courbe du jour affichée dans le hall, dessinée par les élèves.',
    text: `Le toit de l’école est orienté au sud et doit être refait de toute façon. Quarante panneaux couvriraient les besoins de l’école, de la cantine et de la salle des fêtes de mars à octobre.

Le surplus est partagé entre vingt foyers raccordés au même poste. La courbe du jour sera affichée dans le hall : les élèves la relèveront et la compareront à la météo.

L’économie attendue paie le chauffage de la salle, qui restera ouverte l’hiver.`,
  },
  {
    slug: 'sentier-meuniers',
    category: 'Culture',
    place: 'Gorges de la Jonte',
    cents: 680_000,
    title: 'Rouvrir le sentier des meuniers',
    summary: 'Neuf kilomètres, quatre moulins, des murs de soutènement à remonter pierre par pierre.',
    text: `Le sentier descendait des villages aux moulins. Les ronces l’ont pris, et trois murs sont tombés. Une association de bâtisseurs en pierre sèche propose deux stages d’une semaine : ils remontent les murs en apprenant à dix personnes à le faire.

Le reste est affaire de débroussaillage et de balisage. Quatre panneaux, écrits avec les anciens, diront ce que l’on moulait et qui portait les sacs.`,
  },
  {
    slug: 'consultation-itinerante',
    category: 'Santé',
    place: 'Salles communales',
    cents: 1_540_000,
    title: 'Une infirmière le mardi, dans chaque village à son tour',
    summary: 'Un coffre médical, une salle chauffée, et une visite par vidéo avec le médecin de la vallée.',
    text: `Le cabinet le plus proche est à trente-cinq minutes et ne prend plus de patients. Une infirmière de la vallée propose une permanence le mardi, chaque semaine dans un autre village.

Le projet équipe un coffre : tension, glycémie, électrocardiogramme, liaison vidéo avec le médecin quand la salle a du réseau. Il chauffe et prépare les sept salles, et paie les kilomètres de la première année.`,
  },
  {
    slug: 'atelier-reparation',
    category: 'Éducation',
    place: 'Ancienne forge de Peyre',
    cents: 890_000,
    title: 'L’atelier où l’on répare au lieu de jeter',
    summary: 'Établis, outils partagés, un samedi sur deux avec celles et ceux qui savent souder, coudre, scier.',
    text: `Dans l’ancienne forge il reste l’enclume et un toit correct. Nous voulons y mettre quatre établis, une machine à coudre solide, un poste à souder et un mur d’outils que l’on emprunte comme des livres.

Un samedi sur deux, celles et ceux qui savent montrent à ceux qui apportent leur panne. Les adolescents du collège y feront leur stage.

Chaque objet sauvé est noté : à la fin de l’année nous saurons combien de kilos ne sont pas partis à la benne.`,
  },
];
