import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const es: Translated<typeof en> = {
  title: 'Tareas',
  wasDone: 'Lo que se ha hecho.',
  dueFirst: 'El plazo más próximo primero.',
  open: 'Pendientes',
  done: 'Hecho',
  proposals: {
    one: 'Una propuesta espera un sí o un no',
    other: '{count} propuestas esperan un sí o un no',
  },
  isDone: '«{title}» está hecho.',
  incident: 'Incidencia {id}',
  followUp: 'seguimiento',
  nowDone: 'hecho',
  due: 'plazo',
  take: 'Asumir',
  itemDone: 'está hecho',
  nothingDone: 'Aún no se ha hecho nada.',
  nothingLeft: 'No queda nada por hacer. Las tareas vienen de los pasos de una incidencia o de su sala; {now} dice lo que ocurre.',
  now: 'Ahora',
}
