import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const fr: Translated<typeof en> = {
  title: 'Journal d’audit',
  newer: 'Chercher des lignes plus récentes',
  intro: 'Chaque action laisse une ligne, et aucune ligne n’est jamais modifiée. Les plus récentes d’abord.',
  lines: '{count} lignes',
  linesAndOlder: '{count} lignes, et de plus anciennes',
  older: 'Lignes plus anciennes',
  narrowSite: 'Restreindre à un site',
  person: 'Personne',
  everybody: 'Toutes',
  kind: 'Genre',
  everything: 'Tout',
  site: 'Site',
  from: 'Du',
  until: 'Au',
  newest: 'Plus récentes',
  fromWhere: 'depuis {address}',
  nothing:
    'Personne n’a encore rien fait. Acquitter un incident, planifier une maintenance, se connecter : chacun laisse une ligne ici. {now} dit ce qu’il y a à faire.',
  now: 'Maintenant',
  noneSo: 'Personne n’a rien fait de ce genre. {link}',
  all: 'Toutes les lignes',
}
