import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const de: Translated<typeof en> = {
  title: 'Bericht {month}',
  soFar: '{whose} · bis jetzt',
  asItWas: '{whose} · wie es war, als der Monat vorbei war',
  counted: '{whose} · gezählt aus dem, was jetzt gespeichert ist',
  month: 'Monat',
  whose: 'Für wen',
  print: 'So wie man ihn erhält, zum Drucken',
  sent: 'Gesendet {time}',
  toBeSent: 'Wird gesendet {time}',
  waiting: {
    one: 'Ein Kunde wartet auf das Ja des Partners.',
    other: '{count} Kunden warten auf das Ja des Partners.',
  },
  sendInstead: 'Anstelle des Partners senden',
}
