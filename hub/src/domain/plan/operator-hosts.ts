import type { Plan, Secrets } from './plan.ts'

/** Hosts that the operator wrote and that may therefore be private: panels and lists that are asked, the servers of channels. */
export function hostsOfOperator(
  plan: Plan,
  secrets: Secrets,
): { readonly services: readonly string[]; readonly channels: readonly string[] } {
  const { mail, slack, push, sms, voice, webhook, social } = plan.channels
  const urls = [
    slack.api,
    secrets.get('channels.push.ntfy') ?? push?.ntfy,
    sms?.api,
    voice?.api,
    webhook?.url,
    plan.hub.deadMan,
    plan.hub.pushTo?.s3?.endpoint,
    plan.oidc?.issuer,
    ...Object.values(plan.partners).map(({ oidc }) => oidc?.issuer),
    plan.hub.url, // our own status page, as others see it
    ...[social, ...Object.values(plan.partners).map((partner) => partner.social)].flatMap((accounts) =>
      Object.values(accounts).map(({ url }) => url),
    ),
    ...Object.values(plan.channels.apps ?? {}).flatMap(({ id, api }) => [api, secrets.get(`channels.apps.${id}.url`)]),
    ...Object.keys(plan.people).map((id) => secrets.get(`people.${id}.absence-calendar`)),
  ]
  return {
    services: [
      ...Object.values(plan.providers).map(({ panel }) => panel?.url),
      ...Object.values(plan.sites).map(({ standby }) => standby?.switch),
      ...Object.values(plan.vulnerabilities).map(({ url }) => url),
      ...[plan.network.webRisk?.api, plan.hub.domains?.acme],
    ].flatMap((url) => (url ? hostOf(url) : [])),
    channels: [...(mail ? [mail.host] : []), ...urls.flatMap((url) => (url ? hostOf(url) : []))],
  }
}

const hostOf = (url: string): string[] => (URL.canParse(url) ? [new URL(url).hostname] : [])
