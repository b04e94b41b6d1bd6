import type { LabOrder } from '@allclear/wire/lab.ts'
import { GROUPS } from '../../../lab/src/groups.ts'
import { SCENARIOS, SHARED_SCENARIOS } from '../../../lab/src/scenarios.ts'
import { startExaminer } from './examiner.ts'
import type { Look, Patient } from './examiner.ts'
import { judge } from './judge.ts'
import type { Judgement } from './judge.ts'
import { expectedOf, SHARED } from './scenarios.ts'
import type { Scenario } from './scenarios.ts'

/** One way to break something, on which sites it makes sense, and what has to be said of the one that is looked at. */
export type Case = {
  readonly name: string
  readonly row: number | null // of causes.md 6
  readonly sites: readonly string[]
  readonly orders: (site: string) => readonly LabOrder[]
  readonly expected: Scenario
}
export type Row = Case & { readonly look: Look; readonly judgement: Judgement }

/** What concerns one site at a time. */
export const casesOfOne = (): readonly Case[] =>
  SCENARIOS.flatMap(({ fault, row, sites }) => {
    const expected = expectedOf(fault)
    return expected ? [{ name: fault, row, sites, expected, orders: (site: string): LabOrder[] => [{ do: 'break', site, fault }] }] : []
  })

/** What concerns many sites at once, or the world around them: one after the other, after all else. */
export const casesOfMany = (): readonly Case[] =>
  SHARED_SCENARIOS.flatMap(({ id, row, orders }) => {
    const expected = SHARED[id]
    const broken = orders.find((order) => order.do === 'break')!.site
    const site = GROUPS.find((group) => group.id === broken)?.members[0]!.name ?? broken
    return expected ? [{ name: id, row, sites: [site], expected, orders: () => orders }] : []
  })

/** Goes through the cases, every site of the agency at work at once, and tells each row as soon as it is known. */
export async function examineAll(
  lab: Patient,
  cases: readonly Case[],
  { onRow = () => {}, knowsThem = true }: { readonly onRow?: (row: Row) => void; readonly knowsThem?: boolean } = {},
): Promise<readonly Row[]> {
  const examiner = await startExaminer(lab, knowsThem)
  const rows: Row[] = []
  const examineOne = async (one: Case, site: string) => {
    const expected = knowsThem ? one.expected : { ...one.expected, ...one.expected.blind }
    const look = await examiner.examineBroken(site, one.orders(site), expected)
    const row = { ...one, expected, look, judgement: judge(look, expected) }
    rows.push(row)
    onRow(row)
  }
  const many = new Set(casesOfMany().map(({ name }) => name))
  const waiting = cases.filter(({ name }) => !many.has(name))
  const takeFor = (site: string) => {
    const next = waiting.findIndex(({ sites }) => sites.includes(site))
    return next < 0 ? null : waiting.splice(next, 1)[0]!
  }
  const work = async (site: string) => {
    for (let next = takeFor(site); next; next = takeFor(site)) await examineOne(next, site)
  }
  await Promise.all(examiner.sites.map(work))
  for (const one of cases.filter(({ name }) => many.has(name))) await examineOne(one, one.sites[0]!)
  return rows
}
