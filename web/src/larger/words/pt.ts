import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const pt: Translated<typeof en> = {
  title: 'Quedas maiores',
  none: 'Nenhuma em andamento. Sites que caem juntos por algo que compartilham são reunidos aqui, e aciona-se uma só vez.',
  intro: 'Um só acionamento para todos, uma história para cada parceiro.',
  over: 'Terminadas',
  shared: 'Em comum: {what}',
  for: 'há {span}',
  atRisk: 'Em risco, e no ar até agora:',
  since: '{partner}, desde {time}',
}
