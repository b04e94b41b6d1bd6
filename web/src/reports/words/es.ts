import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const es: Translated<typeof en> = {
  title: 'Informe {month}',
  soFar: '{whose} · hasta ahora',
  asItWas: '{whose} · tal como estaba al acabar el mes',
  counted: '{whose} · contado a partir de lo que está guardado ahora',
  month: 'Mes',
  whose: 'De quién',
  print: 'Como lo recibe su lector, para imprimir',
  sent: 'Enviado {time}',
  toBeSent: 'Se enviará {time}',
  waiting: {
    one: 'Un cliente espera el visto bueno del socio.',
    other: '{count} clientes esperan el visto bueno del socio.',
  },
  sendInstead: 'Enviarlos en lugar del socio',
}
