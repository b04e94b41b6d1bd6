import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const pt: Translated<typeof en> = {
  title: 'Relatório {month}',
  soFar: '{whose} · até agora',
  asItWas: '{whose} · como estava quando o mês acabou',
  counted: '{whose} · contado do que está guardado agora',
  month: 'Mês',
  whose: 'De quem',
  print: 'Como o leitor recebe, para imprimir',
  sent: 'Enviado {time}',
  toBeSent: 'Será enviado {time}',
  waiting: {
    one: 'Um cliente espera o aval do parceiro.',
    other: '{count} clientes esperam o aval do parceiro.',
  },
  sendInstead: 'Enviar no lugar do parceiro',
}
