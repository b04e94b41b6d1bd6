import { alertmanager } from './alertmanager.ts'
import type { AlertKind } from './alert.ts'
import { betterStack } from './better-stack.ts'
import { generic } from './generic.ts'
import { pingdom } from './pingdom.ts'
import { uptimeKuma } from './uptime-kuma.ts'
import { uptimeRobot } from './uptimerobot.ts'

/** Every kind of monitor whose alerts are understood. */
export const ALERT_KINDS: readonly AlertKind[] = [alertmanager, uptimeKuma, pingdom, uptimeRobot, betterStack, generic]
