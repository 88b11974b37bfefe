/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'invitations.title': 'Invitar',
  'invitations.codeOptional': 'Código de invitación, si tienes uno',
  'invitations.without': 'Continuar sin invitación',
  'invitations.have': 'Tengo una invitación',
  'oidc.with': 'Iniciar sesión con {name}',
  'oidc.entering': 'Iniciando sesión…',
} as const;
