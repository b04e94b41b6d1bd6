import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const es: Translated<typeof en> = {
  title: 'Caídas mayores',
  none: 'No hay ninguna en curso. Los sitios que caen juntos por algo que comparten se reúnen aquí, y se avisa una sola vez.',
  intro: 'Un solo aviso para todos, una historia para cada socio.',
  over: 'Terminadas',
  shared: 'Compartido: {what}',
  for: 'desde hace {span}',
  atRisk: 'En riesgo, y de momento disponibles:',
  since: '{partner}, desde {time}',
}
