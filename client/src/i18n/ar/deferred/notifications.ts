/** Machine-made translation; a native reader has not checked it yet. */
export default { 'notifications.title': 'الإشعارات', 'notifications.all': 'إلى جميع الأعضاء' } as const;
