/**
 * Test data: 60 pairs of proposals that say the same in other words. The first 30 served to tune the embedding; the
 * others were kept out of it, and only they are measured (docs/decisions/92-neighbours.md).
 */

type Pair = readonly [one: string, other: string];

/** Looked at while tuning. */
export const TUNING: readonly Pair[] = [
  [
    'Un puits pour le hameau. Creuser un forage et poser une pompe à main, les femmes marchent trop loin.',
    'Accès à l’eau potable. Un point d’eau au village éviterait deux heures de trajet chaque matin.',
  ],
  [
    'Four à pain communal. Restaurer le vieux four et y cuire ensemble une fois par mois.',
    'Boulangerie partagée. Chacun apporte sa pâte, on fait cuire les miches au feu de bois.',
  ],
  [
    'Atelier vélo. Apprendre à réparer sa bicyclette avec des bénévoles, le samedi.',
    'Un garage associatif pour deux-roues. Prêt d’outils et coups de main pour remettre en état son cycle.',
  ],
  [
    'Compost de quartier. Trois bacs au pied des immeubles pour les épluchures.',
    'Valoriser nos restes de cuisine. Transformer les biodéchets en terreau pour les balcons.',
  ],
  [
    'Planter des arbres dans la cour de l’école. Les enfants ont trop chaud en juin.',
    'De l’ombre à la récréation. Verdir le bitume du groupe scolaire contre la canicule.',
  ],
  [
    'Repair café. Redonner vie au grille-pain et à la lampe au lieu de les jeter.',
    'Clinique des objets cassés. Des bricoleurs dépannent vos petits appareils électriques.',
  ],
  [
    'Marché de producteurs. Vente directe de légumes des fermes voisines, le vendredi soir.',
    'Une halle paysanne. Les maraîchers du canton viendraient avec leurs étals sur la place.',
  ],
  [
    'Panneaux solaires sur le gymnase. Produire notre électricité et partager les économies.',
    'Centrale photovoltaïque citoyenne. Équiper les toits municipaux pour une énergie propre.',
  ],
  [
    'Crèche associative. Les parents s’organisent pour garder les tout-petits à tour de rôle.',
    'Une garderie de bébés. Il manque des places de nounou dans le bourg.',
  ],
  [
    'Visites aux personnes âgées. Des volontaires passent une heure avec ceux qui vivent seuls.',
    'Rompre l’isolement des aînés. Un café et une conversation chaque semaine chez nos anciens.',
  ],
  [
    'Boîte à livres. Une cabine où chacun dépose et emprunte des romans.',
    'Mini bibliothèque de rue. Faire circuler gratuitement les bouquins déjà lus.',
  ],
  [
    'Ralentir les voitures rue des Lilas. Un dos-d’âne devant le parc.',
    'Apaiser la circulation. Les automobilistes roulent trop vite, poser des ralentisseurs.',
  ],
  [
    'Chorale intergénérationnelle. Chanter à plusieurs voix, sans savoir lire les notes.',
    'Un chœur pour petits et grands. Répétitions de chant le jeudi à la salle des fêtes.',
  ],
  [
    'Cours de français pour nouveaux arrivants. Deux soirs par semaine à la maison pour tous.',
    'Apprendre la langue aux réfugiés. Conversation et alphabétisation avec des retraités.',
  ],
  [
    'Nettoyage de la plage. Ramasser les déchets laissés par la marée et les touristes.',
    'Le littoral sans plastique. Une matinée pour enlever les ordures du rivage.',
  ],
  [
    'Ruches au jardin public. Du miel et des butineuses dans la ville.',
    'Accueillir les abeilles. Un rucher pédagogique tenu par un apiculteur.',
  ],
  [
    'Éteindre l’éclairage public à minuit. Pour dormir et pour les étoiles.',
    'Moins de lampadaires la nuit. Réduire la pollution lumineuse et la facture.',
  ],
  [
    'Covoiturage vers la gare. Une borne et un tableau pour partager les trajets du matin.',
    'Voyager à plusieurs dans une auto. Un arrêt pour prendre des passagers en direction du train.',
  ],
  [
    'Défibrillateur devant la mairie. Et une initiation aux gestes qui sauvent.',
    'Réagir à un arrêt cardiaque. Former aux premiers secours et installer un appareil accessible.',
  ],
  [
    'Cinéma en plein air. Projeter un film sur le mur du lavoir en août.',
    'Toile sous les étoiles. Des séances de projection gratuites, dehors, l’été.',
  ],
  [
    'Friperie solidaire. Vendre à petit prix les vêtements donnés.',
    'Vestiaire à bas coût. Des habits d’occasion pour les familles qui ont peu.',
  ],
  [
    'Banc le long du sentier. Les vieux marcheurs ont besoin de s’asseoir.',
    'Des pauses pour les promeneurs. Installer quelques sièges sur l’itinéraire de balade.',
  ],
  [
    'Nichoirs à mésanges. Fabriqués par les élèves et posés dans le verger.',
    'Des abris pour les oiseaux. Les écoliers construisent des maisonnettes à plumes.',
  ],
  [
    'Aide aux démarches en ligne. Un bénévole et un ordinateur pour remplir les formulaires.',
    'Fracture numérique. Accompagner ceux que les papiers administratifs sur internet découragent.',
  ],
  [
    'Récupérer l’eau de pluie. Des cuves sous les gouttières de la salle polyvalente.',
    'Arroser sans gaspiller. Stocker ce qui tombe du ciel dans des citernes.',
  ],
  [
    'Terrain de pétanque. Deux pistes à l’ombre des platanes.',
    'Un boulodrome au centre. Un carré de gravier pour lancer le cochonnet entre voisins.',
  ],
  [
    'Fresque sur le mur du stade. Peinte avec les jeunes du club.',
    'Art mural. Des adolescents et un graffeur colorent la façade grise près du terrain de foot.',
  ],
  [
    'Épicerie coopérative. Des denrées en vrac, tenue par ses membres.',
    'Un magasin qui nous appartient. Supérette sans emballage où l’on donne trois heures par mois.',
  ],
  [
    'Soutien scolaire. Des étudiants aident les collégiens à faire leurs devoirs.',
    'Tutorat du soir. Revoir ses leçons avec quelqu’un, pour ne plus décrocher en classe.',
  ],
  [
    'Moutons pour tondre le parc. Un troupeau à la place des tondeuses.',
    'Éco-pâturage. Des brebis entretiennent les pelouses sans moteur.',
  ],
];

