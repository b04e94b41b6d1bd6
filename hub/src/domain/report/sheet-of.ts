import { sumOf, availabilityOf, plannedPart } from '../availability/ledger.ts'
import type { Span } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import { languageFor } from '../status/page-words.ts'
import type { PageLanguage } from '../status/page-words.ts'
import { saysIn } from '../status/say-when.ts'
import type { Correction } from './corrections.ts'
import { nameOfScope, readerOf } from './report-reader.ts'
import type { HostMonth, Report, SiteStanding, TimesTaken } from './report.ts'
import { REPORT_WORDS } from './report-words.ts'
import { sayFigures } from './say-figures.ts'
import type { SayFigures } from './say-figures.ts'
import type { Cell, Column, Figure, Leads, Section, Sheet, Tone } from './sheet.ts'

const MOST_SITES = 200 // of a fleet: those that did worst

type Telling = { readonly report: Report; readonly plan: Plan; readonly say: SayFigures; readonly leads: Leads; readonly inside: boolean }

/**
 * The words of a report, in the zone and brand of its scope, and in its language where none is asked for; `leads` says where each number's
 * evidence stands.
 */
export function sheetOf(
  report: Report,
  plan: Plan,
  {
    leads,
    corrections,
    isClosed,
    language: asked,
  }: { readonly leads: Leads; readonly corrections: readonly Correction[]; readonly isClosed: boolean; readonly language?: PageLanguage },
): Sheet {
  const reader = readerOf(plan, report)
  const language: PageLanguage = asked ?? languageFor(reader.language) ?? 'en'
  const words = REPORT_WORDS[language]
  const says = saysIn(language, report.zone)
  const telling: Telling = { report, plan, say: sayFigures(language, report.zone), leads, inside: report.client === null }
  const sections = [summary, groups, sites, causes, incidents, times, works, prevented, ahead, speed, changes, hosts]
    .map((part) => part(telling))
    .filter(({ figures, table }) => figures.length > 0 || (table !== null && table.rows.length > 0))
  return {
    ...{ language, title: words.of(says.month(report.month)), whose: nameOfScope(plan, report) ?? words.fleet, brand: reader.brand },
    notes: [...(isClosed ? [] : [words.draft]), ...corrections.map((one) => sayCorrection(telling, one))],
    sections,
    method: [words.method, words.zone(report.zone), words.made(says.time(report.madeAt))],
  }
}

const cell = (text: string, to: string | null = null, tone: Tone = 'plain'): Cell => ({ text, to, tone })
const text = (title: string): Column => ({ title, isNumber: false })
const number = (title: string): Column => ({ title, isNumber: true })

const section = (
  id: keyof SayFigures['words']['sections'],
  { say }: Telling,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): Section => ({
  ...{ id, title: say.words.sections[id], figures: [] },
  table: { columns, rows },
})

function summary(telling: Telling): Section {
  const { report, say, leads } = telling
  const { total, before, sites, incidents, response, prevented, falseAlarms } = report
  const { figures: f, sections } = say.words
  const goals = [...new Set(sites.map(({ goal }) => goal))]
  const due = sites.filter(({ credit }) => credit > 0)
  const isOver = total.budget.left < 0
  const figures: Figure[] = [
    {
      ...{ label: f.availability, value: say.share(total.availability), to: '#sites', tone: isOver ? 'bad' : 'good' },
      more: [...(goals.length === 1 ? [f.goal(say.percent(goals[0]!))] : []), f.before(say.share(before.availability))],
    },
    {
      ...{ label: f.down, value: say.long(total.ledger.down), to: '#incidents', tone: isOver ? 'bad' : 'plain' },
      more: [isOver ? f.over(say.long(-total.budget.left as Span)) : f.left(say.long(total.budget.left)), f.before(say.long(before.down))],
    },
    {
      ...{ label: f.planned, value: say.long(total.ledger.scheduledDown), to: '#works', tone: 'plain' },
      more: total.plannedPart === null ? [] : [f.plannedPart(say.part(total.plannedPart))],
    },
    {
      ...{ label: f.outages, value: String(incidents.length), to: '#incidents', tone: 'plain' },
      more: [f.before(String(before.incidents))],
    },
    ...(response.outages === 0
      ? []
      : [
          {
            ...{ label: f.response, value: f.responseOf(response.met + response.spared, response.outages), to: '#times', more: [] },
            tone: response.breached > 0 ? 'bad' : 'good',
          } as const,
        ]),
    ...(due.length === 0
      ? []
      : [{ ...{ label: f.credits, value: f.creditSites(due.length), to: '#sites', more: [] }, tone: 'bad' } as const]),
    {
      ...{
        label: f.prevented,
        value: String(prevented.length),
        to: leads.warnings === null ? '#prevented' : leads.warnings,
        tone: prevented.length > 0 ? 'good' : 'plain',
      },
      more: [...(falseAlarms.quiet > 0 ? [f.quiet(falseAlarms.quiet)] : []), ...(falseAlarms.woke > 0 ? [f.woke(falseAlarms.woke)] : [])],
    },
  ]
  return { id: 'summary', title: sections.summary, figures, table: null }
}

