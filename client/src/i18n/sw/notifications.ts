/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'notifications.title': 'Arifa',
  'notifications.new': 'mpya',
  'notifications.more': 'Tazama za zamani zaidi',
  'notifications.all': 'Kwa wanachama wote',
  'notifications.community': 'Jumuiya',
  'notifications.none.title': 'Bado hakuna kitu',
  'notifications.none.text':
    'Majibu kwa maoni yako, habari za miradi unayofuata na kura za jumuiya zako hufika hapa. Kilichofika kinasomeka pia nje ya mtandao.',
  'notifications.none.go': 'Tazama miradi',
  'notifications.visitor.title': 'Kwa wanachama',
  'notifications.visitor.text': 'Ingia ili uone yanayokuhusu.',
  'notifications.say.answer': '{name} amekujibu kuhusu “{title}”',
  'notifications.say.mention': '{name} amekutaja kuhusu “{title}”',
  'notifications.say.comment': '{name} ametoa maoni kuhusu mradi wako “{title}”',
  'notifications.say.news': 'Habari kuhusu “{title}”',
  'notifications.say.published': 'Mradi wako “{title}” umechapishwa',
  'notifications.say.declined': 'Mradi wako “{title}” haukukubaliwa',
  'notifications.say.withdrawn': 'Mradi wako “{title}” umeondolewa',
  'notifications.say.pollOpened': 'Kura imefunguliwa: “{title}”',
  'notifications.say.pollResult': 'Matokeo yametoka: “{title}”',
  'notifications.say.refused': 'Kura yako haikukubaliwa: “{title}”',
} as const;
