export default {
  'polls.check.intro':
    'Le numéro d’un reçu dit si un bulletin a été compté. Il ne dit ni ce qu’il contient ni qui l’a déposé : on peut le vérifier pour quelqu’un d’autre.',
  'polls.check.hint': 'Cinq groupes de quatre, comme 0A1B-2C3D-4E5F-6071-8293.',
  'polls.check.wrong': 'Un numéro de reçu a vingt chiffres ou lettres de A à F.',
  'polls.check.do': 'Vérifier',
  'polls.check.found': 'Ce bulletin est compté dans le résultat ({number}).',
  'polls.check.missing':
    'Aucun bulletin compté n’a ce numéro ({number}). Le vote a pu être modifié ou retiré ensuite : seul le dernier reçu compte. Vérifiez aussi que c’est bien le reçu de ce vote.',
  'polls.check.open': 'On pourra vérifier les reçus quand ce vote sera clos et compté. Il se termine le {at}.',
  'polls.check.cancelled': 'Ce vote a été annulé : aucun bulletin n’est compté.',
  'polls.check.secret':
    'Ce vote est à bulletins secrets : ils n’ont pas de reçu, pour que personne ne sache qui a voté quoi.',
  'polls.check.imported': 'Ce vote vient d’un fichier : ses bulletins n’ont pas de reçu.',
  'polls.check.self':
    'Pour ne pas avoir à croire le serveur : les bulletins en JSON, sur la page du vote, ont la liste de tous les numéros comptés.',
} as const;
