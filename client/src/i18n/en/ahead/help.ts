export default {
  'accounts.help.intro':
    'Grains are harvested by caring actions, planted to support, composted when idle, and the Silo gives them back. It is a cycle: nothing is bought, nothing is sold.',
  'accounts.help.states': 'Where an action stands',
  'accounts.help.queued': 'It is safe on this device and will leave as soon as possible.',
  'accounts.help.sending': 'It is on its way to the server.',
  'accounts.help.received': 'The server has counted it, once.',
  'accounts.help.refused': 'The server said why; your grains are untouched.',
  'accounts.help.quarantined':
    'The server could not decide, or you no longer have access to its community. You can send it again or save it.',
  'accounts.help.cancelling': 'You cancelled it, but it may have left: the server says which came first.',
  'accounts.help.again': 'It was received; the server was put back to a backup, and it is sent again.',
  'accounts.help.lost': 'The server was put back to a backup and could not count it a second time.',
  'accounts.help.grains': 'Grains',
  'accounts.help.grainsText':
    'Reading a story to its end, or a quarter of a book, gives 10 (three times a day at most), voting 5, an accepted invitation 50. They are planted on projects and votes.',
  'accounts.help.compost': 'Compost',
  'accounts.help.compostText':
    'After 90 days without any action a tenth of a wallet of 100 grains or more goes to the Silo, on Mondays. An action counts when it is received.',
  'accounts.help.offline': 'Without a network',
  'accounts.help.offlineText':
    'Browsing, searching, reading and voting work offline. Actions wait here and leave by themselves, even with the app closed when the phone allows it.',
  'accounts.help.once': 'Only once',
  'accounts.help.onceText': 'Each action carries a number that serves only once: sent ten times, it counts once.',
  'accounts.help.limits': 'What the promises do not cover',
  'accounts.help.limitEvicted':
    'A browser may clear a site’s storage when the phone is full and it was not granted persistence: actions still queued then are lost. The app asks for persistence at the first queued action, and says afterwards how many were lost.',
  'accounts.help.limitRestored':
    'A restored backup forgets what came after it: devices send it again for 35 days, and what cannot be settled again is shown as lost in a restore.',
  'accounts.help.votes': 'Votes',
  'accounts.help.votesText':
    'One ballot per poll; you can change it until it closes. It must arrive before closing: the time left is always shown.',
  'accounts.help.eco': 'Data saving',
  'accounts.help.ecoText':
    'Five levels, from full to text only, really change what is loaded and drawn. The Data page says what each month has cost.',
  'accounts.help.privacy': 'Privacy',
  'accounts.help.privacyText':
    'Everything is private by default. You can download everything about you, and close your account.',
  'accounts.help.shared': 'One phone for several',
  'accounts.help.sharedText':
    'Everybody’s data stay apart. “Hand over the device” in Me changes the person; a lock of 4 digits hides your name.',
  'accounts.help.intro.without':
    'Propose, read, vote and discuss, even without a network: each action waits here and counts once.',
  'accounts.help.refused.without': 'The server said why.',
} as const;
