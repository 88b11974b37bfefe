export default {
  'blocks.title': 'Personnes bloquées',
  'blocks.text':
    'Elles ne peuvent plus vous écrire, ni vous à elles ; elles ne l’apprennent qu’en essayant. Dans les salons et les groupes, leurs messages sont repliés et ne vous préviennent de rien.',
  'blocks.none': 'Vous n’avez bloqué personne',
  'blocks.none.text': 'On bloque une personne depuis un de ses messages, ou depuis votre conversation avec elle.',
  'blocks.block': 'Bloquer {name}',
  'blocks.unblock': 'Débloquer {name}',
  'blocks.ask': 'Bloquer {name} ?',
  'blocks.ask.text':
    'Vous ne pourrez plus vous écrire. Ailleurs, ses messages seront repliés et ne vous préviendront plus. Vous pourrez changer d’avis dans vos réglages.',
  'blocks.folded': 'Message d’une personne bloquée',
  'blocks.show': 'Afficher',
  'blocks.pair': 'Vous avez bloqué {name} : vous ne pouvez plus vous écrire.',
  'rooms.mute': 'En sourdine',
  'rooms.mute.hint': 'Aucune notification, et rien n’est compté dans les menus.',
  'rooms.muted': 'en sourdine',
} as const;
