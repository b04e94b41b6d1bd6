import { fuzzEvidence } from '../hub/src/evidence/fuzz.double.ts'

// npm run fuzz:evidence -- [CASES [SEED]]: fuzzed answers of DNS, RDAP, WHOIS, TLS and HTTP servers, met by the collectors over real sockets.
// Ends with 1 when something threw, ran past its deadline, or kept memory.
const ROUND = 1000
const MOST_GROWTH_MB = 150 // of the whole process, servers and mangled answers included

const cases = Number(process.argv[2] ?? 10_000)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
const memory = () => Math.round(process.memoryUsage().rss / 1_048_576)

process.stdout.write(`seed ${seed}: node bench/fuzz-evidence.ts ${cases} ${seed}\n`)
const wrong: string[] = []
let warm = 0
for (let done = 0; done < cases; done += ROUND) {
  const round = await fuzzEvidence({ cases: Math.min(ROUND, cases - done), seed: seed + done })
  wrong.push(...round.wrong.map((line) => `seed ${round.seed}: ${line}`))
  warm ||= memory()
  const said = Object.entries(round.said).map(([kind, count]) => `${kind} ${count}`)
  process.stdout.write(
    `${done + round.cases} cases, slowest ${round.slowestMs} ms, largest ${round.largest} characters, ${memory()} MB; brought something home: ${said.join(', ')}\n`,
  )
}
const growth = memory() - warm
if (growth > MOST_GROWTH_MB) wrong.push(`memory grew by ${growth} MB after the first ${ROUND} cases`)
process.stdout.write(wrong.length === 0 ? 'Nothing threw, nothing hung, nothing grew.\n' : `${wrong.join('\n')}\n`)
process.exitCode = wrong.length === 0 ? 0 : 1
