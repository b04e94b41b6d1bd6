import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const fr: Translated<typeof en> = {
  title: 'Rapport {month}',
  soFar: '{whose} · jusqu’ici',
  asItWas: '{whose} · tel qu’à la fin du mois',
  counted: '{whose} · compté d’après ce qui est conservé maintenant',
  month: 'Mois',
  whose: 'Pour qui',
  print: 'Tel que son lecteur le reçoit, à imprimer',
  sent: 'Envoyé {time}',
  toBeSent: 'Sera envoyé {time}',
  waiting: {
    one: 'Un client attend l’accord du partenaire.',
    other: '{count} clients attendent l’accord du partenaire.',
  },
  sendInstead: 'Les envoyer à la place du partenaire',
}
