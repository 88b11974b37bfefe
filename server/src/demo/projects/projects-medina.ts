import type { DemoProject } from './project.ts';

/** Projects of Médina, Dakar. Costs are in hundredths of a CFA franc, like all costs. */
export const medina: readonly DemoProject[] = [
  {
    slug: 'toits-jardins',
    category: 'Nature',
    place: 'Rue 22',
    cents: 185_000_000,
    title: 'Des jardins sur les toits de la rue 22',
    summary: 'Six terrasses, des bacs légers et l’eau des lessives filtrée : de la menthe, du gombo et de l’ombre.',
    text: `Les toits de la rue 22 sont plats, brûlants et presque vides. Nous voulons en planter six : des bacs en bois de palette, un substrat de coques d’arachide, un goutte-à-goutte fabriqué au quartier.

L’eau viendra des lessives, passée dans deux fûts de sable et de charbon. Un essai d’un mois sur une terrasse a tenu quarante plants de gombo avec trente litres par jour.

Chaque famille garde la moitié de sa récolte ; l’autre moitié va à la cantine de l’école. Les jardinières se relaient deux par deux, et un carnet commun dit qui arrose quand.

Le coût comprend l’étanchéité vérifiée des six toits : c’est la moitié du budget, et la partie sur laquelle nous ne voulons pas économiser.`,
  },
  {
    slug: 'canal-propre',
    category: 'Eau',
    place: 'Canal de la Gueule-Tapée',
    cents: 420_000_000,
    title: 'Des grilles et une brigade pour le canal',
    summary:
      'Trois grilles qui retiennent les déchets avant la mer, et des jeunes payés pour les vider après chaque pluie.',
    text: `Quand il pleut, le canal emporte tout vers la plage : sachets, pneus, parfois un matelas. Trois grilles inclinées, posées là où le courant ralentit, en arrêteraient la plus grande partie.

Une grille ne sert que si quelqu’un la vide. Huit jeunes du quartier formeront une brigade, équipée de gants, de crochets et d’une charrette, payée à la journée de juillet à octobre.

Ce qui est ramassé sera pesé et affiché chaque semaine sur le mur de la maison des jeunes. Après deux saisons nous saurons quelles rues nourrissent le canal, et nous irons y parler plutôt que d’y verbaliser.`,
  },
  {
    slug: 'atelier-velos',
    category: 'Mobilité',
    place: 'Rue 13',
    cents: 96_000_000,
    title: 'Un atelier de vélos tenu par les apprentis',
    summary: 'Réparer, prêter, apprendre : vingt vélos remis en état et des outils pour tous le samedi.',
    text: `Dans les cours dorment des vélos auxquels il manque une chambre à air ou un câble. L’atelier de la rue 13 propose d’en remettre vingt en état la première année, avec les apprentis mécaniciens et un ancien coureur du quartier.

Le samedi, l’atelier est ouvert : on vient avec son vélo, on apprend à le réparer, on laisse ce que l’on peut. Les vélos remis en état sont prêtés à la semaine aux livreuses et aux élèves qui habitent loin.

Le budget paie l’outillage, un abri fermé et un stock de pièces. La cour est prêtée pour cinq ans.`,
  },
  {
    slug: 'bibliotheque-mobile',
    category: 'Culture',
    place: 'Places de la Médina',
    cents: 132_000_000,
    title: 'La bibliothèque qui passe',
    summary: 'Une charrette de quatre cents livres en français et en wolof, chaque soir sur une autre place.',
    text: `Les enfants lisent quand le livre est à portée de main. Notre bibliothèque est une charrette couverte, tirée à la main, qui s’arrête chaque soir de dix-sept à vingt heures sur une place différente.

Quatre cents livres pour commencer, dont cent vingt en wolof, et une lampe solaire pour continuer quand la rue s’éteint. On emprunte contre son prénom et son adresse ; ce qui ne revient pas est remplacé sans reproche les deux premières fois.

Deux conteuses viendront le mercredi. Les livres trop abîmés deviendront des cahiers de collage.`,
  },
  {
    slug: 'cantine-midi',
    category: 'Alimentation',
    place: 'École de la rue 6',
    cents: 310_000_000,
    title: 'Un vrai repas de midi à l’école de la rue 6',
    summary: 'Une cuisine commune pour cent quarante enfants, avec le mil et le niébé des maraîchères voisines.',
    text: `Beaucoup d’enfants restent à l’école entre midi et quinze heures sans manger chaud. Les mères du quartier proposent de cuisiner à tour de rôle, dans une cuisine aux normes qui n’existe pas encore.

Le projet construit cette cuisine : deux foyers améliorés qui brûlent moitié moins de bois, un point d’eau, des plans de travail lavables. Il paie aussi le premier stock de mil, de niébé et d’huile.

Un repas coûtera cent cinquante francs à la famille, rien pour celles qui le disent à la directrice. Les comptes sont affichés chaque vendredi.`,
  },
  {
    slug: 'lampes-rue',
    category: 'Énergie',
    place: 'Rues 15 à 19',
    cents: 268_000_000,
    title: 'Trente lampes solaires dans les rues sombres',
    summary:
      'Là où les étudiantes rentrent à pied : des lampes basses, réparables, choisies sur une carte faite par elles.',
    text: `Une carte a été dessinée par les étudiantes du foyer : elle marque les endroits où l’on presse le pas. Trente lampes y seront posées, basses pour éclairer les visages plutôt que les toits.

Chaque lampe a un panneau, une batterie que l’on peut changer avec un tournevis, et un numéro à appeler. Deux électriciennes du quartier seront formées et payées pour l’entretien pendant trois ans : une lampe en panne depuis un mois inquiète plus que pas de lampe.`,
  },
  {
    slug: 'dispensaire-attente',
    category: 'Santé',
    place: 'Dispensaire de la rue 25',
    cents: 74_000_000,
    title: 'De l’ombre et des chaises devant le dispensaire',
    summary: 'On attend trois heures debout au soleil : un auvent, des bancs, de l’eau et un numéro d’ordre.',
    text: `Devant le dispensaire, l’attente commence à six heures. Les femmes enceintes s’assoient sur le trottoir. Un auvent de toile, dix bancs, une fontaine et un simple distributeur de tickets changeraient la matinée de cent personnes par jour.

L’infirmière-chef a donné son accord, et le menuisier de la rue 23 fera les bancs. Les tickets permettront enfin de partir chercher un enfant sans perdre sa place.`,
  },
  {
    slug: 'cinema-mur',
    category: 'Culture',
    place: 'Place de la Tannerie',
    cents: 58_000_000,
    title: 'Le mur de cinéma',
    summary: 'Un mur peint en blanc, un projecteur partagé, un film par mois choisi par le quartier.',
    text: `Il faut peu de choses pour un cinéma : un mur, une prise et des voisins. Le mur de la Tannerie sera enduit et peint en blanc ; le projecteur et les enceintes seront prêtés le reste du mois aux écoles et aux associations.

Le film est choisi par un vote entre trois titres, dont un au moins tourné sur le continent. La projection commence à la nuit, s’arrête avant vingt-trois heures, et les chaises viennent des maisons.`,
  },
];
