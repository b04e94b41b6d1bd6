import type { MaintenancePhase } from '../maintenance/scheduled.ts'
import type { PageLanguage } from './page-words.ts'
import type { PublicMaintenance } from './planned-work.ts'

/** What a status page says around planned work; the facts themselves stay as they were written. */
export type PlannedWords = {
  readonly heading: string
  readonly title: (isEmergency: boolean, what: string) => string
  readonly sites: (many: number) => string
  readonly phases: Readonly<Record<MaintenancePhase, string>>
  readonly more: string
  readonly affected: string
  readonly reason: string
  readonly benefit: string
  readonly support: string
  readonly alternatives: string
  readonly lastWord: (time: string, subject: string) => string
}

export const PLANNED_WORDS: Readonly<Record<PageLanguage, PlannedWords>> = {
  en: {
    heading: 'Planned maintenance',
    title: (isEmergency, what) => `${isEmergency ? 'Emergency' : 'Planned'} maintenance: ${what}`,
    sites: (many) => `${many} sites`,
    phases: { planned: 'Planned', running: 'Going on', verifying: 'Being verified', completed: 'Completed', cancelled: 'Called off' },
    more: 'Why, and what you can do meanwhile',
    affected: 'Sites',
    reason: 'Reason',
    benefit: 'Benefit',
    support: 'Support',
    alternatives: 'Alternatives',
    lastWord: (time, subject) => `Last word, ${time}: ${subject}`,
  },
  de: {
    heading: 'Geplante Wartung',
    title: (isEmergency, what) => `${isEmergency ? 'Dringende' : 'Geplante'} Wartung: ${what}`,
    sites: (many) => `${many} Websites`,
    phases: { planned: 'Geplant', running: 'Läuft', verifying: 'Wird geprüft', completed: 'Abgeschlossen', cancelled: 'Abgesagt' },
    more: 'Warum, und was Sie solange tun können',
    affected: 'Websites',
    reason: 'Grund',
    benefit: 'Nutzen',
    support: 'So erreichen Sie uns',
    alternatives: 'Alternativen',
    lastWord: (time, subject) => `Letzte Meldung, ${time}: ${subject}`,
  },
  es: {
    heading: 'Mantenimiento programado',
    title: (isEmergency, what) => `Mantenimiento ${isEmergency ? 'urgente' : 'programado'}: ${what}`,
    sites: (many) => `${many} sitios`,
    phases: { planned: 'Programado', running: 'En curso', verifying: 'En comprobación', completed: 'Terminado', cancelled: 'Cancelado' },
    more: 'Por qué, y qué puede hacer mientras tanto',
    affected: 'Sitios',
    reason: 'Motivo',
    benefit: 'Beneficio',
    support: 'Cómo contactarnos',
    alternatives: 'Alternativas',
    lastWord: (time, subject) => `Último aviso, ${time}: ${subject}`,
  },
  fr: {
    heading: 'Maintenance planifiée',
    title: (isEmergency, what) => `Maintenance ${isEmergency ? 'urgente' : 'planifiée'} : ${what}`,
    sites: (many) => `${many} sites`,
    phases: { planned: 'Planifiée', running: 'En cours', verifying: 'En vérification', completed: 'Terminée', cancelled: 'Annulée' },
    more: 'Pourquoi, et que faire en attendant',
    affected: 'Sites',
    reason: 'Motif',
    benefit: 'Bénéfice',
    support: 'Nous joindre',
    alternatives: 'Alternatives',
    lastWord: (time, subject) => `Dernier message, ${time} : ${subject}`,
  },
  pt: {
    heading: 'Manutenção planeada',
    title: (isEmergency, what) => `Manutenção ${isEmergency ? 'urgente' : 'planeada'}: ${what}`,
    sites: (many) => `${many} sites`,
    phases: { planned: 'Planeada', running: 'Em curso', verifying: 'Em verificação', completed: 'Concluída', cancelled: 'Cancelada' },
    more: 'Porquê, e o que pode fazer entretanto',
    affected: 'Sites',
    reason: 'Motivo',
    benefit: 'Benefício',
    support: 'Como nos contactar',
    alternatives: 'Alternativas',
    lastWord: (time, subject) => `Última mensagem, ${time}: ${subject}`,
  },
}

/** What a window is called in a language: planned or an emergency, and the site, or how many. */
export function titleOf({ facts, sites }: Pick<PublicMaintenance, 'facts' | 'sites'>, language: PageLanguage): string {
  const words = PLANNED_WORDS[language]
  return words.title(facts.emergency !== null, sites.length === 1 ? sites[0]! : words.sites(sites.length))
}
