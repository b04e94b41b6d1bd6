import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const de: Translated<typeof en> = {
  title: 'Aufgaben',
  wasDone: 'Was getan wurde.',
  dueFirst: 'Die nächste Frist zuerst.',
  open: 'Offen',
  done: 'Erledigt',
  proposals: {
    one: 'Ein Vorschlag wartet auf ein Ja oder Nein',
    other: '{count} Vorschläge warten auf ein Ja oder Nein',
  },
  isDone: '„{title}“ ist erledigt.',
  incident: 'Vorfall {id}',
  followUp: 'Folgeaufgabe',
  nowDone: 'erledigt',
  due: 'Frist',
  take: 'Übernehmen',
  itemDone: 'ist erledigt',
  nothingDone: 'Noch wurde nichts erledigt.',
  nothingLeft: 'Nichts ist mehr zu tun. Aufgaben kommen aus den Schritten eines Vorfalls oder aus seinem Raum; {now} sagt, was los ist.',
  now: 'Jetzt',
}
