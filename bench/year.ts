import { didItHelp } from '../hub/src/domain/review/proposals/did-it-help.ts'
import { saySpan } from '../hub/src/domain/instant.ts'
import { liveThrough } from '../hub/test/stories/year.ts'

// A year of a fleet of 200 sites on the virtual clock, through the store, the incidents, the warnings, the reviews and the proposals.
const seed = Number(process.argv[2] ?? Date.now() % 1_000_000)
const say = (line: string) => process.stdout.write(`${line}\n`)
const began = performance.now()
const { figures, wrong, incidents, proposals } = await liveThrough({
  sites: Number(process.argv[3] ?? 200),
  days: Number(process.argv[4] ?? 365),
  seed,
})
for (const [name, figure] of Object.entries(figures)) say(`${name.padEnd(12)} ${figure}`)
for (const { id, state, rule, thing, proposes, aim, decidedAt, change } of proposals.toReversed()) {
  say(`${String(id).padStart(4)}  ${state.padEnd(8)}  ${rule} ${thing}: ${proposes}`)
  if (state !== 'accepted' || aim === null || change.kind !== 'playbook') continue
  const ended = incidents.filter(
    ({ playbook, phase }) => playbook?.id === change.playbook && (phase === 'resolved' || phase === 'reviewed'),
  )
  const { before, after, fell } = didItHelp(aim, ended, { playbook: change.playbook, at: decidedAt! })
  const half = ({ median, incidents: many }: typeof before) => `${median === null ? 'nothing' : saySpan(median)} of ${many}`
  say(
    `                ${half(before)} before, ${half(after)} since: ${fell === null ? 'too few to say' : fell ? 'it fell' : 'it did not fall'}`,
  )
}
for (const line of wrong) say(`WRONG  ${line}`)
say(
  `${wrong.length === 0 ? 'All as promised' : `${wrong.length} not as promised`}, in ${((performance.now() - began) / 1000).toFixed(1)} s`,
)
process.exitCode = wrong.length === 0 ? 0 : 1
