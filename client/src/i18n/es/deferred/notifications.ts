/** Machine-made translation; a native reader has not checked it yet. */
export default { 'notifications.title': 'Notificaciones', 'notifications.all': 'A todos los miembros' } as const;
