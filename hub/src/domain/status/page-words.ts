import type { Stage } from '../incident/incident.ts'
import type { ComponentState } from './summary.ts'

/** The languages that a status page speaks; what people write in updates stays as it was written. */
export const PAGE_LANGUAGES = ['en', 'de', 'es', 'fr', 'pt'] as const
export type PageLanguage = (typeof PAGE_LANGUAGES)[number]

export type PageWords = {
  readonly name: string // of the language, in itself
  readonly status: string
  readonly skip: string
  readonly nothing: string
  readonly well: (site: string) => string
  readonly allWell: (sites: number) => string
  readonly down: (site: string) => string
  readonly slow: (site: string) => string
  readonly back: (site: string) => string
  readonly allBack: (sites: number) => string
  readonly maintained: (what: string) => string // a site, or how many of them
  readonly someOf: (some: number, all: number) => string
  readonly affected: (some: number, of: number) => string
  readonly downTitle: (site: string) => string
  readonly slowTitle: (site: string) => string
  readonly partly: (site: string) => string // the page works, something of the site does not
  readonly partTitle: (site: string) => string
  readonly stages: Readonly<Record<Stage, string>>
  readonly states: Readonly<Record<ComponentState, string>>
  readonly since: (time: string) => string
  readonly fromTo: (from: string, to: string) => string
  readonly nextUpdate: (time: string) => string
  readonly noWords: string
  readonly brought: (from: string) => string // this stood on another status page
  readonly site: string
  readonly sites: string
  readonly days: { readonly well: string; readonly partial: string; readonly down: string; readonly unknown: string }
  readonly method: string
  readonly today: string
  readonly ago: (days: number) => string
  readonly whileWatched: (percent: string) => string
  readonly daysDown: (days: number) => string
  readonly dayByDay: string
  readonly columns: { readonly day: string; readonly seen: string; readonly outage: string; readonly watched: string }
  readonly past: string
  readonly noneSince: (day: string, other: boolean) => string
  readonly noneIn: (month: string) => string
  readonly history: string
  readonly toPage: string
  readonly feed: string
  readonly calendar: string
  readonly timesIn: (zone: string) => string
  readonly asOf: (time: string) => string
  readonly stale: string
  readonly notice: {
    readonly link: string
    readonly title: (site: string) => string
    readonly down: (site: string, since: string) => string
    readonly watched: (site: string, since: string) => string
    readonly over: (site: string, from: string, to: string) => string
    readonly sorry: string
  }
}

