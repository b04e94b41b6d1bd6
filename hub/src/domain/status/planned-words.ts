import type { MaintenancePhase } from '../maintenance/scheduled.ts'
import type { PageLanguage } from './page-words.ts'
import type { PublicFacts, PublicMaintenance } from './planned-work.ts'

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
  readonly ofProvider: { readonly disrupts: string; readonly reason: string; readonly said: (who: string, what: string) => string }
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
    ofProvider: {
      disrupts: 'The sites may be slow or out of reach for short times.',
      reason: 'A provider that the sites stand on works on its systems.',
      said: (who, what) => `Announced by ${who}: “${what}”`,
    },
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
    ofProvider: {
      disrupts: 'Die Websites können kurzzeitig langsam oder nicht erreichbar sein.',
      reason: 'Ein Anbieter, auf dessen Systemen die Websites laufen, arbeitet an diesen.',
      said: (who, what) => `Von ${who} angekündigt: „${what}“`,
    },
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
    ofProvider: {
      disrupts: 'Los sitios pueden ir lentos o no estar disponibles por momentos.',
      reason: 'Un proveedor del que dependen los sitios trabaja en sus sistemas.',
      said: (who, what) => `Anunciado por ${who}: «${what}»`,
    },
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
    ofProvider: {
      disrupts: 'Les sites peuvent être lents ou inaccessibles par moments.',
      reason: 'Un prestataire dont dépendent les sites intervient sur ses systèmes.',
      said: (who, what) => `Annoncé par ${who} : « ${what} »`,
    },
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
    ofProvider: {
      disrupts: 'Os sites podem ficar lentos ou indisponíveis por momentos.',
      reason: 'Um fornecedor de que os sites dependem está a trabalhar nos seus sistemas.',
      said: (who, what) => `Anunciado por ${who}: “${what}”`,
    },
  },
}

/** What a window is called in a language: planned or an emergency, and the site, or how many. */
export function titleOf({ facts, sites }: Pick<PublicMaintenance, 'facts' | 'sites'>, language: PageLanguage): string {
  const words = PLANNED_WORDS[language]
  return words.title(facts.emergency !== null, sites.length === 1 ? sites[0]! : words.sites(sites.length))
}

/** What a reader is told of a window: what was written for it, or, of a provider's own work, what is known of that. */
export function factsOf(
  { told }: Pick<PublicMaintenance, 'told'>,
  language: PageLanguage,
): Pick<PublicFacts, 'disrupts' | 'reason'> & Partial<PublicFacts> {
  if (!('said' in told)) {
    const { disrupts, reason, benefit, support, alternatives } = told
    return { disrupts, reason, benefit, support, alternatives }
  }
  const { disrupts, reason, said } = PLANNED_WORDS[language].ofProvider
  return { disrupts, reason: told.said === null ? reason : said(told.said.provider, told.said.title) }
}

/** The same after what it disrupts, each with the name of the fact. */
export const labelledFacts = (window: Pick<PublicMaintenance, 'told'>, language: PageLanguage): string[] =>
  Object.entries(factsOf(window, language)).flatMap(([fact, text]) =>
    fact === 'disrupts' ? [] : [`${PLANNED_WORDS[language][fact as Exclude<keyof PublicFacts, 'disrupts'>]}: ${text}`],
  )
