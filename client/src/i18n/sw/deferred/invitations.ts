/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'invitations.title': 'Alika',
  'invitations.codeOptional': 'Msimbo wa mwaliko, kama unao',
  'invitations.without': 'Endelea bila mwaliko',
  'invitations.have': 'Nina mwaliko',
  'oidc.with': 'Ingia kwa {name}',
  'oidc.entering': 'Unaingia…',
} as const;
