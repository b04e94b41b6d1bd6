import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const de: Translated<typeof en> = {
  title: 'Partner und Marken',
  intro: 'In wessen Namen wir sprechen und ob man uns glaubt. Das DNS wurde eben gefragt und wird weiter gefragt, solange Sie hinsehen.',
  partners: 'Partner',
  whoIsTold: 'Wer informiert wird',
  change: 'Den Partner und seine Marke ändern',
  answersTo: 'Antworten gehen an {address}.',
  ourInbox: 'den Posteingang dieses Hubs',
  noContact:
    'Noch gibt es keinen Kontakt: Niemand erfährt von einem Ausfall. Fügen Sie in {file} unter {contacts} beim Partner oder seinen Kunden einen hinzu, oder bitten Sie den Partner, es im Portal zu tun.',
  letterInName: 'Ein Brief in diesem Namen',
  statusPage: 'Die Statusseite',
  openIt: 'Öffnen',
  bounced: '{address} ging nicht, {time}: {reason}',
  alone: 'Der einzige Kontakt: Fügen Sie einen zweiten hinzu.',
  onlyUs:
    'Noch gibt es keine Partner. Fügen Sie den ersten in {file} unter {partners} hinzu, mit Name und Absenderadresse; dann stehen hier seine Einträge zum Kopieren.',
  records: 'Einträge von {domain}',
  name: 'Name',
  copied: '{name} von {kind}',
  states: {
    good: 'in Ordnung',
    missing: 'fehlt',
    wrong: 'falsch',
    unknown: 'keine Antwort',
  },
  sample: {
    from: 'Von: {name}',
    subject: 'Betreff: Wir kümmern uns um {site}',
    greeting: 'Guten Tag',
    hello: '{greeting} Alex,',
    text: 'Ihre Website ist seit 14:05 nicht erreichbar. Wir haben den Grund gefunden und beheben ihn; Sie müssen nichts tun.',
    allWell: 'Alles in Betrieb',
  },
}
