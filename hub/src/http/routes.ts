import type { Around } from './around.ts'
import { accountRoutes } from './api/account.ts'
import { alertRoutes } from './api/alerts.ts'
import { agentRoutes } from './api/agents.ts'
import { auditRoute } from './api/audit.ts'
import { availabilityRoute } from './api/availability.ts'
import { brandRoutes } from './api/brands.ts'
import { browserRoutes } from './api/browsers.ts'
import { configurationRoutes } from './api/configuration.ts'
import { contactRoutes } from './api/contacts.ts'
import { calendarRoutes } from './api/calendars.ts'
import { drillRoutes } from './api/drills.ts'
import { domainRoutes } from './api/domains.ts'
import { handOverRoute } from './api/hand-over.ts'
import { heartbeatsRoute } from './api/heartbeats.ts'
import { healthRoutes } from './api/health.ts'
import { helpfulRoute } from './api/helpful.ts'
import { hostRoutes } from './api/hosts.ts'
import { importRoute } from './api/import.ts'
import { inboxRoutes } from './api/inbox.ts'
import { incidentRoutes } from './api/incidents.ts'
import { lookRoutes } from './api/look.ts'
import { maintenanceRoutes } from './api/maintenance.ts'
import { memberRoutes } from './api/members.ts'
import { messageRoutes } from './api/messages.ts'
import { metricsRoutes } from './api/metrics.ts'
import { nowRoute } from './api/now.ts'
import { roomRoutes } from './api/room.ts'
import { openapiRoute } from './api/openapi.ts'
import { onCallRoute } from './api/on-call.ts'
import { overrideRoutes } from './api/overrides.ts'
import { parentsRoute } from './api/parents.ts'
import { passkeyRoutes } from './api/passkeys.ts'
import { peopleRoutes } from './api/people.ts'
import { webhookPostRoutes } from './api/webhook-posts.ts'
import { plannerRoutes } from './api/planner.ts'
import { pastNoticeRoutes } from './api/past-notices.ts'
import { planRoutes } from './api/plan.ts'
import { playbookRoutes } from './api/playbooks.ts'
import { tryPlaybookRoutes } from './api/try-playbooks.ts'
import { probeRoutes } from './api/probes.ts'
import { proposalRoutes } from './api/proposals.ts'
import { providersRoute } from './api/providers.ts'
import { keyRoutes } from './api/keys.ts'
import { readinessRoutes } from './api/readiness.ts'
import { reviewRoutes } from './api/reviews.ts'
import { monthReportRoutes, reportsRoute } from './api/reports.ts'
import { scheduleRoutes } from './api/schedules.ts'
import { channelRoutes } from './api/channels.ts'
import { causesRoute } from './api/causes.ts'
import { sessionRoute } from './api/session.ts'
import { sessionRoutes } from './api/sessions.ts'
import { siteRoutes } from './api/sites.ts'
import { subscriberRoutes } from './api/subscribers.ts'
import { taskRoutes } from './api/tasks.ts'
import { templateRoutes } from './api/templates.ts'
import { tokenRoutes } from './api/tokens.ts'
import { mcpRoutes } from './mcp/mcp.ts'
import { vulnerabilityRoutes } from './api/vulnerabilities.ts'
import { warningRoutes } from './api/warnings.ts'
import { wordRoutes } from './api/words.ts'
import { acknowledgeRoutes } from './acknowledge/routes.ts'
import { answerRoutes } from './answers/routes.ts'
import { docsRoutes } from './docs.ts'
import { accountPages } from './console/account.ts'
import { movedRoutes } from './console/moved.ts'
import { assetRoutes } from './console/assets.ts'
import { handOverPage } from './console/hand-over.ts'
import { liveRoute } from './console/live.ts'
import { loginRoutes } from './console/login.ts'
import { appRoutes } from './console/app.ts'
import { reportPage } from './console/report.ts'
import { previewPage } from './console/preview.ts'
import { heartbeatRoutes } from './heartbeat/routes.ts'
import { alertHooks } from './hooks/alerts.ts'
import { pagerdutyHook } from './hooks/pagerduty.ts'
import { slackHook } from './hooks/slack.ts'
import { ticketPages } from './console/ticket.ts'
import { twilioHooks } from './hooks/twilio.ts'
import { portalContacts } from './portal/contacts.ts'
import { portalHome } from './portal/home.ts'
import { portalLogIn } from './portal/log-in.ts'
import { portalPeople } from './portal/people.ts'
import { portalReports } from './portal/reports.ts'
import type { Route } from './route.ts'
import { statusRoutes } from './status/routes.ts'
import { subscribeRoutes } from './status/subscribe.ts'
import { unsubscribeRoutes } from './status/unsubscribe.ts'

/** Every address of the hub. */
export function routesOf(around: Around): Route[] {
  const routes: Route[] = [
    ...healthRoutes(around),
    ...metricsRoutes(around),
    ...siteRoutes(around),
    ...browserRoutes(around),
    ...lookRoutes(around),
    ...planRoutes(around),
    ...configurationRoutes(around),
    importRoute(),
    ...pastNoticeRoutes(around),
    ...incidentRoutes(around),
    handOverRoute(around),
    helpfulRoute(around),
    ...reviewRoutes(around),
    parentsRoute(around),
    heartbeatsRoute(around),
    ...warningRoutes(around),
    ...vulnerabilityRoutes(around),
    ...readinessRoutes(around),
    ...keyRoutes(around),
    ...drillRoutes(around),
    ...heartbeatRoutes(around),
    providersRoute(around),
    ...peopleRoutes(around),
    ...channelRoutes(around),
    ...webhookPostRoutes(around),
    ...playbookRoutes(around),
    ...tryPlaybookRoutes(around),
    ...proposalRoutes(around, () => routes),
    ...scheduleRoutes(around),
    ...calendarRoutes(around),
    reportsRoute(around),
    ...monthReportRoutes(around),
    reportPage(around),
    ...portalReports(around),
    ...overrideRoutes(around),
    onCallRoute(around),
    ...taskRoutes(around),
    ...messageRoutes(around),
    ...inboxRoutes(around),
    ...alertRoutes(around),
    ...templateRoutes(around),
    ...wordRoutes(around),
    ...brandRoutes(around),
    ...domainRoutes(around),
    auditRoute(around),
    availabilityRoute(around),
    ...movedRoutes(),
    ...contactRoutes(around),
    ...memberRoutes(around),
    ...maintenanceRoutes(around),
    ...plannerRoutes(around),
    ...subscriberRoutes(around),
    ...tokenRoutes(around),
    ...accountRoutes(around),
    ...passkeyRoutes(around),
    ...sessionRoutes(around),
    ...agentRoutes(around),
    ...hostRoutes(around),
    ...probeRoutes(around),
    sessionRoute(around),
    causesRoute(),
    nowRoute(around),
    ...roomRoutes(around),
    ...assetRoutes(),
    ...docsRoutes(),
    ...loginRoutes(around),
    ...accountPages(around),
    ...appRoutes(around),
    ...ticketPages(around),
    handOverPage(around),
    previewPage(around),
    liveRoute(around),
    ...statusRoutes(around),
    ...subscribeRoutes(around),
    ...acknowledgeRoutes(around),
    ...answerRoutes(around),
    portalHome(around),
    ...portalContacts(around),
    ...portalPeople(around),
    ...portalLogIn(around),
    slackHook(around),
    ...alertHooks(around),
    ...unsubscribeRoutes(around),
    ...twilioHooks(around),
    pagerdutyHook(around),
    ...mcpRoutes(around, () => routes),
  ]
  return [...routes, openapiRoute(routes)]
}
