export default {
  'communities.one': 'Community',
  'communities.archived':
    'This community is archived: it can be read and polls under way run to their end, but it takes nothing new.',
  'communities.announce': 'Announce',
  'communities.figures': 'Figures',
  'communities.poster': 'Poster',
  'communities.members': 'Members',
  'communities.edit': 'Edit',
  'communities.invited': 'You are invited',
  'communities.invited.already': 'You are a member already: open it',
  'communities.signUp': 'Make an account to join',
  'communities.private': 'private community',
  'communities.member': 'you are a member',
  'communities.animator': 'you animate it',
  'communities.join': 'Join',
  'communities.signIn': 'Sign in to join',
} as const;
