/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'blocks.title': 'Ñi nga téye',
  'blocks.text':
    'Mënatuñu laa bind, yaw itam mënatoo leen bind; duñu ko xam ludul ñu jéem ko. Ci néeg yi ak mbooloo yi, seeni bataaxal dañuy lemu te duñu la yégal dara.',
  'blocks.none': 'Téyewoo kenn',
  'blocks.none.text': 'Mën nga téye nit ci benn ci ay bataaxalam, wala ci seen waxtaan.',
  'blocks.block': 'Téye {name}',
  'blocks.unblock': 'Bàyyi {name}',
  'blocks.ask': 'Téye {name}?',
  'blocks.ask.text':
    'Dootuleen mën a bindante. Feneen, ay bataaxalam dinañu lemu te duñu la yégal. Mën nga soppi sa xalaat ci say tànneef.',
  'blocks.folded': 'Bataaxalu nit ku nga téye',
  'blocks.show': 'Wone ko',
  'blocks.pair': 'Téye nga {name}: mënuleen a bindante.',
  'rooms.mute': 'Noppiloo',
  'rooms.mute.hint': 'Dara du la yégal, te dara duñu ko lim ci menu yi.',
  'rooms.muted': 'noppi na',
} as const;
