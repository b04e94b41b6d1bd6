// Shows a page in this browser, also when no page of the console is open, and leads to where it is acknowledged.
'use strict'
self.addEventListener('push', (event) => {
  const { title, body, link, tag, acknowledge } = event.data.json()
  const actions = acknowledge ? [{ action: 'acknowledge', title: 'Acknowledge' }] : []
  const shown = {
    body,
    icon: '/icon.svg',
    data: { link, acknowledge },
    actions,
    requireInteraction: tag !== null,
    ...(tag && { tag, renotify: true }),
  }
  event.waitUntil(self.registration.showNotification(title, shown))
})

self.addEventListener('notificationclick', (event) => {
  const { link, acknowledge } = event.notification.data
  event.notification.close()
  event.waitUntil(self.clients.openWindow(event.action === 'acknowledge' ? acknowledge : link))
})
