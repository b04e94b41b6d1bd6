import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const fr: Translated<typeof en> = {
  outbox: 'Envois',
  intro: 'Ce qui a été dit à qui, le plus récent d’abord.',
  states: {
    uncertain: 'Incertains',
    refused: 'Refusés',
    waiting: 'En attente',
    folded: 'Dans un récapitulatif',
    delivered: 'Remis',
    cancelled: 'Annulés',
  },
  newest: 'Les plus récents',
  older: 'Plus anciens',
  went: '{audience}, par {channel} à {people}',
  incident: 'Incident {id}',
  nothingSaid:
    'Rien n’a encore été dit à personne. Le premier incident ou une {maintenance} le commencera ; qui serait atteint figure sous les {brands}.',
  maintenance: 'maintenance prévue',
  brands: 'marques',
  noneSo: 'Aucun n’est dans cet état. {link}',
  all: 'Tous les messages',
  digest: 'Son récapitulatif',
  words: 'Mots du message',
  asSource: 'Sa mise en forme, en source',
  design: 'Mise en forme du message',
  envelope: {
    from: 'De',
    to: 'À',
    cc: 'Cc',
    by: 'Par',
    chosen: 'Choisi parce que',
    ordered: 'Demandé',
    tries: 'Essais',
    template: 'Modèle',
    id: 'Message-ID',
  },
  arrived: 'Il est arrivé',
  sendAgain: 'Renvoyer',
  letBe: 'Laisser tomber',
  decideHint: 'Personne ne sait s’il est arrivé ; un renvoi peut le faire arriver deux fois.',
}
