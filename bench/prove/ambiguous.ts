import { seconds } from '../../hub/src/domain/instant.ts'
import { deliverDue } from '../../hub/src/engine/deliver/deliver.ts'
import { openOffice } from '../../hub/src/engine/deliver/office.double.ts'
import { dice } from '../../hub/test/stories/dice.ts'

// `npm run prove -- ambiguous [N]`: of N mails each connection is cut at a moment of the conversation, half of them after the final dot (F13). None may be
// taken twice, and of each that may have been taken the books must say so.

const count = Number(process.argv[3] ?? 1000)
const roll = dice(Number(process.argv[4] ?? 1))
const taken = new Map<string, number>()
const odd = (well: string) => (roll.chance(0.1) ? roll.one(['reset', 'drop', '421 later', '451 later'] as const) : well)
const office = await openOffice({
  connect: () => odd('220 hello'),
  EHLO: () => odd('250 hello'),
  RCPT: () => odd('250 ok'),
  DATA: () => odd('354 go on'),
  dot: (raw) => {
    const id = /^Message-ID: <(.*)@/im.exec(raw)![1]!
    taken.set(id, (taken.get(id) ?? 0) + 1)
    return roll.chance(0.5) ? roll.one(['reset', 'drop'] as const) : '250 2.0.0 queued'
  },
})
const keys = Array.from({ length: count }, (_, n) => `m${n}`)
for (const [n, key] of keys.entries()) await office.post(key, { incident: 20 + (n % 12) })
let states: Record<string, number> = {}
for (let round = 0; round < 100; round++) {
  await deliverDue(office.around)
  states = {}
  for (const key of keys) {
    const { state } = await office.find(key)
    states[state] = (states[state] ?? 0) + 1
  }
  if (!states.waiting) break
  office.passes(seconds(900))
}
const wrong: string[] = []
for (const key of keys) {
  const { state } = await office.find(key)
  const times = taken.get(key) ?? 0
  const said = office.heard.some(({ happening }) => happening.type === 'delivered' && happening.key === key && happening.outcome === state)
  if (times > 1) wrong.push(`${key} was taken ${times} times`)
  if (times === 1 && !['delivered', 'uncertain'].includes(state)) wrong.push(`${key} was taken and is ${state}`)
  if (state === 'delivered' && times === 0) wrong.push(`${key} is delivered and was not taken`)
  if (!said) wrong.push(`its incident has not heard that ${key} is ${state}`)
}
await office.close()
const found = Object.entries(states).map(([state, of]) => `${of} ${state}`)
process.stdout.write(`${count} mails: ${found.join(', ')}; ${taken.size} taken, ${wrong.length} wrong\n${wrong.slice(0, 20).join('\n')}`)
process.exitCode = wrong.length === 0 ? 0 : 1
