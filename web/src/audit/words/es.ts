import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const es: Translated<typeof en> = {
  title: 'Auditoría',
  newer: 'Buscar líneas más nuevas',
  intro: 'Cada acción deja una línea, y ninguna línea se cambia jamás. Las más nuevas primero.',
  lines: '{count} líneas',
  linesAndOlder: '{count} líneas, y otras más antiguas',
  older: 'Líneas más antiguas',
  narrowSite: 'Limitar a un sitio',
  person: 'Persona',
  everybody: 'Todas',
  kind: 'Tipo',
  everything: 'Todo',
  site: 'Sitio',
  from: 'Desde',
  until: 'Hasta',
  newest: 'Lo más nuevo',
  fromWhere: 'desde {address}',
  nothing:
    'Nadie ha hecho nada todavía. Reconocer una incidencia, planificar un mantenimiento, entrar: todo deja aquí una línea. {now} dice qué hay que hacer.',
  now: 'Ahora',
  noneSo: 'Nadie ha hecho nada de este tipo. {link}',
  all: 'Todas las líneas',
}
