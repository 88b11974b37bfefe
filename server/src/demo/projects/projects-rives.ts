import type { DemoProject } from './project.ts';

/** Projects of the two banks at Bamako. */
export const rives: readonly DemoProject[] = [
  {
    slug: 'forage-marais',
    category: 'Eau',
    place: 'Plaine maraîchère de Kalaban',
    cents: 540_000_000,
    title: 'Un forage et quatre bassins pour les maraîchères',
    summary: 'Finir de porter l’eau sur la tête : une pompe solaire, quatre bassins, quatre-vingts parcelles.',
    text: `Quatre-vingts femmes cultivent la plaine. En saison sèche chacune porte jusqu’à soixante arrosoirs par jour depuis le fleuve, qui recule.

Un forage de quarante mètres, une pompe solaire et quatre bassins en ciment amèneront l’eau à moins de cinquante pas de chaque parcelle. La pompe ne tourne que le jour et s’arrête quand les bassins sont pleins : la nappe se recharge la nuit.

Chaque maraîchère versera cinq cents francs par mois à la caisse d’entretien, tenue à deux signatures. Le puisatier du village voisin a déjà sondé : l’eau est douce.`,
  },
  {
    slug: 'pirogue-ecole',
    category: 'Mobilité',
    place: 'Rive gauche – rive droite',
    cents: 390_000_000,
    title: 'Une pirogue sûre pour aller à l’école',
    summary: 'Quarante gilets, un toit, un moteur électrique : la traversée de sept heures et celle de seize heures.',
    text: `Soixante élèves traversent le fleuve chaque matin dans des pirogues chargées de sable. Nous voulons une pirogue faite pour eux : bancs, toit, quarante gilets de trois tailles, et un moteur électrique chargé au soleil sur le ponton.

Deux piroguiers ont proposé de se relayer ; ils passeront le brevet de secours. Deux aller-retour par jour d’école, gratuits pour les élèves. Le reste du temps, la pirogue transporte les paniers des maraîchères, ce qui paie son entretien.`,
  },
  {
    slug: 'haie-berges',
    category: 'Nature',
    place: 'Berges de Torokorobougou',
    cents: 88_000_000,
    title: 'Mille vétivers pour tenir la berge',
    summary: 'La berge recule d’un pas par an : planter une haie vivante avant la prochaine crue.',
    text: `À chaque hivernage le fleuve mange un pas de terre. Le vétiver a des racines de trois mètres et ne craint ni l’eau ni la sécheresse : planté en deux lignes serrées, il tient le sol sans béton.

La pépinière de l’école d’agriculture donne les éclats ; il faut les transporter, les planter en mai, et protéger la ligne des chèvres la première année. Mille pieds couvrent quatre cents mètres.

On coupera le surplus pour le paillage et la vannerie. Un jalon peint marquera chaque année où en est la rive.`,
  },
  {
    slug: 'four-karite',
    category: 'Alimentation',
    place: 'Coopérative de Djikoroni',
    cents: 215_000_000,
    title: 'Un torréfacteur pour la coopérative de karité',
    summary: 'Moins de bois, moins de fumée, un beurre plus régulier : un torréfacteur à tambour et un séchoir.',
    text: `Trente-deux femmes torréfient les amandes à la marmite, au bois, dans la fumée. Un torréfacteur à tambour, fabriqué à la forge du quartier, divise le bois par trois et donne une chaleur égale.

Le séchoir solaire évite de perdre les amandes quand la pluie arrive tôt. Le beurre obtenu se vend mieux parce qu’il se ressemble d’un pot à l’autre.

La coopérative prend un tiers du coût à sa charge et ouvre l’atelier aux deux autres groupements le jeudi.`,
  },
  {
    slug: 'radio-rives',
    category: 'Culture',
    place: 'Badalabougou',
    cents: 165_000_000,
    title: 'Une heure de radio par soir, en bamanankan et en français',
    summary: 'Un petit studio partagé : le prix des légumes, le niveau du fleuve, des contes et des débats.',
    text: `La radio s’écoute en lavant le linge et en rentrant de la parcelle. Nous voulons une heure par soir faite par les habitantes et les habitants : le niveau du fleuve, les prix du marché, les décisions en cours, un conte.

Le budget équipe une pièce prêtée par la bibliothèque : deux micros, une table, un isolant de sacs de riz, un enregistreur. L’émission est diffusée par une station amie et gardée pour être écoutée plus tard, même sans réseau.

Une charte courte tient sur une page : on donne la parole aux deux rives, on vérifie un prix avant de le dire, on corrige le lendemain.`,
  },
  {
    slug: 'moustiquaires-relais',
    category: 'Santé',
    place: 'Les six quartiers riverains',
    cents: 142_000_000,
    title: 'Relais de santé : moustiquaires réparées et tests à la porte',
    summary: 'Douze relais formés, une trousse chacun, et des moustiquaires recousues plutôt que remplacées.',
    text: `La moitié des moustiquaires distribuées il y a deux ans ont un trou. Douze relais passeront de cour en cour avec du fil, des pièces de tulle et des tests rapides.

Un test positif donne droit à une consultation le jour même au centre de santé, qui a donné son accord. Les relais sont formés trois jours, indemnisés à la journée, et se retrouvent chaque mois pour comparer ce qu’ils voient.`,
  },
  {
    slug: 'classe-sous-arbre',
    category: 'Éducation',
    place: 'Sabalibougou',
    cents: 298_000_000,
    title: 'Deux salles de classe en terre, fraîches à midi',
    summary: 'Cent dix élèves dans deux salles de tôle : construire en briques de terre, avec les maçons du quartier.',
    text: `Sous la tôle il fait quarante degrés à onze heures, et l’on entend plus la pluie que la maîtresse. Deux salles en briques de terre comprimée, avec un double toit, restent huit degrés plus fraîches.

Les briques sont pressées sur place par six apprentis, encadrés par un maître maçon : la moitié du budget reste dans le quartier. Les parents font la dalle en quatre dimanches.

Un préau relie les deux salles ; on y pose les cartables, et le soir il sert de salle de réunion.`,
  },
  {
    slug: 'compost-marche',
    category: 'Nature',
    place: 'Marché de Magnambougou',
    cents: 117_000_000,
    title: 'Le compost du marché retourne aux parcelles',
    summary: 'Deux tonnes d’épluchures par semaine : trois fosses, deux charrettes, et un sac contre un sac.',
    text: `Le soir, le marché laisse deux tonnes d’épluchures qui pourrissent contre le mur. Trois fosses couvertes, retournées chaque semaine, en font du compost en dix semaines.

Deux charretiers passent à la fermeture. Les vendeuses qui trient reçoivent un bon : dix paniers triés valent un sac de compost. Le reste est vendu aux maraîchères, et la vente paie les charretiers dès la deuxième année.`,
  },
];
