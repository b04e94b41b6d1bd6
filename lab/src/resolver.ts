import { createSocket, type Socket } from 'node:dgram'
import packet, { type Answer, type DecodedPacket, type DSAnswer, type Question, type StringAnswer } from 'dns-packet'
import { whyBogus } from './dnssec.ts'
import type { Asking } from './name-server.ts'
import { canonical, isUnder, SERVFAIL, type Reply } from './zone.ts'

const ANSWER_WITHIN_MS = 800
const MOST_REFERRALS = 16
const MOST_ALIASES = 8
const DEEPEST_NAME_SERVER = 4
const WITH_SIGNATURES = { type: 'OPT', name: '.', udpPayloadSize: 4096, flags: packet.DNSSEC_OK, options: [] } as unknown as Answer

/**
 * A recursive resolver that walks from the root for every question and remembers nothing, so that a change in a zone is seen at once.
 * It asks over real sockets, at the one port that all name servers share. Where the parent has a DS it judges the signatures, unless the
 * client sets CD; a bogus answer is SERVFAIL with the reason.
 */
export type Resolver = { resolve(question: Question, asking: Asking): Promise<Reply>; close(): void }

type Waiting = { readonly server: string; readonly heard: (answer: DecodedPacket | null) => void }

export async function openResolver(roots: readonly string[], portOfDns: () => number): Promise<Resolver> {
  const waiting = new Map<number, Waiting>()
  const socket = await openSocket(waiting)
  let lastId = 0
  let isClosed = false

  const ask = (server: string, { name, type }: Question): Promise<DecodedPacket | null> =>
    new Promise((done) => {
      if (isClosed) return done(null) // a walk that is under way asks on
      const id = (lastId = (lastId + 1) % 65_536)
      const silence = setTimeout(() => heard(null), ANSWER_WITHIN_MS)
      const heard = (answer: DecodedPacket | null) => {
        clearTimeout(silence)
        waiting.delete(id)
        done(answer)
      }
      waiting.set(id, { server, heard })
      socket.send(
        packet.encode({ type: 'query', id, flags: 0, questions: [{ name, type }], additionals: [WITH_SIGNATURES] }),
        portOfDns(),
        server,
      )
    })

  const walk = new Walk(roots, ask)
  const close = () => {
    isClosed = true
    for (const { heard } of waiting.values()) heard(null)
    socket.close()
  }
  const resolve = async (question: Question, { wantsSignatures, checkingDisabled }: Asking) => {
    const reply = await walk.resolve(question, 0, !checkingDisabled)
    return wantsSignatures ? reply : { ...reply, answers: reply.answers.filter(isPlain), authorities: reply.authorities.filter(isPlain) }
  }
  return { resolve, close }
}

/** A zone whose parent has a DS, and who answers for it. */
type Signed = { readonly zone: string; readonly ds: readonly DSAnswer[]; readonly servers: readonly string[] }

class Walk {
  readonly #roots: readonly string[]
  readonly #ask: (server: string, question: Question) => Promise<DecodedPacket | null>

  constructor(roots: readonly string[], ask: (server: string, question: Question) => Promise<DecodedPacket | null>) {
    this.#roots = roots
    this.#ask = ask
  }

  /** Follows referrals and aliases to the end; what no server answers is SERVFAIL. */
  async resolve(question: Question, depth: number, isJudging: boolean): Promise<Reply> {
    const answers: Answer[] = []
    let name = canonical(question.name)
    for (let hop = 0; hop < MOST_ALIASES; hop++) {
      const { found, signed } = await this.#follow({ ...question, name }, depth)
      if (!found) return SERVFAIL
      const why = isJudging && signed ? await this.#whyBogus(found, signed) : null
      if (why) return { ...SERVFAIL, why }
      answers.push(...(found.answers ?? []))
      const alias = lastAlias(answers, name)
      const isLoop =
        alias === name && question.type !== 'CNAME' && answers.some((answer) => answer.type === 'CNAME' && canonical(answer.name) === name)
      if (isLoop) return SERVFAIL
      const settled = alias === name || question.type === 'CNAME' || answers.some((answer) => answer.type === question.type)
      if (settled) return { rcode: rcodeOf(found), authoritative: false, answers, authorities: found.authorities ?? [], additionals: [] }
      name = alias
    }
    return SERVFAIL
  }