/** Kept out of tuning. */
export const HELD: readonly Pair[] = [
  [
    'Jardin partagé rue Basse. Des parcelles pour cultiver ses tomates entre voisins.',
    'Un potager pour les immeubles. Faire pousser des légumes au bas des tours.',
  ],
  [
    'Prêt d’outils. Une remise avec perceuse, échelle et tondeuse à emprunter.',
    'Outilthèque. Pourquoi acheter un taille-haie qui sert deux heures par an ? Mettons le matériel en commun.',
  ],
  [
    'Pistes cyclables vers le lycée. Les élèves pédalent au milieu des camions.',
    'À bicyclette en sûreté. Une voie séparée pour les deux-roues jusqu’à l’établissement.',
  ],
  [
    'Toilettes publiques au marché. Propres, gratuites, accessibles en fauteuil.',
    'Des WC sur la place. Commerçants et visiteurs n’ont nulle part où aller, surtout les handicapés.',
  ],
  [
    'Repas des voisins. Une grande tablée dans la rue, chacun amène un plat.',
    'Banquet populaire. Dîner ensemble dehors pour mieux se connaître.',
  ],
  [
    'Ludothèque. Prêter des jeux de société et jouer en famille le mercredi.',
    'Emprunter des jouets. Une salle où petits et parents s’amusent sans rien acheter.',
  ],
  [
    'Isoler les logements anciens. Un conseil gratuit et des achats groupés de laine de bois.',
    'Des maisons moins froides. Aider les propriétaires à rénover leur toit et baisser le chauffage.',
  ],
  [
    'Mare pédagogique. Creuser un étang pour les grenouilles et les libellules.',
    'Une zone humide à observer. Redonner un habitat aux amphibiens près du ruisseau.',
  ],
  [
    'Café associatif. Un comptoir, des journaux, et personne n’est obligé de consommer.',
    'Rouvrir le bistrot du village. Un tiers-lieu pour se retrouver autour d’un verre.',
  ],
  [
    'Planter des haies autour des champs. Contre le vent et pour les oiseaux.',
    'Redessiner le bocage. Reboiser les bords de parcelles avec des arbustes champêtres.',
  ],
  [
    'Navette pour le dispensaire. Un minibus deux fois par semaine pour les malades sans voiture.',
    'Se rendre chez le médecin. Un transport collectif pour ceux qui n’ont pas le permis.',
  ],
  [
    'Gratiferia. On vient avec ce dont on n’a plus besoin, on repart avec ce qu’on veut.',
    'Journée du don. Un vide-grenier où rien ne se paie.',
  ],
  [
    'Collecter la mémoire du quartier. Enregistrer les récits des plus âgés.',
    'Paroles d’anciens. Un recueil de souvenirs sur la vie d’autrefois à l’usine.',
  ],
  [
    'Aire de jeux pour petits. Toboggan et balançoires au square.',
    'Un endroit pour que les enfants s’amusent dehors. Remplacer les structures abîmées du jardin public.',
  ],
  [
    'Poulailler collectif. Dix poules mangent nos restes et donnent des œufs.',
    'Des gallinacés en ville. Élever quelques volailles avec les riverains.',
  ],
  [
    'Semences paysannes. Une grainothèque pour échanger des variétés anciennes.',
    'Troc de graines. Conserver et faire circuler les semis adaptés à notre terroir.',
  ],
  [
    'Distributeur de protections périodiques. Gratuites pour les étudiantes.',
    'Contre la précarité menstruelle. Des serviettes hygiéniques en libre-service pour les filles du lycée.',
  ],
  [
    'Fontaine à boire sur la promenade. Les coureurs ont soif et achètent des bouteilles.',
    'De l’eau fraîche pour les passants. Un robinet près de la piste pour remplir sa gourde.',
  ],
  [
    'Radio locale. Les jeunes animent une émission chaque semaine.',
    'Un podcast du quartier. Des ados tendent le micro à leurs voisins.',
  ],
  [
    'Restaurer la chapelle. La toiture s’effondre, un chantier de bénévoles en juillet.',
    'Sauver notre petit patrimoine. Refaire la couverture de l’édifice du XIIe avec des volontaires.',
  ],
  [
    'Ateliers couture. Raccommoder, transformer, apprendre la machine.',
    'Retouches et tricot. Un après-midi aiguilles pour donner une seconde vie au linge.',
  ],
  [
    'Piscine naturelle. Se baigner dans un bassin filtré par les plantes.',
    'Un coin de baignade. Nager l’été dans une eau sans chlore.',
  ],
  [
    'Cantine bio. Des légumes du coin dans les assiettes des écoliers.',
    'Mieux manger à midi au collège. Approvisionner la cuisine scolaire en produits fermiers.',
  ],
  [
    'Jumelage avec un village du Sénégal. Échanger des lettres et financer une pompe.',
    'Solidarité internationale. Une correspondance avec une localité africaine et un appui à ses équipements.',
  ],
  [
    'Maraude du dimanche. Distribuer soupe et couvertures à ceux qui dorment dehors.',
    'Auprès des sans-abri. Des équipes apportent des repas chauds dans les rues.',
  ],
  [
    'Skatepark. Une rampe et un module pour la glisse.',
    'Un coin pour trottinettes et rollers. Les ados n’ont pas de piste à eux.',
  ],
  [
    'Débroussailler le chemin des crêtes. Baliser la boucle pour les randonneurs.',
    'Rouvrir un sentier oublié. Couper les ronces et poser des panneaux de marche.',
  ],
  [
    'Monnaie locale. Un billet qui reste chez les commerçants d’ici.',
    'Garder l’argent au pays. Une devise complémentaire acceptée par les boutiques.',
  ],
  [
    'Stérilisation des chats errants. Avec le refuge et un vétérinaire.',
    'Trop de félins sans maître. Capturer, opérer et relâcher, plutôt que laisser les portées se multiplier.',
  ],
  [
    'Assemblée de quartier. Tirer au sort des habitants qui décident d’une part du budget.',
    'Démocratie de proximité. Un conseil citoyen choisit l’emploi des crédits.',
  ],
];

