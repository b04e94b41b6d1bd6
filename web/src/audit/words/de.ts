import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const de: Translated<typeof en> = {
  title: 'Protokoll',
  newer: 'Nach neueren Zeilen sehen',
  intro: 'Jede Handlung hinterlässt eine Zeile, und keine Zeile wird je geändert. Die neuesten zuerst.',
  lines: '{count} Zeilen',
  linesAndOlder: '{count} Zeilen, und ältere',
  older: 'Ältere Zeilen',
  narrowSite: 'Auf eine Website einschränken',
  person: 'Person',
  everybody: 'Alle',
  kind: 'Art',
  everything: 'Alles',
  site: 'Website',
  from: 'Von',
  until: 'Bis',
  newest: 'Neueste',
  fromWhere: 'von {address}',
  nothing:
    'Noch hat niemand etwas getan. Einen Vorfall quittieren, Wartung planen, sich anmelden: Jedes hinterlässt hier eine Zeile. {now} sagt, was zu tun ist.',
  now: 'Jetzt',
  noneSo: 'Niemand hat etwas dieser Art getan. {link}',
  all: 'Alle Zeilen',
}
