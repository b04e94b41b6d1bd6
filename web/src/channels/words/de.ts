import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const de: Translated<typeof en> = {
  title: 'Chat, Pager oder Tracker anbinden',
  intro:
    'Dort werden Leute alarmiert und Partner benachrichtigt, und Vorfälle haben ihr Ticket. Wie es um die angebundenen steht: {health}.',
  health: 'Zustand',
  which: 'Welcher ist es?',
  name: 'Name in der Konfiguration',
  nameSays: 'Leute und Partner verweisen mit diesem Namen darauf: Kleinbuchstaben, Ziffern und Bindestriche.',
  secret: 'geheim',
  missing: 'Das wird gebraucht.',
  mistakes: { one: '{count} Feld ist zu berichtigen.', other: '{count} Felder sind zu berichtigen.' },
  more: 'Was nicht nötig ist',
  aMessage:
    'Es geht eine echte Nachricht hinaus: ein Pager klingelt, ein Tracker bekommt ein Ticket. Was Sie hier schreiben, wird nirgends aufbewahrt.',
  tryIt: 'Ausprobieren',
  trying: 'Wird ausprobiert …',
  outcome: {
    delivered: '{title} hat die Nachricht angenommen',
    try_later: '{title} konnte sie jetzt nicht annehmen',
    refused: '{title} hat sie abgelehnt',
    uncertain: 'Niemand weiß, ob {title} sie angenommen hat',
  },
  inside: 'Eine Adresse in Ihrem eigenen Netz wird von hier aus nie gefragt. Aus der Konfiguration schon: die Zeilen unten stimmen dafür.',
  lines: 'Für die Konfiguration',
  linesSay:
    'Fügen Sie sie in allclear.yaml ein; steht channels: dort schon, kommt das, was darunter steht, dazu. Verweisen Sie dann bei Leuten, Partnern oder Tickets auf den Namen.',
  theLines: 'Die Zeilen',
  variables: 'In der Umgebung des Hubs',
  variablesSay: 'Geheimnisse gehören in die Umgebung, nicht in die Datenbank: Setzen Sie diese, und starten Sie den Hub neu.',
}
