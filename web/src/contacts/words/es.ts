import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const es: Translated<typeof en> = {
  title: 'Contactos de {name}',
  readiness: 'Preparación',
  changeElse: 'Cambiar lo demás que se dice de {name}',
  fresh: 'Si están al día',
  notConfirmed: 'Nadie los ha confirmado todavía.',
  confirmed: 'Confirmado por {name}, {time}.',
  overdue: 'Debían confirmarse antes del {time}.',
  againBy: 'Se deben confirmar de nuevo antes del {time}.',
  areConfirmed: 'Los contactos están confirmados.',
  areRight: 'Son correctos',
  areKept: 'Los contactos están guardados.',
  inOrder: 'A quién se avisa, el primero al que llamar primero',
  hearFirst: 'Cómo se enteran primero',
  save: 'Guardar',
  oneMore: 'Uno más',
  name: 'Nombre',
  role: 'Función',
  mail: 'Correo',
  phone: 'Teléfono, con su país',
  bestBy: 'Mejor por',
  ways: {
    any: 'Correo, luego teléfono',
    mail: 'Correo',
    sms: 'Mensaje de texto',
    voice: 'Llamada',
  },
  loops: {
    any: 'En Slack, si se puede',
    slack: 'En el canal de Slack',
    mail: 'Por correo',
  },
  bounced: '{address} no funcionó, {time}: {reason}',
}
