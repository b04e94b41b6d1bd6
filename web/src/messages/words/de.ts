import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const de: Translated<typeof en> = {
  outbox: 'Postausgang',
  intro: 'Was wem gesagt wurde, das Neueste zuerst.',
  states: {
    uncertain: 'Ungewiss',
    refused: 'Abgelehnt',
    waiting: 'Wartend',
    folded: 'In einer Zusammenfassung',
    delivered: 'Zugestellt',
    cancelled: 'Abgesagt',
  },
  newest: 'Die neuesten',
  older: 'Ältere',
  went: '{audience}, per {channel} an {people}',
  incident: 'Vorfall {id}',
  nothingSaid:
    'Noch wurde niemandem etwas gesagt. Der erste Vorfall oder eine {maintenance} beginnt damit; wen es erreichen würde, steht bei den {brands}.',
  maintenance: 'geplante Wartung',
  brands: 'Marken',
  noneSo: 'Keine ist in diesem Zustand. {link}',
  all: 'Alle Nachrichten',
  digest: 'Ihre Zusammenfassung',
  words: 'Worte der Nachricht',
  asSource: 'Ihre Gestaltung, als Quelltext',
  design: 'Gestaltung der Nachricht',
  envelope: {
    from: 'Von',
    to: 'An',
    cc: 'Cc',
    by: 'Per',
    chosen: 'Gewählt, weil',
    ordered: 'Angeordnet',
    tries: 'Versuche',
    template: 'Vorlage',
    id: 'Message-ID',
  },
  arrived: 'Sie kam an',
  sendAgain: 'Noch einmal senden',
  letBe: 'Es dabei lassen',
  decideHint: 'Niemand weiß, ob sie ankam; noch einmal gesendet, kommt sie vielleicht zweimal an.',
}
