export default {
  'error.administration.unknown_member': 'Ce compte n’existe pas ou plus.',
  'error.administration.below_zero': 'Ce compte n’a que {balance, plural, =0 {0 grain} one {# grain} other {# grains}}. Rien n’a changé.',
  'error.administration.key_reused': 'Cet ajustement a déjà servi pour autre chose. Rouvrez le formulaire.',
  'error.administration.not_oneself': 'Demandez à une autre personne de l’administration : on ne fait pas cela pour soi.',
  'error.administration.last_administrator': 'Il faut garder au moins une personne à l’administration.',
  'error.administration.run_changed': 'Les chiffres ont changé entre-temps. Relisez l’essai avant de continuer.',
  'error.administration.run_refused': 'Ce passage n’a pas pu se faire : {why}',
  'administration.title': 'Administration',
} as const;
