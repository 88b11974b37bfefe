export default {
  'invitations.code': 'Invitation code',
  'invitations.qr': 'Code to scan: {code}',
  'invitations.how': 'Show this code, say it or share the link. It shows without a network too.',
  'invitations.shareTitle': 'An invitation to join EGOEJO',
  'invitations.rule':
    '{grains, plural, one {# grain} other {# grains}} for you once the person you invited has confirmed an address, for at most {perDay, plural, one {# person} other {# people}} a day.',
  'invitations.unconfirmed': 'Confirm your address first: then you can invite.',
  'invitations.visitor': 'Inviting needs an account',
  'invitations.visitorText': 'With an account you have a code to show, even without a network.',
  'invitations.mine': '{n, plural, one {# person came by you} other {# people came by you}}',
  'invitations.thanked':
    '{n, plural, one {# invitation harvested: {grains, plural, one {# grain} other {# grains}}.} other {# invitations harvested: {grains, plural, one {# grain} other {# grains}}.}}',
  'invitations.beyond':
    '{n, plural, one {# invitation counts without grains: the limit of {perDay} a day was reached.} other {# invitations count without grains: the limit of {perDay} a day was reached.}}',
  'invitations.waiting':
    '{n, plural, one {# invitation without grains for now.} other {# invitations without grains for now.}}',
  'invitations.private': 'Who came stays private.',
  'invitations.take.title': 'An invitation',
  'invitations.take.how':
    'Somebody gave you a code? It is kept on this device, even without a network, and will serve when you sign up.',
  'invitations.take.member': 'Somebody gave you a code? Say who invited you.',
  'invitations.take.do': 'Keep this code',
  'invitations.take.scan': 'Photograph the code',
  'invitations.take.notSeen': 'No invitation code on this picture. Come closer, or type the code.',
  'invitations.take.wrong': 'This is no invitation code: it has ten letters and digits.',
  'invitations.welcome': 'You are invited to EGOEJO',
  'invitations.about': 'Here communities choose and feed their projects, with or without a network.',
  'invitations.kept': 'Invitation {code} kept on this device. It will serve when you sign up.',
  'invitations.look': 'Look at the projects first',
  'invitations.other': 'Take another code',
  'invitations.signUpWithout': 'Sign up without an invitation',
  'invitations.ownCode': 'This is your own code. It is for the people you invite.',
  'invitations.showMine': 'Show my code',
  'invitations.haveAccount':
    'You have an account already. If you have just come, say that invitation {code} brought you.',
  'invitations.accept': 'Accept this invitation',
  'invitations.accepted': 'Noted. Thank you!',
  'invitations.take.hint': 'Ten letters and digits, or the whole link.',
} as const;