/** Proposals without a counterpart, among which the pairs are looked for. */
export const OTHERS: readonly string[] = [
  'Arceaux devant la médiathèque. Attacher son vélo sans gêner les poussettes.',
  'Fête de la musique. Trois scènes dans les ruelles.',
  'Plateau de théâtre. Une troupe amateur joue à la ferme.',
  'Borne de tri au camping. Verre, papier et métal.',
  'Wifi à la bibliothèque. Réviser avec une bonne connexion.',
  'Tournoi de football féminin. Avec les clubs de la vallée.',
  'Yoga au parc. Une séance douce chaque dimanche.',
  'Bourse aux plantes. Boutures et conseils de jardinage.',
  'Pigeonnier. Réguler la population et protéger les façades.',
  'Sécuriser le passage piéton de la poste. Feu et marquage.',
  'Observatoire des étoiles. Un télescope sur la colline.',
  'Marché de Noël. Artisans et vin chaud.',
  'Bac à sable neuf à la maternelle. L’ancien est fendu.',
  'Atelier poterie. Tourner et émailler dans un four électrique.',
  'Abri de bus route de Lyon. Attendre le car au sec.',
  'Verger de variétés anciennes. Pommes et poires pour tous.',
  'Club d’échecs. Débutants bienvenus le mardi.',
  'Journal de quartier. Quatre pages chaque trimestre.',
  'Carnaval des écoles. Défilé, chars et confettis.',
  'Pêche au port. Réparer le ponton des petites barques.',
  'Bibliothèque sonore. Enregistrer des livres pour les malvoyants.',
  'Pressoir à pommes mobile. Faire son jus en octobre.',
];
