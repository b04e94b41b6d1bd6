import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const fr: Translated<typeof en> = {
  title: 'Connecter une messagerie, un pager ou un outil de tickets',
  intro:
    'On y alerte les personnes, on y prévient les partenaires, et chaque incident y a son ticket. État de ce qui est connecté : {health}.',
  health: 'Santé',
  which: 'Lequel est-ce ?',
  name: 'Nom dans la configuration',
  nameSays: 'Personnes et partenaires le désignent par ce nom : minuscules, chiffres et traits d’union.',
  secret: 'secret',
  missing: 'C’est nécessaire.',
  mistakes: { one: '{count} champ est à corriger.', other: '{count} champs sont à corriger.' },
  more: 'Ce qui n’est pas nécessaire',
  aMessage: 'Un vrai message part : un pager sonne, un outil reçoit un ticket. Ce que vous écrivez ici n’est conservé nulle part.',
  tryIt: 'Essayer',
  trying: 'Essai en cours …',
  outcome: {
    delivered: '{title} a accepté le message',
    try_later: '{title} n’a pas pu l’accepter maintenant',
    refused: '{title} l’a refusé',
    uncertain: 'Nul ne sait si {title} l’a accepté',
  },
  inside:
    'Une adresse de votre propre réseau n’est jamais interrogée d’ici. Depuis la configuration, elle l’est : les lignes ci-dessous conviennent.',
  lines: 'Pour la configuration',
  linesSay:
    'Ajoutez-les à allclear.yaml ; si channels: s’y trouve déjà, placez-y ce qui est en dessous. Désignez ensuite ce nom chez les personnes, les partenaires ou pour les tickets.',
  theLines: 'Les lignes',
  variables: 'Dans l’environnement du hub',
  variablesSay: 'Les secrets vont dans l’environnement, pas dans la base de données : définissez ces variables, puis redémarrez le hub.',
}