export const PAGE_WORDS: Readonly<Record<PageLanguage, PageWords>> = {
  en: {
    name: 'English',
    status: 'Status',
    skip: 'Skip to the status',
    nothing: 'No sites are listed here yet.',
    well: (site) => `${site} is available.`,
    allWell: (sites) => `All ${sites} sites are available.`,
    down: (site) => `${site} is not available, and we are working on it.`,
    slow: (site) => `${site} is slow, and we are working on it.`,
    back: (site) => `${site} is back, and we watch before we say that all is well.`,
    allBack: (sites) => `${sites} sites are back, and we watch before we say that all is well.`,
    maintained: (what) => `Planned maintenance is going on: ${what}.`,
    someOf: (some, all) => `${some} of ${all} sites`,
    affected: (some, of) => `${some} of ${of} sites are affected, and we are working on it.`,
    downTitle: (site) => `${site} is not available`,
    slowTitle: (site) => `${site} answers slowly`,
    partly: (site) => `${site} can be reached; something that belongs to it does not work, and we are working on it.`,
    partTitle: (site) => `A service of ${site} does not work`,
    stages: { investigating: 'Investigating', identified: 'Identified', monitoring: 'Monitoring', resolved: 'Resolved' },
    states: {
      operational: 'Operational',
      degraded_performance: 'Degraded performance',
      partial_outage: 'Partial outage',
      major_outage: 'Major outage',
      under_maintenance: 'Under maintenance',
    },
    since: (time) => `Since ${time}`,
    fromTo: (from, to) => `${from} to ${to}`,
    nextUpdate: (time) => `Next update by ${time}.`,
    brought: (from) => `Brought along from our earlier status page (${from}).`,
    noWords: 'We have seen it and are looking into it. The next words follow here.',
    site: 'Site',
    sites: 'Sites',
    days: { well: 'available', partial: 'watched for a part of the day', down: 'outage', unknown: 'not watched' },
    method:
      'A site counts as down from the first failed check of a genuine outage to the first good one. What was not watched is not counted.',
    today: 'today',
    ago: (days) => `${days} days ago`,
    whileWatched: (percent) => `${percent} while watched`,
    daysDown: (days) => (days === 1 ? '1 day with an outage' : `${days} days with an outage`),
    dayByDay: 'day by day',
    columns: { day: 'Day', seen: 'Seen', outage: 'Outage', watched: 'Watched' },
    past: 'Past incidents',
    noneSince: (day, other) => `No ${other ? 'other ' : ''}incidents since ${day}.`,
    noneIn: (month) => `No incidents in ${month}.`,
    history: 'History by month',
    toPage: 'The status now',
    feed: 'Atom feed',
    calendar: 'Maintenance calendar',
    timesIn: (zone) => `Times are in ${zone}.`,
    asOf: (time) => `As of ${time}.`,
    stale: 'This copy is old: the page could not be made anew since the time at its foot.',
    notice: {
      link: 'A notice for your own customers',
      title: (site) => `About our website ${site}`,
      down: (site, since) =>
        `Our website ${site} has not been available as usual since ${since}. We know of it, and it is being worked on.`,
      watched: (site, since) => `Our website ${site} was disturbed from ${since} on. It works again, and we are watching it closely.`,
      over: (site, from, to) => `Our website ${site} was not available as usual from ${from} to ${to}. It works again.`,
      sorry: 'We are sorry for the trouble.',
    },
  },
  de: {
    name: 'Deutsch',
    status: 'Status',
    skip: 'Zum Status springen',
    nothing: 'Hier ist noch keine Website aufgeführt.',
    well: (site) => `${site} ist erreichbar.`,
    allWell: (sites) => `Alle ${sites} Websites sind erreichbar.`,
    down: (site) => `${site} ist nicht erreichbar, und wir arbeiten daran.`,
    slow: (site) => `${site} ist langsam, und wir arbeiten daran.`,
    back: (site) => `${site} ist wieder da, und wir beobachten, bevor wir Entwarnung geben.`,
    allBack: (sites) => `${sites} Websites sind wieder da, und wir beobachten, bevor wir Entwarnung geben.`,
    maintained: (what) => `Geplante Wartung läuft: ${what}.`,
    someOf: (some, all) => `${some} von ${all} Websites`,
    affected: (some, of) => `${some} von ${of} Websites sind betroffen, und wir arbeiten daran.`,
    downTitle: (site) => `${site} ist nicht erreichbar`,
    slowTitle: (site) => `${site} antwortet langsam`,
    partly: (site) => `${site} ist erreichbar; etwas, das dazugehört, funktioniert nicht, und wir arbeiten daran.`,
    partTitle: (site) => `Ein Dienst von ${site} funktioniert nicht`,
    stages: { investigating: 'Wird untersucht', identified: 'Ursache gefunden', monitoring: 'Wird beobachtet', resolved: 'Behoben' },
    states: {
      operational: 'In Betrieb',
      degraded_performance: 'Eingeschränkt',
      partial_outage: 'Teilweise ausgefallen',
      major_outage: 'Ausgefallen',
      under_maintenance: 'In Wartung',
    },
    since: (time) => `Seit ${time}`,
    fromTo: (from, to) => `${from} bis ${to}`,
    nextUpdate: (time) => `Nächste Meldung bis ${time}.`,
    brought: (from) => `Von unserer früheren Statusseite übernommen (${from}).`,
    noWords: 'Wir haben es gesehen und untersuchen es. Die nächste Meldung folgt hier.',
    site: 'Website',
    sites: 'Websites',
    days: { well: 'erreichbar', partial: 'einen Teil des Tages beobachtet', down: 'Ausfall', unknown: 'nicht beobachtet' },
    method: 'Ein Ausfall zählt von der ersten fehlgeschlagenen Prüfung bis zur ersten guten. Was nicht beobachtet wurde, zählt nicht.',
    today: 'heute',
    ago: (days) => `vor ${days} Tagen`,
    whileWatched: (percent) => `${percent} der beobachteten Zeit`,
    daysDown: (days) => (days === 1 ? '1 Tag mit Ausfall' : `${days} Tage mit Ausfall`),
    dayByDay: 'Tag für Tag',
    columns: { day: 'Tag', seen: 'Gesehen', outage: 'Ausfall', watched: 'Beobachtet' },
    past: 'Vergangene Störungen',
    noneSince: (day, other) => `Keine ${other ? 'weiteren ' : ''}Störungen seit ${day}.`,
    noneIn: (month) => `Keine Störungen im ${month}.`,
    history: 'Verlauf nach Monaten',
    toPage: 'Der Status jetzt',
    feed: 'Atom-Feed',
    calendar: 'Wartungskalender',
    timesIn: (zone) => `Zeiten gelten für ${zone}.`,
    asOf: (time) => `Stand ${time}.`,
    stale: 'Diese Kopie ist alt: Seit der Zeit am Ende der Seite konnte sie nicht erneuert werden.',
    notice: {
      link: 'Ein Hinweis für Ihre eigenen Kunden',
      title: (site) => `Zu unserer Website ${site}`,
      down: (site, since) =>
        `Unsere Website ${site} ist seit ${since} nicht wie gewohnt erreichbar. Wir wissen davon, und es wird daran gearbeitet.`,
      watched: (site, since) => `Unsere Website ${site} war seit ${since} gestört. Sie funktioniert wieder, und wir beobachten sie genau.`,
      over: (site, from, to) => `Unsere Website ${site} war von ${from} bis ${to} nicht wie gewohnt erreichbar. Sie funktioniert wieder.`,
      sorry: 'Wir bitten um Entschuldigung für die Umstände.',
    },
  },
  es: {
    name: 'Español',
    status: 'Estado',
    skip: 'Ir al estado',
    nothing: 'Aún no hay sitios en esta página.',
    well: (site) => `${site} está disponible.`,
    allWell: (sites) => `Los ${sites} sitios están disponibles.`,
    down: (site) => `${site} no está disponible y estamos trabajando en ello.`,
    slow: (site) => `${site} va lento y estamos trabajando en ello.`,
    back: (site) => `${site} ha vuelto y lo vigilamos antes de decir que todo está bien.`,
    allBack: (sites) => `${sites} sitios han vuelto y los vigilamos antes de decir que todo está bien.`,
    maintained: (what) => `Hay un mantenimiento programado en curso: ${what}.`,
    someOf: (some, all) => `${some} de ${all} sitios`,
    affected: (some, of) => `${some} de ${of} sitios están afectados y estamos trabajando en ello.`,
    downTitle: (site) => `${site} no está disponible`,
    slowTitle: (site) => `${site} responde con lentitud`,
    partly: (site) => `${site} está disponible; algo que pertenece al sitio no funciona, y estamos trabajando en ello.`,
    partTitle: (site) => `Un servicio de ${site} no funciona`,
    stages: { investigating: 'En investigación', identified: 'Causa identificada', monitoring: 'En observación', resolved: 'Resuelto' },
    states: {
      operational: 'Operativo',
      degraded_performance: 'Rendimiento reducido',
      partial_outage: 'Interrupción parcial',
      major_outage: 'Interrupción grave',
      under_maintenance: 'En mantenimiento',
    },
    since: (time) => `Desde ${time}`,
    fromTo: (from, to) => `${from} a ${to}`,
    nextUpdate: (time) => `Próxima noticia antes de ${time}.`,
    brought: (from) => `Traído de nuestra página de estado anterior (${from}).`,
    noWords: 'Lo hemos visto y lo estamos investigando. La próxima noticia aparecerá aquí.',
    site: 'Sitio',
    sites: 'Sitios',
    days: { well: 'disponible', partial: 'vigilado una parte del día', down: 'interrupción', unknown: 'no vigilado' },
    method: 'Una interrupción cuenta desde la primera comprobación fallida hasta la primera correcta. Lo que no se vigiló no cuenta.',
    today: 'hoy',
    ago: (days) => `hace ${days} días`,
    whileWatched: (percent) => `${percent} del tiempo vigilado`,
    daysDown: (days) => (days === 1 ? '1 día con interrupción' : `${days} días con interrupción`),
    dayByDay: 'día por día',
    columns: { day: 'Día', seen: 'Visto', outage: 'Interrupción', watched: 'Vigilado' },
    past: 'Incidentes anteriores',
    noneSince: (day, other) => `Ningún ${other ? 'otro ' : ''}incidente desde el ${day}.`,
    noneIn: (month) => `Ningún incidente en ${month}.`,
    history: 'Historial por meses',
    toPage: 'El estado ahora',
    feed: 'Canal Atom',
    calendar: 'Calendario de mantenimiento',
    timesIn: (zone) => `Horas de ${zone}.`,
    asOf: (time) => `Actualizado: ${time}.`,
    stale: 'Esta copia es antigua: la página no se ha podido renovar desde la hora indicada al pie.',
    notice: {
      link: 'Un aviso para sus propios clientes',
      title: (site) => `Sobre nuestro sitio ${site}`,
      down: (site, since) => `Nuestro sitio ${site} no funciona con normalidad desde ${since}. Lo sabemos y se está trabajando en ello.`,
      watched: (site, since) => `Nuestro sitio ${site} tuvo problemas desde ${since}. Vuelve a funcionar y lo vigilamos de cerca.`,
      over: (site, from, to) => `Nuestro sitio ${site} no funcionó con normalidad de ${from} a ${to}. Vuelve a funcionar.`,
      sorry: 'Disculpen las molestias.',
    },
  },
  fr: {
    name: 'Français',
    status: 'État',
    skip: 'Aller à l’état',
    nothing: 'Aucun site ne figure encore sur cette page.',
    well: (site) => `${site} est disponible.`,
    allWell: (sites) => `Les ${sites} sites sont disponibles.`,
    down: (site) => `${site} n’est pas disponible et nous y travaillons.`,
    slow: (site) => `${site} est lent et nous y travaillons.`,
    back: (site) => `${site} est de retour et nous l’observons avant de dire que tout va bien.`,
    allBack: (sites) => `${sites} sites sont de retour et nous les observons avant de dire que tout va bien.`,
    maintained: (what) => `Une maintenance prévue est en cours : ${what}.`,
    someOf: (some, all) => `${some} sites sur ${all}`,
    affected: (some, of) => `${some} sites sur ${of} sont touchés et nous y travaillons.`,
    downTitle: (site) => `${site} n’est pas disponible`,
    slowTitle: (site) => `${site} répond lentement`,
    partly: (site) => `${site} est disponible ; quelque chose qui en fait partie ne fonctionne pas, et nous y travaillons.`,
    partTitle: (site) => `Un service de ${site} ne fonctionne pas`,
    stages: { investigating: 'En cours d’examen', identified: 'Cause trouvée', monitoring: 'Sous observation', resolved: 'Résolu' },
    states: {
      operational: 'Opérationnel',
      degraded_performance: 'Ralenti',
      partial_outage: 'Panne partielle',
      major_outage: 'Panne majeure',
      under_maintenance: 'En maintenance',
    },
    since: (time) => `Depuis ${time}`,
    fromTo: (from, to) => `${from} à ${to}`,
    nextUpdate: (time) => `Prochaine nouvelle avant ${time}.`,
    brought: (from) => `Repris de notre ancienne page d’état (${from}).`,
    noWords: 'Nous l’avons vu et l’examinons. La prochaine nouvelle suivra ici.',
    site: 'Site',
    sites: 'Sites',
    days: { well: 'disponible', partial: 'surveillé une partie du jour', down: 'panne', unknown: 'non surveillé' },
    method: 'Une panne compte du premier contrôle échoué au premier réussi. Ce qui n’a pas été surveillé n’est pas compté.',
    today: 'aujourd’hui',
    ago: (days) => `il y a ${days} jours`,
    whileWatched: (percent) => `${percent} du temps surveillé`,
    daysDown: (days) => (days === 1 ? '1 jour avec panne' : `${days} jours avec panne`),
    dayByDay: 'jour par jour',
    columns: { day: 'Jour', seen: 'Vu', outage: 'Panne', watched: 'Surveillé' },
    past: 'Incidents passés',
    noneSince: (day, other) => `Aucun ${other ? 'autre ' : ''}incident depuis le ${day}.`,
    noneIn: (month) => `Aucun incident en ${month}.`,
    history: 'Historique par mois',
    toPage: 'L’état actuel',
    feed: 'Flux Atom',
    calendar: 'Calendrier de maintenance',
    timesIn: (zone) => `Heures de ${zone}.`,
    asOf: (time) => `Situation : ${time}.`,
    stale: 'Cette copie est ancienne : la page n’a pas pu être refaite depuis l’heure indiquée en bas.',
    notice: {
      link: 'Un avis pour vos propres clients',
      title: (site) => `À propos de notre site ${site}`,
      down: (site, since) => `Notre site ${site} ne fonctionne pas normalement depuis ${since}. Nous le savons et on y travaille.`,
      watched: (site, since) =>
        `Notre site ${site} a été perturbé à partir de ${since}. Il fonctionne de nouveau et nous l’observons de près.`,
      over: (site, from, to) => `Notre site ${site} n’a pas fonctionné normalement de ${from} à ${to}. Il fonctionne de nouveau.`,
      sorry: 'Veuillez nous excuser pour la gêne.',
    },
  },
  pt: {
    name: 'Português',
    status: 'Estado',
    skip: 'Ir para o estado',
    nothing: 'Ainda não há sites nesta página.',
    well: (site) => `${site} está disponível.`,
    allWell: (sites) => `Todos os ${sites} sites estão disponíveis.`,
    down: (site) => `${site} não está disponível e estamos trabalhando nisso.`,
    slow: (site) => `${site} está lento e estamos trabalhando nisso.`,
    back: (site) => `${site} voltou e observamos antes de dizer que está tudo bem.`,
    allBack: (sites) => `${sites} sites voltaram e observamos antes de dizer que está tudo bem.`,
    maintained: (what) => `Há uma manutenção programada em andamento: ${what}.`,
    someOf: (some, all) => `${some} de ${all} sites`,
    affected: (some, of) => `${some} de ${of} sites estão afetados e estamos trabalhando nisso.`,
    downTitle: (site) => `${site} não está disponível`,
    slowTitle: (site) => `${site} responde devagar`,
    partly: (site) => `${site} está disponível; algo que faz parte do site não funciona, e estamos trabalhando nisso.`,
    partTitle: (site) => `Um serviço de ${site} não funciona`,
    stages: { investigating: 'Em investigação', identified: 'Causa identificada', monitoring: 'Em observação', resolved: 'Resolvido' },
    states: {
      operational: 'Operacional',
      degraded_performance: 'Desempenho reduzido',
      partial_outage: 'Interrupção parcial',
      major_outage: 'Interrupção grave',
      under_maintenance: 'Em manutenção',
    },
    since: (time) => `Desde ${time}`,
    fromTo: (from, to) => `${from} até ${to}`,
    nextUpdate: (time) => `Próxima notícia até ${time}.`,
    brought: (from) => `Trazido da nossa página de status anterior (${from}).`,
    noWords: 'Já vimos o problema e estamos investigando. A próxima notícia aparecerá aqui.',
    site: 'Site',
    sites: 'Sites',
    days: { well: 'disponível', partial: 'observado uma parte do dia', down: 'interrupção', unknown: 'não observado' },
    method: 'Uma interrupção conta da primeira verificação que falhou até a primeira boa. O que não foi observado não conta.',
    today: 'hoje',
    ago: (days) => `há ${days} dias`,
    whileWatched: (percent) => `${percent} do tempo observado`,
    daysDown: (days) => (days === 1 ? '1 dia com interrupção' : `${days} dias com interrupção`),
    dayByDay: 'dia a dia',
    columns: { day: 'Dia', seen: 'Visto', outage: 'Interrupção', watched: 'Observado' },
    past: 'Incidentes anteriores',
    noneSince: (day, other) => `Nenhum ${other ? 'outro ' : ''}incidente desde ${day}.`,
    noneIn: (month) => `Nenhum incidente em ${month}.`,
    history: 'Histórico por mês',
    toPage: 'O estado agora',
    feed: 'Feed Atom',
    calendar: 'Calendário de manutenção',
    timesIn: (zone) => `Horários de ${zone}.`,
    asOf: (time) => `Situação em ${time}.`,
    stale: 'Esta cópia é antiga: a página não pôde ser refeita desde a hora indicada no rodapé.',
    notice: {
      link: 'Um aviso para os seus próprios clientes',
      title: (site) => `Sobre o nosso site ${site}`,
      down: (site, since) => `O nosso site ${site} não funciona normalmente desde ${since}. Sabemos disso e já se trabalha na solução.`,
      watched: (site, since) => `O nosso site ${site} teve problemas desde ${since}. Voltou a funcionar e está sendo observado de perto.`,
      over: (site, from, to) => `O nosso site ${site} não funcionou normalmente de ${from} até ${to}. Voltou a funcionar.`,
      sorry: 'Pedimos desculpas pelo transtorno.',
    },
  },
}

/** The language of a page for who wrote that they read `wanted` (a tag or an Accept-Language header); null where the page speaks none of it. */
export function languageFor(wanted: string): PageLanguage | null {
  const tags = wanted.split(',').map((part) => {
    const [tag = '', ...more] = part.trim().toLowerCase().split(';')
    const quality = more.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find((one) => one !== undefined)
    return { language: tag.split('-')[0]!, quality: quality === undefined ? 1 : Number(quality) }
  })
  const inOrder = tags.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality)
  return inOrder.map(({ language }) => PAGE_LANGUAGES.find((one) => one === language)).find((one) => one !== undefined) ?? null
}
