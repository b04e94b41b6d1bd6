import type { Plan, Secrets } from './plan.ts'

/** An address that the operator wrote, with the key it stands at. */
export type OperatorUrl = { readonly key: string; readonly url: string }
type Groups<T> = { readonly services: readonly T[]; readonly channels: readonly T[] }

/** Every address that the operator wrote: panels and lists that are asked, and what channels speak to. The mail servers have none. */
export function urlsOfOperator(plan: Plan, secrets: Secrets): Groups<OperatorUrl> {
  const { slack, push, sms, voice, webhook, social } = plan.channels
  const all = <T>(things: Readonly<Record<string, T>>, url: (thing: T) => string | null | undefined, key: (id: string) => string) =>
    Object.entries(things).map(([id, thing]) => [key(id), url(thing)] as const)
  const accounts = (key: string, networks: Plan['channels']['social']) => all(networks, ({ url }) => url, (id) => `${key}.${id}`) // prettier-ignore
  return {
    services: named([
      ...all(plan.providers, ({ panel }) => panel?.url, (id) => `providers.${id}.panel`), // prettier-ignore
      ...all(plan.sites, ({ standby }) => standby?.switch, (id) => `sites.${id}.standby`), // prettier-ignore
      ...all(plan.vulnerabilities, ({ url }) => url, (id) => `vulnerabilities.${id}`), // prettier-ignore
      ['network.web-risk', plan.network.webRisk?.api],
      ['hub.domains', plan.hub.domains?.acme],
    ]),
    channels: named([
      ['channels.slack', slack.api],
      ['channels.push', secrets.get('channels.push.ntfy') ?? push?.ntfy],
      ['channels.sms', sms?.api],
      ['channels.voice', voice?.api],
      ['channels.webhook', webhook?.url],
      ['hub.dead-man', plan.hub.deadMan],
      ['hub.status-export.s3', plan.hub.pushTo?.s3?.endpoint],
      ['identity.oidc', plan.oidc?.issuer],
      ...all(plan.partners, ({ oidc }) => oidc?.issuer, (id) => `partners.${id}.oidc`), // prettier-ignore
      ['hub.url', plan.hub.url], // our own status page, as others see it
      ...accounts('channels.social', social),
      ...Object.values(plan.partners).flatMap((partner) => accounts(`partners.${partner.id}.social`, partner.social)),
      ...all(plan.channels.apps ?? {}, ({ api }) => api, (id) => `channels.apps.${id}`), // prettier-ignore
      ...all(plan.channels.apps ?? {}, ({ id }) => secrets.get(`channels.apps.${id}.url`), (id) => `channels.apps.${id}`), // prettier-ignore
      ...all(plan.people, ({ id }) => secrets.get(`people.${id}.absence-calendar`), (id) => `people.${id}.absence-calendar`), // prettier-ignore
    ]),
  }
}

const named = (all: readonly (readonly [string, string | null | undefined])[]): OperatorUrl[] =>
  all.flatMap(([key, url]) => (url && URL.canParse(url) ? [{ key, url }] : []))

/** Hosts that the operator wrote and that may therefore be private: panels and lists that are asked, the servers of channels. */
export function hostsOfOperator(plan: Plan, secrets: Secrets): Groups<string> {
  const { services, channels } = urlsOfOperator(plan, secrets)
  const mail = plan.channels.mail
  return { services: services.map(hostOf), channels: [...(mail ? [mail.host] : []), ...channels.map(hostOf)] }
}

const hostOf = ({ url }: OperatorUrl): string => new URL(url).hostname
