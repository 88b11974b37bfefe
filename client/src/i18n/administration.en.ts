export default {
  'error.administration.unknown_member': 'This account does not exist, or no longer.',
  'error.administration.below_zero': 'This account has only {balance, plural, =0 {0 grains} one {# grain} other {# grains}}. Nothing changed.',
  'error.administration.key_reused': 'This adjustment was already used for something else. Open the form again.',
  'error.administration.not_oneself': 'Ask another administrator: nobody does this for themselves.',
  'error.administration.last_administrator': 'At least one administrator has to stay.',
  'error.administration.run_changed': 'The figures have changed meanwhile. Read the dry run again before going on.',
  'error.administration.run_refused': 'This run could not be made: {why}',
  'administration.title': 'Administration',
} as const;
