import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const pt: Translated<typeof en> = {
  title: 'Saúde do Allclear',
  intro: 'O programa que observa seus sites, verificado agora mesmo.',
  versions: 'Versões',
  forMachines: 'Para máquinas: {ready}. Quem fez o quê: {audit}.',
  auditLog: 'a auditoria',
  connect: 'Ligar um chat, pager ou gestor de tarefas',
}
