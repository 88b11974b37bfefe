export default {
  'error.administration.run_changed': 'The figures have changed meanwhile. Read the dry run again before going on.',
  'error.administration.run_behind': 'Another run has not ended yet. Try again in a while.',
  'error.administration.run_disabled': 'These runs are switched off in the configuration. Nothing moved.',
  'error.administration.run_future': 'The time of this run has not come yet. Nothing moved.',
  'error.administration.run_old':
    'This dry run is more than {minutes, plural, one {# minute} other {# minutes}} old. Make it again before going on.',
  'error.administration.run_recovering': 'A recovery is open: runs wait for its end.',
  'error.administration.run_stopping': 'The server restarts. The run goes on by itself.',
  'administration.runs.text':
    'Compost and redistribution come by themselves at their time. Here you can make one more: the dry run first, which changes nothing.',
  'administration.runs.tryCompost': 'Try the compost',
  'administration.runs.tryRedistribution': 'Try the redistribution',
  'administration.runs.past': 'Done so far',
  'administration.runs.none': 'None yet.',
  'administration.compost': 'Compost',
  'administration.redistribution': 'Redistribution',
  'administration.runs.bySchedule': 'at its time',
  'administration.runs.byCommand': 'by command',
  'administration.runs.byPerson': 'by hand',
  'administration.runs.wallets':
    '{n, plural, =0 {no account} one {# account} other {# accounts}}{out, plural, =0 {} one {, # left out} other {, # left out}}',
  'administration.runs.running': 'running',
  'administration.runs.compost': 'Compost now',
  'administration.runs.redistribution': 'Redistribute now',
  'administration.runs.nothing': 'Nothing would move.',
  'administration.runs.noneIdle':
    'No account meets the conditions: {rate} after {days, plural, one {# day} other {# days}} without an action, from {min, plural, =0 {0 grains} one {# grain} other {# grains}} on, if that makes at least {least, number}.',
  'administration.runs.nobody': 'Nobody has harvested yet.',
  'administration.runs.silo': 'The Silo holds {n, plural, =0 {0 grains} one {# grain} other {# grains}}.',
  'administration.runs.tooLittle':
    '{rate} of the Silo, in equal parts among {n, plural, one {# account that harvested} other {# accounts that harvested}}, makes less than one grain each.',
  'administration.runs.wouldCompost':
    '{n, plural, one {# account} other {# accounts}} would give {grains, plural, one {# grain} other {# grains}} to the Silo.',
  'administration.runs.wouldGive':
    '{n, plural, one {# account} other {# accounts}} would get {grains, plural, one {# grain} other {# grains}} from the Silo.',
  'administration.runs.dry': 'This is a dry run: nothing moved. A run cannot be undone.',
  'administration.runs.type': 'To go on, write {grains}',
  'administration.runs.goCompost': 'Compost',
  'administration.runs.goRedistribution': 'Redistribute',
  'administration.runs.done':
    'Done: {n, plural, one {# account} other {# accounts}}, {grains, plural, one {# grain} other {# grains}}.',
  'administration.runs.goesOn': 'The run goes on. The list will tell how far it is.',
} as const;
