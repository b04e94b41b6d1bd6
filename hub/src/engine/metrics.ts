import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { milliseconds } from '../domain/instant.ts'
import type { Span } from '../domain/instant.ts'
import type { CheckResult } from '../domain/triage/verdict.ts'

/** The engine's own counters, for Prometheus. */
export type Metrics = {
  readonly registry: Registry
  checked(kind: string, result: CheckResult): void
  began(lateMs: number): void
  /** How long after their time checks begin now: the mean of about the last hundred. */
  behind(): Span
}

const OF_LAST = 100

export function createMetrics(): Metrics {
  const registry = new Registry()
  const labelNames = ['kind', 'state']
  const checks = new Counter({
    name: 'allclear_checks_total',
    help: 'Checks by kind and what they saw.',
    labelNames,
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'allclear_check_seconds',
    help: 'How long checks took.',
    labelNames: ['kind'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    registers: [registry],
  })
  const late = new Histogram({
    name: 'allclear_check_late_seconds',
    help: 'How long after their time checks began.',
    buckets: [0.05, 0.25, 1, 5, 15, 60],
    registers: [registry],
  })
  let behindMs = 0
  new Gauge({
    name: 'allclear_checks_behind_seconds',
    help: 'How long after their time checks begin now.',
    registers: [registry],
    collect() {
      this.set(behindMs / 1000)
    },
  })
  return {
    registry,
    behind: () => milliseconds(Math.round(behindMs)),
    began(lateMs) {
      late.observe(lateMs / 1000)
      behindMs += (lateMs - behindMs) / OF_LAST
    },
    checked(kind, { state, tookMs }) {
      checks.inc({ kind, state })
      seconds.observe({ kind }, tookMs / 1000)
    },
  }
}
