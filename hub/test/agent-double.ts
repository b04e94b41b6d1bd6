import { generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { signedText } from '@allclear/wire/signed-text.ts'
import { sampleOf } from '../src/domain/host/sample.double.ts'
import type { Instant } from '../src/domain/instant.ts'

/** An agent of a test: it enrols and reports as a real one does, at the clock it is given. */
export async function agentDouble(app: FastifyInstance, token: string, now: () => Instant) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const enrolled = await app.inject({ method: 'POST', url: '/api/agent/v1/enrol', payload: { token, key } })
  const { agent, host, hubKey } = enrolled.json<{ agent: string; host: string; hubKey: string }>()
  let number = 0
  const seal = (more: object = {}) => {
    number += 1
    const { at: _, ...sample } = sampleOf()
    const report = { agent, host, boot: 'boot-1', number, at: now(), version: '0.1.0', sample, events: [], ends: [], allows: [], ...more }
    return JSON.stringify(report)
  }
  const send = async (
    body: string,
    { by = privateKey, sentAt = now() as number, to = 'reports' }: { by?: KeyObject; sentAt?: number; to?: 'reports' | 'sums' } = {},
  ) => {
    const signature = sign(null, Buffer.from(signedText(sentAt, body)), by).toString('base64')
    const headers = {
      'content-type': 'application/json',
      'x-allclear-agent': agent,
      'x-allclear-sent-at': String(sentAt),
      'x-allclear-signature': signature,
    }
    const answer = await app.inject({ method: 'POST', url: `/api/agent/v1/${to}`, payload: body, headers })
    return { status: answer.statusCode, body: answer.json<{ code?: string; orders?: { order: string; signature: string }[] }>() }
  }
  return {
    status: enrolled.statusCode,
    code: enrolled.json<{ code?: string }>().code,
    agent,
    host,
    hubKey,
    seal,
    send,
    reports: (more?: object) => send(seal(more)),
  }
}
