export default {
  'invitations.title': 'Invite',
  'invitations.codeOptional': 'Invitation code, if you have one',
  'invitations.without': 'Go on without an invitation',
  'invitations.have': 'I have an invitation',
  'oidc.with': 'Sign in with {name}',
  'oidc.entering': 'Signing in…',
} as const;
