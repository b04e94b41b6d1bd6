import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const de: Translated<typeof en> = {
  title: 'Größere Ausfälle',
  none: 'Keiner läuft. Websites, die wegen einer gemeinsamen Sache zusammen ausfallen, werden hier zusammengefasst, und es wird einmal alarmiert.',
  intro: 'Ein Alarm für alle, eine Geschichte für jeden Partner.',
  over: 'Vorbei',
  shared: 'Gemeinsam: {what}',
  for: 'seit {span}',
  atRisk: 'Gefährdet, bisher erreichbar:',
  since: '{partner}, seit {time}',
}
