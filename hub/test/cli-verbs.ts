import { readFileSync } from 'node:fs'

// How `main.ts` writes a verb, one under another, those of a loop, and an option.
const WRITTEN =
  /(?:const (?<made>\w+) = )?verb\(\s*(?:'(?<verb>[^']+)'|(?<each>spec))|(?:^\s*(?<of>\w+)\n)?\s+\.command\((?:'(?<under>[^']+)'|(?<eachUnder>spec))\)|^ +\['(?<listed>[^']+)', '|[oO]ption\('(?<option>--[\w-]+)/gm

/** Every verb of the command line with its options, read from the source: the program begins to work when it is imported. */
export function cliVerbs(): ReadonlyMap<string, ReadonlySet<string>> {
  const verbs = new Map<string, Set<string>>()
  const made = new Map<string, string>()
  let [described, listed, last]: [string[], string[], string] = [[], [], '']
  const describe = (names: readonly string[]) => {
    described = names.map((name) => name.replace(/ [<[].*/, ''))
    for (const name of described) verbs.set(name, new Set(['--help']))
    listed = []
  }
  for (const { groups } of readFileSync(new URL('../src/main.ts', import.meta.url), 'utf8').matchAll(WRITTEN)) {
    const { verb, each, of, under, eachUnder, option } = groups!
    const above = of === undefined ? last : made.get(of)
    if (verb !== undefined) describe([verb])
    else if (each !== undefined) describe(listed)
    else if (under !== undefined) describe([`${above} ${under}`])
    else if (eachUnder !== undefined) describe(listed.map((one) => `${above} ${one}`))
    else if (option !== undefined) for (const name of described) verbs.get(name)!.add(option)
    else listed.push(groups!.listed!)
    if (verb !== undefined) last = described[0]!
    if (groups!.made !== undefined) made.set(groups!.made, last)
  }
  return verbs
}
