import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const de: Translated<typeof en> = {
  title: 'Kontakte von {name}',
  readiness: 'Vorsorge',
  changeElse: 'Ändern, was sonst zu {name} gesagt ist',
  fresh: 'Wie aktuell sie sind',
  notConfirmed: 'Noch hat sie niemand bestätigt.',
  confirmed: 'Bestätigt von {name}, {time}.',
  overdue: 'Sie hätten bis {time} bestätigt sein sollen.',
  againBy: 'Bis {time} wieder zu bestätigen.',
  areConfirmed: 'Die Kontakte sind bestätigt.',
  areRight: 'Diese stimmen',
  areKept: 'Die Kontakte sind gespeichert.',
  inOrder: 'Wer informiert wird, wer zuerst zu erreichen ist, zuerst',
  hearFirst: 'Wie sie es zuerst erfahren',
  save: 'Speichern',
  oneMore: 'Noch jemand',
  name: 'Name',
  role: 'Aufgabe',
  mail: 'E-Mail',
  phone: 'Telefon, mit Landesvorwahl',
  bestBy: 'Am besten erreichbar per',
  ways: {
    any: 'E-Mail, dann Telefon',
    mail: 'E-Mail',
    sms: 'SMS',
    voice: 'Anruf',
  },
  loops: {
    any: 'In Slack, wenn möglich',
    slack: 'Im Slack-Kanal',
    mail: 'Per E-Mail',
  },
  bounced: '{address} ging nicht, {time}: {reason}',
}
