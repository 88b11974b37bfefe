export default {
  'reading.share.noneText': 'EGOEJO keeps articles by their link. Share the page from your browser.',
  'reading.share.safe': 'The link is still here.',
  'reading.share.signIn': 'Sign in to add it',
  'reading.share': 'Add to “To read”',
  'reading.share.none': 'No link in what was shared',
} as const;
