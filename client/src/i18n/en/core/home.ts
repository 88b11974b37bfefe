/** What a first visit says. */
export default {
  'home.visitor.title': 'Welcome to EGOEJO',
  'home.visitor.what': 'Feed the projects of your neighbourhood with grains, vote, read: with or without a network.',
  'home.visitor.whatOnly': 'Support the projects of your neighbourhood, vote, read: with or without a network.',
  'home.visitor.grain': 'A grain is harvested by reading and taking part. It is free, and it is not money.',
  'home.visitor.one': 'The community {name} meets here.',
  'home.visitor.many': '{n, plural, one {# community meets} other {# communities meet}} here.',
  'home.visitor.projects': 'Best supported projects',
  'home.signUp': 'Create an account',
  'home.signIn': 'Sign in',
  'home.help': 'How it works',
  'home.language': 'Language',
} as const;
