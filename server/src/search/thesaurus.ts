/**
 * A small French thesaurus of community life: words that often say the same thing in proposals. It is general
 * knowledge, written before the pairs it is measured on (docs/decisions/92-neighbours.md). One line is one concept; a
 * word may stand in several.
 */
import { fold } from '@egoejo/shared/platform/fold.ts';
import { stem } from '@egoejo/shared/search/stem.ts';

const CONCEPTS = `
eau puits pompe forage fontaine source robinet hydraulique potable abreuvoir
pluie récupérateur citerne cuve gouttière orage eau réservoir
arroser arrosage irrigation irriguer goutteur oyas eau
inondation crue ruissellement digue caniveau fossé
pain four boulanger boulangerie fournil levain pétrin miche baguette cuire cuisson
cuisine cuisiner repas cantine marmite recette plat gastronomie cuistot traiteur
repas banquet tablée buffet auberge souper dîner déjeuner goûter pique-nique attablée
manger nourriture alimentation alimentaire vivres aliment denrée épicerie
épicerie magasin commerce boutique supérette échoppe commerçant
marché halle étal forain maraîcher producteur vente
producteur paysan agriculteur fermier ferme paysanne agricole terroir
panier amap circuit local producteur légume
légume potager maraîchage tomate salade courge semis culture cultiver
fruit verger pommier pomme arbre cerisier prunier fruitier cueillette
jardin potager jardiner jardinage jardinier parcelle plantation bêche planter terreau carré
graine semence semer semis grainothèque semailles
fleur fleurir massif bouquet jachère prairie végétaliser plante
arbre planter plantation haie bosquet boisement reboiser forêt arbuste sylviculture bois
ombre ombrage ombrager ombrière arbre pergola fraîcheur frais canicule chaleur îlot voile
chaleur canicule climatisation rafraîchir brumisateur surchauffe
compost composter composteur épluchure biodéchet organique humus fumier bac lombric
déchet ordure poubelle détritus tri recyclage recycler collecte benne déchetterie propreté
nettoyer nettoyage ramassage ramasser propreté propre dépollution balayer mégot salubrité
plastique emballage vrac consigne bouteille zéro-déchet
recycler récupération récup réemploi ressourcerie recyclerie réutiliser occasion seconde upcycling
réparer réparation bricoler bricolage panne dépanner dépannage atelier rafistoler entretien retaper
outil outillage outilthèque perceuse matériel prêt emprunter emprunt bibliothèque objet
couture coudre tricot tricoter tissu vêtement textile retouche laine aiguille raccommoder habit
vêtement friperie habit linge vestiaire troc occasion fringue
troc échange échanger don donner donnerie gratuit gratuiterie gratiferia brocante vide-grenier puce
vélo bicyclette cycle cyclable cycliste deux-roues pédaler selle piste bécane
voiture auto automobile covoiturage autopartage véhicule conducteur trajet passager
bus navette transport car minibus train desserte mobilité ligne tram
transport mobilité déplacement trajet voyage circuler circulation
piéton marcher trottoir marche pied passage promeneur pédestre
vitesse ralentir ralentisseur radar dos-d'âne limitation apaiser circulation trafic
sécurité sûreté danger dangereux accident sécuriser protéger
stationnement parking garer place arceau
route chaussée rue voirie voie chemin nid-de-poule bitume
chemin sentier randonnée balade promenade balisage itinéraire parcours
école scolaire élève classe écolier instituteur maître collège lycée récréation cartable enseignant
enfant enfance petit gamin bambin jeunesse gosse môme marmot
bébé crèche nourrice garderie nounou assistante-maternelle puériculture garde poussette
jouet jeu ludothèque jouer ludique société
jeu aire toboggan balançoire square jouer bac-à-sable
devoir soutien scolaire tutorat leçon aide apprentissage cours
lire lecture livre bibliothèque bouquin boîte roman médiathèque lecteur conte
conte histoire raconter récit conteur veillée mémoire légende
mémoire patrimoine ancien archive témoignage souvenir histoire passé historique
patrimoine restaurer monument lavoir chapelle église moulin rénovation bâtisse pierre
musique concert chorale chanter chant instrument fanfare orchestre chœur choriste musicien
théâtre spectacle scène comédien pièce cirque représentation marionnette
cinéma film projection écran plein-air documentaire toile
danse danser bal guinguette chorégraphie
peinture peindre fresque mur art artiste dessin exposition graffiti mural pinceau
fête festival kermesse carnaval célébration festivité réjouissance convivial
café bar buvette bistrot tiers-lieu convivialité rencontre comptoir
salle local maison foyer lieu bâtiment espace réunion
rencontre lien convivialité partager échange voisin voisinage solidarité
banc assise siège repos s'asseoir mobilier chaise
toilette sanitaire wc urinoir hygiène latrine douche
douche laver hygiène laverie lessive bain lavoir
santé soin médecin infirmier dispensaire docteur médical clinique soigner malade pharmacie
secours premier urgence défibrillateur sauver secourisme pompier cardiaque réanimation
ancien âgé vieux aîné senior retraité vieillesse grand-parent vieillard doyen
solitude isolé isolement visite seul compagnie
aide aider entraide solidarité coup main service bénévole soutien volontaire
bénévole bénévolat volontaire association associatif
pauvre précarité démuni sans-abri maraude pauvreté besoin solidaire précaire
logement habitat hébergement toit loger abri habitation
réfugié migrant exilé accueil étranger arrivant nouveau
langue français alphabétisation parler cours conversation idiome
handicap accessible accessibilité fauteuil rampe invalide PMR mobilité malvoyant
numérique informatique ordinateur internet clic smartphone tablette ligne administratif
internet wifi réseau connexion fibre débit
démarche administratif papier formulaire écrivain paperasse droit
énergie électricité solaire panneau photovoltaïque éolienne courant électrique kilowatt
chauffage chauffer isoler isolation thermique bois chaudière rénovation poêle
lumière éclairage lampadaire lampe éclairer luminaire éteindre nuit nocturne ampoule réverbère
bruit sonore nuisance calme silence tapage
air pollution qualité particule respirer fumée
abeille ruche miel apiculture rucher apiculteur pollinisateur butineur
insecte pollinisateur papillon hôtel biodiversité
oiseau nichoir mésange hirondelle nid martinet mangeoire
animal chien chat bête refuge stérilisation canin toutou félin
poule poulailler œuf volaille gallinacé
mouton brebis chèvre pâturage éco-pâturage tonte troupeau
mare étang rivière zone-humide grenouille berge ruisseau cours-d'eau lac
nature biodiversité faune flore sauvage écologie vivant naturel
pêche pêcheur poisson port filet barque
bateau barque pirogue navigation embarcation canot
sport gymnase terrain ballon football club match stade courir équipe sportif
gymnastique fitness musculation agrès exercice sport étirement
nager piscine natation baignade bassin
skate skatepark roller trottinette glisse rampe
yoga méditation relaxation bien-être détente
boule pétanque terrain boulodrome cochonnet
emploi travail métier chômage insertion embauche job chantier
formation former apprendre apprentissage stage atelier cours initiation enseigner savoir
artisan artisanat atelier métier savoir-faire poterie menuiserie
bois menuiserie menuisier charpente scie meuble
informer information journal gazette bulletin panneau affichage presse feuille
radio podcast antenne émission onde
vote démocratie assemblée conseil citoyen participatif décider concertation délibérer
argent monnaie finance épargne banque budget caisse tontine microcrédit
femme fille égalité mixité mère féminin
jeune adolescent ado jeunesse lycéen
famille parent maman papa parentalité
handicap aidant répit soutien
mort deuil cimetière funéraire obsèques
nuit sommeil dortoir
photo photographie image portrait cliché
science astronomie étoile ciel télescope observer
`;

/** Letters that tell a family of words: « dépanner », « dépannent » and « dépannage » have them in common. */
const FAMILY = 5;

/** The concepts of each stem and of each family, by number. */
const byStem = new Map<string, number[]>();
const byFamily = new Map<string, number[]>();
function put(map: Map<string, number[]>, key: string, concept: number): void {
  const known = map.get(key) ?? [];
  if (!known.includes(concept)) map.set(key, [...known, concept]);
}
for (const [at, line] of CONCEPTS.trim().split('\n').entries())
  for (const word of fold(line).split(/[^\p{L}]+/u)) {
    if (word.length > 1) put(byStem, stem(word), at);
    if (word.length > FAMILY) put(byFamily, word.slice(0, FAMILY), at);
  }

/** What a folded word may be about, as numbers of concepts. */
export const conceptsOf = (word: string): readonly number[] =>
  byStem.get(stem(word)) ?? (word.length > FAMILY ? byFamily.get(word.slice(0, FAMILY)) : undefined) ?? [];
