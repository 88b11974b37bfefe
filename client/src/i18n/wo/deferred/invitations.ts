/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'invitations.title': 'Inwite',
  'invitations.codeOptional': 'Kodu inwitaasioŋ, soo ko amee',
  'invitations.without': 'Wéyal te amul inwitaasioŋ',
  'invitations.have': 'Am naa inwitaasioŋ',
  'oidc.with': 'Dugg ak {name}',
  'oidc.entering': 'Yaa ngi dugg…',
} as const;
