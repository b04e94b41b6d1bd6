import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const es: Translated<typeof en> = {
  title: 'Conectar un chat, buscapersonas o gestor de tareas',
  intro: 'Allí se avisa a las personas y a los socios, y cada incidencia tiene su tique. Cómo están los conectados: {health}.',
  health: 'Estado',
  which: '¿Cuál es?',
  name: 'Nombre en la configuración',
  nameSays: 'Personas y socios lo señalan por este nombre: minúsculas, cifras y guiones.',
  secret: 'secreto',
  missing: 'Esto es necesario.',
  mistakes: { one: 'Hay {count} campo por corregir.', other: 'Hay {count} campos por corregir.' },
  more: 'Lo que no es necesario',
  aMessage:
    'Se envía un mensaje de verdad: un buscapersonas suena, un gestor recibe un tique. Lo que escriba aquí no se guarda en ninguna parte.',
  tryIt: 'Probar',
  trying: 'Probando …',
  outcome: {
    delivered: '{title} ha aceptado el mensaje',
    try_later: '{title} no ha podido aceptarlo ahora',
    refused: '{title} lo ha rechazado',
    uncertain: 'Nadie sabe si {title} lo ha aceptado',
  },
  inside: 'Desde aquí nunca se consulta una dirección de su propia red. Desde la configuración sí: las líneas de abajo valen para ella.',
  lines: 'Para la configuración',
  linesSay:
    'Añádalas a allclear.yaml; si channels: ya está, ponga allí lo que queda por debajo. Después señale el nombre en personas, socios o tiques.',
  theLines: 'Las líneas',
  variables: 'En el entorno del hub',
  variablesSay: 'Los secretos van en el entorno, no en la base de datos: defina estas variables y reinicie el hub.',
}
