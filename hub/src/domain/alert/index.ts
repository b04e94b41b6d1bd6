import type { AlertKind } from './alert.ts'
import { betterStack } from './better-stack.ts'
import { generic } from './generic.ts'
import { pingdom } from './pingdom.ts'
import { prometheus } from './prometheus.ts'
import { uptimeKuma } from './uptime-kuma.ts'
import { uptimeRobot } from './uptimerobot.ts'

/** Every kind of monitor whose alerts are understood. */
export const ALERT_KINDS: readonly AlertKind[] = [prometheus, uptimeKuma, pingdom, uptimeRobot, betterStack, generic]
