/** Machine-made translation; a native reader has not checked it yet. */
export default { 'notifications.title': 'Arifa', 'notifications.all': 'Kwa wanachama wote' } as const;
