import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const de: Translated<typeof en> = {
  title: 'Zustand von Allclear',
  intro: 'Das Programm, das Ihre Websites beobachtet, eben geprüft.',
  versions: 'Versionen',
  forMachines: 'Für Maschinen: {ready}. Wer was tat: {audit}.',
  auditLog: 'das Protokoll',
  connect: 'Chat, Pager oder Tracker anbinden',
}
