export default { 'notifications.title': 'Notifications', 'notifications.all': 'À tous les membres' } as const;
