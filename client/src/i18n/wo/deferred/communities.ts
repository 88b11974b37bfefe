/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'communities.one': 'Mbooloo',
  'communities.archived':
    'Mbooloo mii mu ngi ci arsiif: mën nañu ko jàng, wote yi ubbi dinañu àgg, waaye dara dootu ci dugg.',
  'communities.announce': 'Yëgle',
  'communities.figures': 'Lim yi',
  'communities.poster': 'Afis',
  'communities.members': 'Way-bokk yi',
  'communities.edit': 'Soppi',
  'communities.invited': 'Dañu la inwite',
  'communities.invited.already': 'Bokk nga ci ba noppi: ubbi ko',
  'communities.signUp': 'Ubbi kont ngir bokk',
  'communities.private': 'mbooloo mu tëju',
  'communities.member': 'bokk nga ci',
  'communities.animator': 'yaa ko jiite',
  'communities.join': 'Bokk',
  'communities.signIn': 'Dugg ngir bokk',
} as const;