// A fleet by partner, a partner by client: one alone is the whole.
function groups(telling: Telling): Section {
  const { report, plan, say } = telling
  const { columns: c } = say.words
  const keyOf = ({ partner, client }: SiteStanding) => (report.partner === null ? partner : (client ?? partner))
  const found = report.client === null ? [...Map.groupBy(report.sites, keyOf)] : []
  const rows = found.map(([id, of]) => {
    const ledger = sumOf(of.map((one) => one.ledger))
    const name = plan.clients[id]?.name ?? plan.partners[id]?.name ?? plan.operator.name
    const downs = [cell(say.length(ledger.down)), cell(say.length(ledger.scheduledDown)), cell(say.part(plannedPart(ledger)))]
    return [cell(name), cell(String(of.length)), cell(say.share(availabilityOf(ledger))), ...downs]
  })
  const columns = [text(c.whose), number(c.sites), number(c.available), number(c.down), number(c.downPlanned), number(c.plannedPart)]
  return section('groups', telling, columns, rows.length < 2 ? [] : rows)
}

function sites(telling: Telling): Section {
  const { report, say, leads } = telling
  const { columns: c } = say.words
  const worstFirst = report.sites.toSorted((a, b) => (a.availability ?? 2) - (b.availability ?? 2) || (a.site < b.site ? -1 : 1))
  const rows = worstFirst
    .slice(0, MOST_SITES)
    .map(({ site, availability, goal, ledger, budget, credit }) => [
      cell(site, leads.site(site)),
      cell(say.share(availability), null, availability !== null && availability * 100 < goal ? 'bad' : 'good'),
      cell(say.percent(goal)),
      cell(say.length(ledger.down)),
      cell(say.length(budget.left), null, budget.left < 0 ? 'bad' : 'plain'),
      cell(say.length(ledger.maintenance)),
      cell(say.length(ledger.scheduledDown)),
      cell(say.length(ledger.unknown)),
      cell(credit === 0 ? '–' : say.percent(credit), null, credit === 0 ? 'plain' : 'bad'),
    ])
  const columns = [text(c.site), number(c.available), number(c.promised), number(c.down), number(c.left), number(c.planned), number(c.downPlanned), number(c.unknown), number(c.credit)] // prettier-ignore
  return section('sites', telling, columns, rows)
}

function causes(telling: Telling): Section {
  const { report, say } = telling
  const { columns: c } = say.words
  const byCause = [...Map.groupBy(report.incidents, ({ cause }) => cause)]
    .map(([cause, of]) => ({ cause, of, down: of.reduce((sum, { down }) => sum + down, 0) as Span }))
    .toSorted((a, b) => b.down - a.down)
  const rows = byCause.map(({ cause, of, down }) => [cell(say.cause(cause), '#incidents'), cell(String(of.length)), cell(say.length(down))])
  return section('causes', telling, [text(c.because), number(c.outages), number(c.down)], rows)
}

function incidents(telling: Telling): Section {
  const { report, say, leads } = telling
  const { columns: c } = say.words
  const rows = report.incidents.map(({ number: id, site, cause, from, until, down }) => [
    cell(String(id), leads.incident(id)),
    cell(say.when(from)),
    cell(site, leads.site(site)),
    cell(say.cause(cause)),
    until === null ? cell(say.words.goesOn, null, 'bad') : cell(say.length((until - from) as Span)),
    cell(say.length(down)),
  ])
  return section(
    'incidents',
    telling,
    [text(c.incident), text(c.began), text(c.site), text(c.because), number(c.lasted), number(c.down)],
    rows,
  )
}

function times(telling: Telling): Section {
  const { report, say } = telling
  const { columns: c } = say.words
  const rows = report.times
    .filter(({ counted }) => counted > 0)
    .map(({ what, counted, median, longest, policy, late }) => [
      cell(say.words.times[what]),
      cell(String(counted)),
      cell(say.spanOr(median)),
      cell(say.spanOr(longest)),
      cell(say.spanOr(policy)),
      lateCell(telling, { late, policy }),
    ])
  return section(
    'times',
    telling,
    [text(c.what), number(c.outages), number(c.median), number(c.longest), number(c.promise), number(c.late)],
    rows,
  )
}

