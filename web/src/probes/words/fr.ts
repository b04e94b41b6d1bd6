import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const fr: Translated<typeof en> = {
  title: 'Sondes',
  ownerLetsIn: 'Un propriétaire admet une sonde.',
  oneLocation: 'Les sites sont vus d’un seul endroit. Avec une sonde ailleurs, ce qu’un seul des deux n’atteint pas n’est pas une panne.',
  anyOne: 'Ce qu’un seul endroit voit échouer est une panne.',
  quorum: 'Une panne est ce que {needed} endroits sur {locations} voient échouer.',
  hubItself: 'le hub lui-même',
  probes: {
    one: '1 sonde',
    other: '{count} sondes',
  },
  neverHeard: 'jamais entendu',
  heard: 'entendu {ago}',
  takenAgain: 'La parole de {name} compte à nouveau.',
  takeAgain: 'Reprendre sa parole en compte',
  sites: {
    one: '{count} site',
    other: '{count} sites',
  },
  beginsLate: 'les contrôles commencent avec {time} de retard',
  missed: {
    one: '{count} rapport n’est jamais arrivé',
    other: '{count} rapports ne sont jamais arrivés',
  },
  waiting: {
    one: '{count} résultat attend là-bas',
    other: '{count} résultats attendent là-bas',
  },
  lost: {
    one: '{count} résultat a été perdu',
    other: '{count} résultats ont été perdus',
  },
  version: 'version {version}',
  notSpoken: 'Elle n’a pas encore donné signe.',
  isSentAway: 'Elle est retirée.',
  sendAway: 'La retirer',
  second: 'Voyez vos sites d’un second endroit',
  letIn: 'Admettre une sonde',
  anyMachine:
    'N’importe quelle petite machine chez un autre fournisseur convient. Elle demande du travail au hub ; rien n’a besoin d’y être ouvert, et elle n’apprend ni contacts ni secrets.',
  location: 'Endroit',
  example: 'vienne',
  smallLetters: 'Minuscules, chiffres et traits d’union',
  makeCommands: 'Créer les commandes',
  toPaste: 'Commandes à coller à {location}',
  theCommands: 'Le texte des commandes',
  goodOnce: 'Valables une fois, jusqu’à {time}.',
}