  async #follow(question: Question, depth: number): Promise<{ readonly found: DecodedPacket | null; readonly signed: Signed | null }> {
    let servers = this.#roots
    let zone: string | null = null
    let signed: Signed | null = null
    for (let hop = 0; hop < MOST_REFERRALS; hop++) {
      const answer = await this.#askAny(servers, question)
      if (!answer || answer.flag_aa) return { found: answer, signed }
      const delegations = (answer.authorities ?? []).filter((record) => record.type === 'NS')
      const below = canonical(delegations[0]?.name ?? '')
      const isDeeper = delegations.length > 0 && isUnder(canonical(question.name), below) && (zone === null || below.length > zone.length)
      if (!isDeeper) break // lame: neither an answer nor a way down
      zone = below
      servers = await this.#addressesOf(delegations.map(targetOf), answer.additionals ?? [], depth)
      const ds = (answer.authorities ?? []).filter((record): record is DSAnswer => record.type === 'DS')
      signed = ds.length > 0 ? { zone, ds, servers } : null
    }
    return { found: null, signed }
  }

  async #whyBogus({ answers = [] }: DecodedPacket, { zone, ds, servers }: Signed): Promise<Reply['why'] | null> {
    const about = await this.#askAny(servers, { name: zone, type: 'DNSKEY' })
    return about ? whyBogus(answers, about.answers ?? [], ds, Date.now()) : null
  }

  async #askAny(servers: readonly string[], question: Question): Promise<DecodedPacket | null> {
    for (const server of servers) {
      const answer = await this.#ask(server, question)
      if (answer && (rcodeOf(answer) === 'NOERROR' || rcodeOf(answer) === 'NXDOMAIN')) return answer
    }
    return null
  }

  async #addressesOf(names: readonly string[], glue: readonly Answer[], depth: number): Promise<readonly string[]> {
    const known = addressesIn(glue.filter((record) => names.includes(canonical(record.name))))
    if (known.length > 0 || depth >= DEEPEST_NAME_SERVER) return known
    const found = await Promise.all(names.map((name) => this.resolve({ name, type: 'A' }, depth + 1, false)))
    return found.flatMap((reply) => addressesIn(reply.answers))
  }
}

const addressesIn = (records: readonly Answer[]): string[] =>
  records.filter((record) => record.type === 'A').map((record) => (record as StringAnswer).data)

const isPlain = ({ type }: Answer): boolean => type !== 'RRSIG'

const targetOf = (record: Answer): string => canonical((record as StringAnswer).data)

function lastAlias(answers: readonly Answer[], name: string): string {
  const alias = answers.find((answer) => answer.type === 'CNAME' && canonical(answer.name) === name)
  return alias
    ? lastAlias(
        answers.filter((answer) => answer !== alias),
        targetOf(alias),
      )
    : name
}

// dns-packet decodes the response code into a word that its types do not name.
const rcodeOf = (answer: DecodedPacket) => (answer as unknown as { rcode: Reply['rcode'] }).rcode

const openSocket = (waiting: ReadonlyMap<number, Waiting>): Promise<Socket> =>
  new Promise((done, failed) => {
    const socket = createSocket('udp4')
    socket.once('error', failed)
    socket.on('message', (bytes, from) => {
      const answer = decoded(bytes)
      const asked = answer && waiting.get(answer.id ?? -1)
      if (asked && asked.server === from.address) asked.heard(answer)
    })
    socket.bind({ address: '127.0.0.1', port: 0 }, () => done(socket.off('error', failed).on('error', () => {})))
  })

function decoded(bytes: Buffer): DecodedPacket | null {
  try {
    return packet.decode(bytes)
  } catch {
    return null
  }
}
