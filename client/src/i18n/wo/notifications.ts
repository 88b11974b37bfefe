/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'notifications.title': 'Notifikaasioŋ yi',
  'notifications.new': 'bees na',
  'notifications.more': 'Xool yu gën a yàgg',
  'notifications.all': 'Ngir way-bokk yépp',
  'notifications.community': 'Benn mbooloo',
  'notifications.none.title': 'Amagul dara',
  'notifications.none.text':
    'Tontu yi ci say kàddu, xibaari sémb yi ngay topp ak wotey say mbooloo fii lañuy ñëw. Li fi ñëw mën nga ko jàng donte amul rezoo.',
  'notifications.none.go': 'Xool sémb yi',
  'notifications.visitor.title': 'Way-bokk yi la ñeel',
  'notifications.visitor.text': 'Duggal ngir gis li jëm ci yaw.',
  'notifications.say.answer': '{name} tontu na la ci «{title}»',
  'notifications.say.mention': '{name} tudd na la ci «{title}»',
  'notifications.say.comment': '{name} bind na kàddu ci sa sémb «{title}»',
  'notifications.say.news': 'Xibaar ci «{title}»',
  'notifications.say.published': 'Siiwal nañu sa sémb «{title}»',
  'notifications.say.declined': 'Tànnuñu sa sémb «{title}»',
  'notifications.say.withdrawn': 'Dindi nañu sa sémb «{title}»',
  'notifications.say.pollOpened': 'Wote ubbi na: «{title}»',
  'notifications.say.pollResult': 'Li génn ci wote bi: «{title}»',
  'notifications.say.refused': 'Gàntal nañu sa wote: «{title}»',
} as const;
