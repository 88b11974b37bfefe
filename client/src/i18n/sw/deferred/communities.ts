/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'communities.one': 'Jumuiya',
  'communities.archived':
    'Jumuiya hii imewekwa kwenye kumbukumbu: inasomeka, kura zinazoendelea zitafika mwisho, lakini hakuna jipya linaloingia.',
  'communities.announce': 'Tangaza',
  'communities.figures': 'Takwimu',
  'communities.poster': 'Bango',
  'communities.members': 'Wanachama',
  'communities.edit': 'Hariri',
  'communities.invited': 'Umealikwa',
  'communities.invited.already': 'Tayari wewe ni mwanachama: ifungue',
  'communities.signUp': 'Fungua akaunti ili ujiunge',
  'communities.private': 'jumuiya ya faragha',
  'communities.member': 'wewe ni mwanachama',
  'communities.animator': 'wewe ni mratibu',
  'communities.join': 'Jiunge',
  'communities.signIn': 'Ingia ili ujiunge',
} as const;
