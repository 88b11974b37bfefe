export default {
  'invitations.code': 'Code d’invitation',
  'invitations.qr': 'Code à scanner : {code}',
  'invitations.how': 'Montrez ce code, dites-le ou partagez le lien. Il s’affiche aussi sans réseau.',
  'invitations.shareTitle': 'Une invitation à rejoindre EGOEJO',
  'invitations.rule':
    '{grains, plural, one {# grain} other {# grains}} pour vous quand la personne invitée a confirmé son adresse, pour {perDay, plural, one {# personne} other {# personnes}} par jour au plus.',
  'invitations.unconfirmed': 'Confirmez d’abord votre adresse : ensuite vous pourrez inviter.',
  'invitations.visitor': 'Inviter demande un compte',
  'invitations.visitorText': 'Avec un compte, vous avez un code à montrer, même sans réseau.',
  'invitations.mine': '{n, plural, one {# personne est venue par vous} other {# personnes sont venues par vous}}',
  'invitations.thanked':
    '{n, plural, one {# invitation récoltée : {grains, plural, one {# grain} other {# grains}}.} other {# invitations récoltées : {grains, plural, one {# grain} other {# grains}}.}}',
  'invitations.beyond':
    '{n, plural, one {# invitation compte sans grains : la limite de {perDay} par jour était atteinte.} other {# invitations comptent sans grains : la limite de {perDay} par jour était atteinte.}}',
  'invitations.waiting':
    '{n, plural, one {# invitation sans grains pour le moment.} other {# invitations sans grains pour le moment.}}',
  'invitations.private': 'Qui est venu reste privé.',
  'invitations.take.title': 'Une invitation',
  'invitations.take.how':
    'Quelqu’un vous a donné un code ? Il est gardé sur cet appareil, même sans réseau, et servira à votre inscription.',
  'invitations.take.member': 'Quelqu’un vous a donné un code ? Dites qui vous a invité.',
  'invitations.take.do': 'Garder ce code',
  'invitations.take.scan': 'Photographier le code',
  'invitations.take.notSeen': 'Aucun code d’invitation sur cette image. Rapprochez-vous, ou écrivez le code.',
  'invitations.take.wrong': 'Ce n’est pas un code d’invitation : il a dix lettres et chiffres.',
  'invitations.welcome': 'On vous invite sur EGOEJO',
  'invitations.about': 'Ici, des communautés choisissent et nourrissent leurs projets, avec ou sans réseau.',
  'invitations.kept': 'Invitation {code} gardée sur cet appareil. Elle servira à votre inscription.',
  'invitations.look': 'Regarder les projets d’abord',
  'invitations.other': 'Prendre un autre code',
  'invitations.signUpWithout': 'Créer un compte sans invitation',
  'invitations.ownCode': 'C’est votre propre code. Il est fait pour les personnes que vous invitez.',
  'invitations.showMine': 'Montrer mon code',
  'invitations.haveAccount':
    'Vous avez déjà un compte. Si vous venez d’arriver, dites que c’est l’invitation {code} qui vous a amené.',
  'invitations.accept': 'Accepter cette invitation',
  'invitations.accepted': 'C’est noté. Merci !',
  'invitations.take.hint': 'Dix lettres et chiffres, ou le lien entier.',
} as const;
