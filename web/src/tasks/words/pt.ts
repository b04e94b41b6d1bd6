import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const pt: Translated<typeof en> = {
  title: 'Tarefas',
  wasDone: 'O que foi feito.',
  dueFirst: 'O prazo mais próximo primeiro.',
  open: 'Abertas',
  done: 'Feito',
  proposals: {
    one: 'Uma proposta aguarda um sim ou um não',
    other: '{count} propostas aguardam um sim ou um não',
  },
  isDone: '“{title}” está feito.',
  incident: 'Incidente {id}',
  followUp: 'acompanhamento',
  nowDone: 'feito',
  due: 'prazo',
  take: 'Assumir',
  itemDone: 'está feito',
  nothingDone: 'Nada foi feito ainda.',
  nothingLeft: 'Não há mais nada a fazer. As tarefas vêm dos passos de um incidente ou da sua sala; {now} diz o que está acontecendo.',
  now: 'Agora',
}
