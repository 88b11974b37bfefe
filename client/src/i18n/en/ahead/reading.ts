export default {
  'reading.share.noneText': 'EGOEJO keeps articles by their link. Share the page from your browser.',
  'reading.share.safe': 'The link is still here.',
  'reading.share.signIn': 'Sign in to add it',
} as const;
