import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const es: Translated<typeof en> = {
  title: 'Estado de Allclear',
  intro: 'El programa que vigila sus sitios, comprobado ahora mismo.',
  versions: 'Versiones',
  forMachines: 'Para máquinas: {ready}. Quién hizo qué: {audit}.',
  auditLog: 'la auditoría',
  connect: 'Conectar un chat, buscapersonas o gestor de tareas',
}
