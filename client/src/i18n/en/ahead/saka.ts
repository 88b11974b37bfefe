export default {
  'saka.silo.grains': '{n, plural, =0 {grains in common} one {grain in common} other {grains in common}}',
  'saka.silo.text': 'The Silo is the common account of all communities. Nobody draws from it for themselves.',
  'saka.silo.unknown': 'Balance unknown',
  'saka.silo.fills':
    'Every Monday, {rate} of wallets that were {days, plural, one {# day} other {# days}} without an action go back to it, from {min, plural, one {# grain} other {# grains}} on and if that makes at least {least, number}.',
  'saka.silo.gives':
    'On the first Monday of the month it gives back {rate} of what it holds, in equal parts among those who harvested. Next time: {when}.',
  'saka.silo.givesNot': 'It gives nothing back for now.',
  'saka.silo.days': 'Day by day',
  'saka.silo.in': '+ {n, number} composted',
  'saka.silo.out': '− {n, number} given back',
  'saka.compost': 'What compost would take',
  'saka.compost.off': 'Compost is paused: nothing leaves.',
  'saka.compost.unknown': 'This device does not know when yet.',
  'saka.compost.will':
    'Without an action before {when}, {n, number} of your {of, plural, one {# grain} other {# grains}} will go to the Silo.',
  'saka.compost.stops':
    'Planting, reading a new story to its end or voting where you had not is enough to stop it, once the server has received the action.',
  'saka.compost.queued':
    '{n, plural, one {Your queued action protects nothing until it arrives.} other {Your # queued actions protect nothing until they arrive.}}',
  'saka.compost.plant': 'Plant',
  'saka.compost.small':
    'Nothing leaves: a wallet of less than {min, plural, one {# grain} other {# grains}} is left in peace. You have {of, number}.',
  'saka.compost.little':
    'Nothing leaves: {rate} of your {of, plural, one {# grain} other {# grains}} would make less than {min, number}.',
  'saka.compost.asOf': 'As of your last sync,',
  'saka.run.compost': 'Compost',
  'saka.run.redistribution': 'Redistribution',
  'saka.run.gave':
    '{n, plural, =0 {No grains} one {# grain} other {# grains}} from {wallets, plural, =0 {no wallet} one {# wallet} other {# wallets}} to the Silo.',
  'saka.run.got':
    '{n, plural, =0 {No grains given back} one {# grain given back} other {# grains given back}} to {wallets, plural, =0 {nobody} one {# member} other {# members}}.',
  'saka.run.share': '{n, plural, one {# grain each.} other {# grains each.}}',
  'saka.run.left':
    '{n, plural, one {# left in peace: an action arrived meanwhile.} other {# left in peace: an action arrived meanwhile.}}',
  'saka.run.compost.rules':
    '{rate} after {days, plural, one {# day} other {# days}} without an action, from {min, plural, one {# grain} other {# grains}} on, at least {least, number}.',
  'saka.run.redistribution.rules': '{rate} of the Silo, in equal parts.',
  'saka.run.schedule': 'By the calendar.',
  'saka.run.command': 'Started by a command.',
  'saka.run.person': 'Started by a person.',
  'saka.run.running': 'Under way.',
  'saka.runs': 'What was done',
  'saka.runs.none': 'Neither compost nor redistribution so far.',
  'saka.history': 'My history',
  'saka.history.more': 'See older',
  'saka.history.empty': 'Nothing has moved yet',
  'saka.history.emptyOff': 'Grains are paused for the moment.',
  'saka.history.emptyText': 'Read a story to its end: it harvests up to 10 grains.',
  'saka.history.read': 'Read a story',
  'saka.plus': '+ {n, number}',
  'saka.minus': '− {n, number}',
  'saka.gained': 'gained {n, plural, one {# grain} other {# grains}}',
  'saka.given': 'gave {n, plural, one {# grain} other {# grains}}',
} as const;
