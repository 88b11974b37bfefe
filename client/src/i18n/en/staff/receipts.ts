export default {
  'polls.check.intro':
    'A receipt’s number tells whether a ballot was counted. It tells neither what the ballot says nor who cast it: you can check it for somebody else.',
  'polls.check.hint': 'Five groups of four, like 0A1B-2C3D-4E5F-6071-8293.',
  'polls.check.wrong': 'A receipt’s number has twenty digits or letters from A to F.',
  'polls.check.do': 'Check',
  'polls.check.found': 'This ballot is counted in the result ({number}).',
  'polls.check.missing':
    'No counted ballot has this number ({number}). The vote may have been changed or withdrawn later: only the last receipt counts. Check also that the receipt is of this vote.',
  'polls.check.open': 'Receipts can be checked once this vote is closed and counted. It ends on {at}.',
  'polls.check.cancelled': 'This vote was cancelled: no ballot is counted.',
  'polls.check.secret':
    'This vote is by secret ballots: they have no receipts, so that nobody can tell who voted what.',
  'polls.check.imported': 'This vote comes from a file: its ballots have no receipts.',
  'polls.check.self':
    'If you would rather not take the server’s word: the ballots in JSON, on the page of the vote, have the list of all counted numbers.',
} as const;
