import { nearest } from '../domain/document.ts'
import { Problem } from '../problem.ts'

/** What the demonstration can show: which site it hits, how many times faster time passes in it, and what one sees. */
export const SCENARIOS = [
  {
    name: 'certificate',
    site: 'cornerbakery.example',
    pace: 60,
    shows: 'A certificate expires and cannot be renewed: the client hears after 15 minutes, more people are called, and it is mended.',
  },
  {
    name: 'domain',
    site: 'alpenhof.example',
    pace: 1440,
    shows: 'A domain name lapses: only the client can renew it, and is asked at an address that still works, reminded, and answers.',
  },
  {
    name: 'billing',
    site: 'lakeside-yoga.example',
    pace: 2880,
    shows: 'The host pauses a site over a bill: the client is asked every day until they say that it is paid.',
  },
  {
    name: 'capacity',
    site: 'cornerbakery.example',
    pace: 1440,
    shows: 'A plan is too small: first the partner says yes to a larger one, then the client, and then the site is moved.',
  },
  {
    name: 'malware',
    site: 'rosewood-dental.example',
    pace: 2880,
    shows: 'A site is hacked, cleaned, and hacked again twice: scans find it, and the partner is asked in.',
  },
  {
    name: 'dns',
    site: 'tidepool-books.example',
    pace: 240,
    shows: 'The DNS provider fails, comes back and fails again: the all clear waits, longer each time.',
  },
  {
    name: 'suspended',
    site: 'lakeside-yoga.example',
    pace: 60,
    shows: 'The host shows a notice in place of the site and does not say why: it is asked before anybody guesses.',
  },
  {
    name: 'server',
    site: 'fahrradwerk.example',
    pace: 60,
    shows: 'A web server stops: it is seen twice before anyone is told, and then everyone is told in turn.',
  },
] as const

export type Scenario = (typeof SCENARIOS)[number]
export type ScenarioName = Scenario['name']

/** The scenario of this name; another word is bad input that names the nearest. */
export function scenarioCalled(name: string): Scenario {
  const scenario = SCENARIOS.find((one) => one.name === name)
  if (scenario) return scenario
  const names = SCENARIOS.map((one) => one.name)
  const meant = nearest(name, names)
  const fix = `${meant === null ? '' : `Did you mean ${meant}? `}Choose one of ${names.join(', ')}.`
  throw new Problem('bad-input', 'scenario_unknown', `There is no scenario ${name}.`, fix)
}

/** Every scenario with its sentence, as `demo --help` lists them. */
export const listScenarios = (): string =>
  `\nScenarios:\n${SCENARIOS.map(({ name, shows }) => `  ${name.padEnd(12)} ${shows}`).join('\n')}\n`
