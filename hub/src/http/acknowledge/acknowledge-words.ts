import type { PageLanguage } from '../../domain/status/page-words.ts'

/** What somebody is told who takes an incident through a page: at the link of one, in a chat, by SMS or on the phone. */
export type AcknowledgeWords = {
  readonly language: PageLanguage
  readonly mayLook: (name: string) => string
  readonly unconfirmed: (incident: string, site: string) => string
  readonly falseAlarm: (incident: string, site: string) => string
  readonly over: (incident: string, site: string, since: string) => string
  readonly nobodys: (incident: string, site: string) => string
  readonly yours: (incident: string, site: string) => string
  readonly anothers: (name: string) => string
  readonly thanks: string
  readonly isFor: (name: string, incident: string, site: string, since: string) => string
  readonly acknowledge: (name: string) => string
  readonly open: string
  readonly asksToLogIn: string
}

export const ACKNOWLEDGE_WORDS: Readonly<Record<PageLanguage, AcknowledgeWords>> = {
  en: {
    language: 'en',
    mayLook: (name) => `${name}, you may look at incidents, not take them.`,
    unconfirmed: (incident, site) => `Incident ${incident} (${site}) is not confirmed yet; nobody has to take it.`,
    falseAlarm: (incident, site) => `Incident ${incident} (${site}) was a false alarm.`,
    over: (incident, site, since) => `Incident ${incident} (${site}) is over since ${since}.`,
    nobodys: (incident, site) => `Nobody has incident ${incident} (${site}) yet.`,
    yours: (incident, site) => `You have incident ${incident} (${site}).`,
    anothers: (name) => `${name} has it already.`,
    thanks: 'Thank you.',
    isFor: (name, incident, site, since) => `For ${name}: incident ${incident}, ${site}, since ${since}.`,
    acknowledge: (name) => `Acknowledge as ${name}`,
    open: 'Open the incident',
    asksToLogIn: '(asks you to log in)',
  },
  de: {
    language: 'de',
    mayLook: (name) => `${name}, Sie dürfen Vorfälle ansehen, nicht übernehmen.`,
    unconfirmed: (incident, site) => `Vorfall ${incident} (${site}) ist noch nicht bestätigt; niemand muss ihn übernehmen.`,
    falseAlarm: (incident, site) => `Vorfall ${incident} (${site}) war ein Fehlalarm.`,
    over: (incident, site, since) => `Vorfall ${incident} (${site}) ist seit ${since} vorbei.`,
    nobodys: (incident, site) => `Noch hat niemand Vorfall ${incident} (${site}).`,
    yours: (incident, site) => `Sie haben Vorfall ${incident} (${site}).`,
    anothers: (name) => `${name} hat ihn bereits.`,
    thanks: 'Danke.',
    isFor: (name, incident, site, since) => `Für ${name}: Vorfall ${incident}, ${site}, seit ${since}.`,
    acknowledge: (name) => `Als ${name} quittieren`,
    open: 'Vorfall öffnen',
    asksToLogIn: '(mit Anmeldung)',
  },
  es: {
    language: 'es',
    mayLook: (name) => `${name}, usted puede ver incidencias, no asumirlas.`,
    unconfirmed: (incident, site) => `La incidencia ${incident} (${site}) aún no está confirmada; nadie tiene que asumirla.`,
    falseAlarm: (incident, site) => `La incidencia ${incident} (${site}) fue una falsa alarma.`,
    over: (incident, site, since) => `La incidencia ${incident} (${site}) terminó: ${since}.`,
    nobodys: (incident, site) => `Aún nadie lleva la incidencia ${incident} (${site}).`,
    yours: (incident, site) => `Usted lleva la incidencia ${incident} (${site}).`,
    anothers: (name) => `${name} ya la lleva.`,
    thanks: 'Gracias.',
    isFor: (name, incident, site, since) => `Para ${name}: incidencia ${incident}, ${site}, desde ${since}.`,
    acknowledge: (name) => `Reconocer como ${name}`,
    open: 'Abrir la incidencia',
    asksToLogIn: '(pide iniciar sesión)',
  },
  fr: {
    language: 'fr',
    mayLook: (name) => `${name}, vous pouvez consulter les incidents, pas les prendre en charge.`,
    unconfirmed: (incident, site) => `L’incident ${incident} (${site}) n’est pas encore confirmé ; personne n’a à le prendre en charge.`,
    falseAlarm: (incident, site) => `L’incident ${incident} (${site}) était une fausse alerte.`,
    over: (incident, site, since) => `L’incident ${incident} (${site}) est terminé depuis ${since}.`,
    nobodys: (incident, site) => `Personne n’a encore l’incident ${incident} (${site}).`,
    yours: (incident, site) => `L’incident ${incident} (${site}) est à vous.`,
    anothers: (name) => `${name} l’a déjà.`,
    thanks: 'Merci.',
    isFor: (name, incident, site, since) => `Pour ${name} : incident ${incident}, ${site}, depuis ${since}.`,
    acknowledge: (name) => `Acquitter en tant que ${name}`,
    open: 'Ouvrir l’incident',
    asksToLogIn: '(connexion demandée)',
  },
  pt: {
    language: 'pt',
    mayLook: (name) => `${name}, você pode ver incidentes, não assumi-los.`,
    unconfirmed: (incident, site) => `O incidente ${incident} (${site}) ainda não está confirmado; ninguém precisa assumi-lo.`,
    falseAlarm: (incident, site) => `O incidente ${incident} (${site}) foi um alarme falso.`,
    over: (incident, site, since) => `O incidente ${incident} (${site}) terminou: ${since}.`,
    nobodys: (incident, site) => `Ninguém está com o incidente ${incident} (${site}) ainda.`,
    yours: (incident, site) => `Você está com o incidente ${incident} (${site}).`,
    anothers: (name) => `${name} já está com ele.`,
    thanks: 'Obrigado.',
    isFor: (name, incident, site, since) => `Para ${name}: incidente ${incident}, ${site}, desde ${since}.`,
    acknowledge: (name) => `Reconhecer como ${name}`,
    open: 'Abrir o incidente',
    asksToLogIn: '(pede que você entre)',
  },
}
