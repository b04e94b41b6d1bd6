import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const fr: Translated<typeof en> = {
  title: 'Santé d’Allclear',
  intro: 'Le programme qui surveille vos sites, contrôlé à l’instant.',
  versions: 'Versions',
  forMachines: 'Pour les machines : {ready}. Qui a fait quoi : {audit}.',
  auditLog: 'le journal d’audit',
  connect: 'Connecter une messagerie, un pager ou un outil de tickets',
}