const lateCell = ({ leads }: Telling, { late, policy }: Pick<TimesTaken, 'late' | 'policy'>): Cell =>
  late.length === 0
    ? cell(policy === null ? '–' : '0', null, policy === null ? 'plain' : 'good')
    : cell(String(late.length), late.length === 1 ? leads.incident(late[0]!) : '#incidents', 'bad')

function works(telling: Telling): Section {
  const { report, say, leads } = telling
  const { columns: c } = say.words
  const rows = report.works.map(({ id, from, until, reason, sites }) => [
    cell(say.when(from), leads.work(id)),
    cell(say.length((until - from) as Span)),
    cell(reason),
    cell(say.list(sites)),
  ])
  return section('works', telling, [text(c.when), number(c.lasted), text(c.reason), text(c.sites)], rows)
}

function prevented(telling: Telling): Section {
  const { report, say, leads } = telling
  const { columns: c } = say.words
  const rows = report.prevented.map(({ site, what, warnedAt, doneAt, dueAt }) => [
    cell(site, leads.site(site)),
    cell(say.ending(what), leads.warnings),
    cell(say.day(warnedAt)),
    cell(say.day(doneAt)),
    cell(dueAt === null ? '–' : say.day(dueAt)),
  ])
  return section('prevented', telling, [text(c.site), text(c.what), text(c.warned), text(c.mended), text(c.due)], rows)
}

function ahead(telling: Telling): Section {
  const { report, say, leads } = telling
  const { columns: c } = say.words
  const rows = report.ahead.map(({ site, what, at }) => [cell(site, leads.site(site)), cell(say.ending(what)), cell(say.day(at))])
  return section('ahead', telling, [text(c.site), text(c.what), text(c.ends)], rows)
}

function speed(telling: Telling): Section {
  const { report, say, leads } = telling
  const { columns: c } = say.words
  const rows = report.speeds
    .toSorted((a, b) => b.mean - a.mean)
    .slice(0, MOST_SITES)
    .map(({ site, mean, worst, before }) => [
      cell(site, leads.site(site)),
      cell(say.fast(mean), null, before !== null && mean > before * 1.5 ? 'bad' : 'plain'),
      cell(before === null ? '–' : say.fast(before)),
      cell(say.fast(worst)),
    ])
  return section('speed', telling, [text(c.site), number(c.mean), number(c.before), number(c.worst)], rows)
}

// Said by our own checks, in English: for those who run the sites, not for their owners.
function changes(telling: Telling): Section {
  const { report, say, leads, inside } = telling
  const { columns: c } = say.words
  const rows = (inside ? report.changes : []).map(({ site, at, said }) => [cell(say.when(at)), cell(site, leads.site(site)), cell(said)])
  return section('changes', telling, [text(c.when), text(c.site), text(c.change)], rows)
}

// In brackets what it was the month before.
function hosts(telling: Telling): Section {
  const { report, say, leads } = telling
  const { columns: c } = say.words
  const rows = report.hosts.map(({ name, before, ...month }) => {
    const beside = (of: (one: HostMonth) => string) => cell(before === null ? of(month) : `${of(month)} (${of(before)})`)
    return [
      cell(name, leads.hosts),
      beside(({ cpu }) => say.part(cpu)),
      beside(({ load }) => say.count(load)),
      beside(({ memory }) => say.part(memory)),
      beside(({ disk }) => say.part(disk)),
      beside(({ mailQueue }) => say.count(mailQueue)),
      beside(({ restarts }) => say.count(restarts)),
      beside(({ logins }) => say.count(logins ?? 0)),
      beside(({ spam }) => say.count(spam ?? 0)),
    ]
  })
  const columns = [
    text(c.server),
    number(c.cpu),
    number(c.load),
    number(c.memory),
    number(c.disk),
    number(c.mails),
    number(c.restarts),
    number(c.logins),
    number(c.spam),
  ]
  return section('hosts', telling, columns, rows)
}

function sayCorrection({ say }: Telling, { what, of, was, now }: Correction): string {
  const { corrected, fixes, columns } = say.words
  const value = (said: number | string | null) =>
    said === null ? '–' : typeof said === 'number' ? say.length(said as Span) : what === 'cause' ? say.cause(said) : said
  return `${corrected}: ${fixes[what]} ${of}. ${columns.was}: ${value(was)}. ${columns.now}: ${value(now)}.`
}
