import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const fr: Translated<typeof en> = {
  title: 'Tâches',
  wasDone: 'Ce qui a été fait.',
  dueFirst: 'La prochaine échéance d’abord.',
  open: 'En cours',
  done: 'Fait',
  proposals: {
    one: 'Une proposition attend un oui ou un non',
    other: '{count} propositions attendent un oui ou un non',
  },
  isDone: '« {title} » est fait.',
  incident: 'Incident {id}',
  followUp: 'suite à donner',
  nowDone: 'fait',
  due: 'échéance',
  take: 'Prendre',
  itemDone: 'est fait',
  nothingDone: 'Rien n’a encore été fait.',
  nothingLeft: 'Il ne reste rien à faire. Les tâches viennent des étapes d’un incident, ou de sa salle ; {now} dit ce qui se passe.',
  now: 'Maintenant',
}
