import type { PageLanguage } from '../../domain/status/page-words.ts'

/** What stands on the page at which an address asks for no more summaries. */
export type UnsubscribeWords = {
  readonly language: PageLanguage
  readonly ask: string
  readonly what: (address: string) => string
  readonly button: string
  readonly stillTold: string
  readonly done: string
  readonly gone: (address: string) => string
}

export const UNSUBSCRIBE_WORDS: Readonly<Record<PageLanguage, UnsubscribeWords>> = {
  en: {
    language: 'en',
    ask: 'No more summaries?',
    what: (address) => `${address} gets a summary in the morning when something was wrong and solved before you had to know.`,
    button: 'Send me no more summaries',
    stillTold: 'While something is wrong you are written to all the same.',
    done: 'No more summaries',
    gone: (address) => `${address} gets none from now on.`,
  },
  de: {
    language: 'de',
    ask: 'Keine Zusammenfassungen mehr?',
    what: (address) =>
      `${address} bekommt morgens eine Zusammenfassung, wenn etwas nicht in Ordnung war und behoben wurde, bevor Sie davon wissen mussten.`,
    button: 'Keine Zusammenfassungen mehr senden',
    stillTold: 'Solange etwas nicht in Ordnung ist, schreiben wir Ihnen trotzdem.',
    done: 'Keine Zusammenfassungen mehr',
    gone: (address) => `${address} bekommt von nun an keine mehr.`,
  },
  es: {
    language: 'es',
    ask: '¿Dejar de recibir resúmenes?',
    what: (address) => `${address} recibe por la mañana un resumen cuando algo falló y se resolvió antes de que usted tuviera que saberlo.`,
    button: 'No me envíen más resúmenes',
    stillTold: 'Mientras algo falle, le escribiremos de todos modos.',
    done: 'Resúmenes cancelados',
    gone: (address) => `${address} no recibirá ninguno más a partir de ahora.`,
  },
  fr: {
    language: 'fr',
    ask: 'Ne plus recevoir de récapitulatifs ?',
    what: (address) =>
      `${address} reçoit le matin un récapitulatif quand quelque chose n’allait pas et a été résolu avant que vous ayez eu à le savoir.`,
    button: 'Ne plus m’envoyer de récapitulatifs',
    stillTold: 'Tant que quelque chose ne va pas, nous vous écrivons quand même.',
    done: 'Récapitulatifs arrêtés',
    gone: (address) => `${address} n’en recevra plus désormais.`,
  },
  pt: {
    language: 'pt',
    ask: 'Não receber mais resumos?',
    what: (address) => `${address} recebe pela manhã um resumo quando algo deu errado e foi resolvido antes que você precisasse saber.`,
    button: 'Não me enviem mais resumos',
    stillTold: 'Enquanto algo estiver errado, escrevemos para você mesmo assim.',
    done: 'Resumos cancelados',
    gone: (address) => `${address} não recebe mais nenhum a partir de agora.`,
  },
}
