export default {
  'writing.page': 'Écrire un texte',
  'writing.intro':
    'Votre texte paraît au catalogue, pour tout le monde, signé {name}. Il se lit ensuite sans réseau comme les autres.',
  'writing.title': 'Titre',
  'writing.title.missing': 'Donnez-lui un titre.',
  'writing.text': 'Texte',
  'writing.text.hint':
    'Chaque ligne devient un paragraphe. 20 000 caractères au plus : publiez un long texte en parties.',
  'writing.text.missing': 'Écrivez le texte.',
  'writing.language': 'Langue',
  'writing.licence': 'Licence',
  'writing.licence.CC BY 4.0': 'Chacun peut le partager et l’adapter, en vous citant.',
  'writing.licence.CC BY-SA 4.0': 'De même, et ce qu’on en fait garde cette licence.',
  'writing.licence.CC0 1.0': 'Chacun en fait ce qu’il veut, sans condition.',
  'writing.saved': 'Ce que vous écrivez est gardé à chaque changement, même si l’app se ferme.',
  'writing.kept': 'Ce que vous avez écrit est gardé sur cet appareil.',
  'writing.send': 'Publier',
  'writing.own': 'Vos textes',
  'writing.published': 'au catalogue',
  'writing.not': 'Réservé à la rédaction',
  'writing.not.text': 'L’administration de ce serveur confie la rédaction à des membres. Demandez-lui.',
  'writing.not.go': 'Retour à Lire',
} as const;
