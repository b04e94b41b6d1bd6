import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const de: Translated<typeof en> = {
  title: 'Vorsorge',
  owners: {
    operator: 'Wir beheben es',
    partner: 'Ein Partner',
    client: 'Ein Kunde',
  },
  mendedBy: {
    operator: 'wir beheben es',
    partner: 'der Partner behebt es',
    client: 'der Kunde weiß es',
  },
  where: {
    form: 'Formular:',
    key: 'allclear.yaml:',
    command: 'ausführen:',
  },
  nothingLeft: 'Hier ist nichts mehr zu beheben. Was geprüft wird, steht unten.',
  score: 'Stand',
  byWeight: 'hält, nach Gewicht',
  dnsAsked: 'DNS wurde gefragt.',
  asking: 'Wird gefragt …',
  askDns: 'DNS noch einmal fragen',
  partner: 'Partner',
  everyPartner: 'Alle Partner',
  onlyThis: 'allein; alle Websites zeigen',
  narrowIt: {
    one: 'Und {count} weiteres: Schränken Sie die Liste ein, um es zu sehen.',
    other: 'Und {count} weitere: Schränken Sie die Liste ein, um sie zu sehen.',
  },
  holding: 'Was hält oder noch nicht bekannt ist',
  lookedAt: '{held} geprüft',
  notKnown: '{unknown} nicht bekannt',
  both: '{held} geprüft, {unknown} nicht bekannt',
  andMore: '{sites} und {more} weitere',
  mend: 'Beheben',
  see: 'Ansehen',
  whyMatters: 'Warum das zählt',
  keptFromToday: 'Wie es sich ändert, wird ab heute festgehalten.',
  change: '{before} % am {day}, {percent} % jetzt',
  nowAt: 'jetzt · {percent} %',
}
