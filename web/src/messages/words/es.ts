import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const es: Translated<typeof en> = {
  outbox: 'Bandeja de salida',
  intro: 'Qué se dijo a quién, lo más nuevo primero.',
  states: {
    uncertain: 'Inciertos',
    refused: 'Rechazados',
    waiting: 'En espera',
    folded: 'En un resumen',
    delivered: 'Entregados',
    cancelled: 'Cancelados',
  },
  newest: 'Los más nuevos',
  older: 'Más antiguos',
  went: '{audience}, por {channel} a {people}',
  incident: 'Incidencia {id}',
  nothingSaid:
    'Aún no se ha dicho nada a nadie. Empieza con la primera incidencia o con un {maintenance}; a quién llegaría está en las {brands}.',
  maintenance: 'mantenimiento programado',
  brands: 'marcas',
  noneSo: 'Ninguno está en este estado. {link}',
  all: 'Todos los mensajes',
  digest: 'Su resumen',
  words: 'Palabras del mensaje',
  asSource: 'Su diseño, como código',
  design: 'Diseño del mensaje',
  envelope: {
    from: 'De',
    to: 'Para',
    cc: 'Cc',
    by: 'Por',
    chosen: 'Elegido porque',
    ordered: 'Ordenado',
    tries: 'Intentos',
    template: 'Plantilla',
    id: 'Message-ID',
  },
  arrived: 'Llegó',
  sendAgain: 'Enviar de nuevo',
  letBe: 'Dejarlo estar',
  decideHint: 'Nadie sabe si llegó; si se envía de nuevo puede llegar dos veces.',
}
