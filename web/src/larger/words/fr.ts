import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const fr: Translated<typeof en> = {
  title: 'Pannes étendues',
  none: 'Aucune n’est en cours. Les sites qui tombent ensemble à cause d’une chose qu’ils partagent sont réunis ici, et l’alerte part une seule fois.',
  intro: 'Une alerte pour tous, une histoire pour chaque partenaire.',
  over: 'Terminées',
  shared: 'Partagé : {what}',
  for: 'depuis {span}',
  atRisk: 'Menacés, disponibles jusqu’ici :',
  since: '{partner}, depuis {time}',
}
