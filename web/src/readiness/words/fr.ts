import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const fr: Translated<typeof en> = {
  title: 'Préparation',
  owners: {
    operator: 'Nous réparons',
    partner: 'Un partenaire',
    client: 'Un client',
  },
  mendedBy: {
    operator: 'nous réparons',
    partner: 'le partenaire répare',
    client: 'le client le sait',
  },
  where: {
    form: 'formulaire :',
    key: 'allclear.yaml :',
    command: 'exécuter :',
  },
  nothingLeft: 'Il ne reste rien à réparer ici. Ce qui est contrôlé figure plus bas.',
  score: 'Score',
  byWeight: 'tient, en pondérant',
  dnsAsked: 'Le DNS a été interrogé.',
  asking: 'Interrogation…',
  askDns: 'Interroger à nouveau le DNS',
  partner: 'Partenaire',
  everyPartner: 'Tous les partenaires',
  onlyThis: 'seulement ; afficher tous les sites',
  narrowIt: {
    one: 'Et {count} de plus : affinez la liste pour le voir.',
    other: 'Et {count} de plus : affinez la liste pour les voir.',
  },
  holding: 'Ce qui tient, ou n’est pas encore connu',
  lookedAt: '{held} contrôlés',
  notKnown: '{unknown} inconnus',
  both: '{held} contrôlés, {unknown} inconnus',
  andMore: '{sites} et {more} de plus',
  mend: 'Réparer',
  see: 'Voir',
  whyMatters: 'Pourquoi c’est important',
  keptFromToday: 'Son évolution est conservée à partir d’aujourd’hui.',
  change: '{before} % le {day}, {percent} % maintenant',
  nowAt: 'maintenant · {percent} %',
}
