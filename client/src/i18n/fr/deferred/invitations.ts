export default {
  'invitations.title': 'Inviter',
  'invitations.codeOptional': 'Code d’invitation, si vous en avez un',
  'invitations.without': 'Continuer sans invitation',
  'invitations.have': 'J’ai une invitation',
  'oidc.with': 'Se connecter avec {name}',
  'oidc.entering': 'Connexion…',
} as const;
