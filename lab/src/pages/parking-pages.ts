import type { Website } from '../sites.ts'
import { document } from './document.ts'

type Named = Pick<Website, 'name'>

/** What registrars and parking companies show at the address of a domain that was not renewed, or is for sale. */
export const expired = ({ name }: Named): string =>
  document(
    name,
    `<h1>${name}</h1>\n<p>This domain has expired and is pending renewal or deletion.</p>\n<p>If you are the registrant, renew it at your registrar.</p>`,
  )

export const expiredOn = ({ name }: Named): string =>
  document(
    'Domain expired',
    `<div id="wrap"><h2>This domain name has expired.</h2><p>${name}: this domain expired on 03/11/2026. Is this your domain? Renew it now.</p><a href="https://renew.namesilver.example/">Renew</a></div>`,
  )

export const expiredGerman = ({ name }: Named): string =>
  document(
    `${name} ist abgelaufen`,
    `<h1>Diese Domain ist abgelaufen</h1><p>Die Registrierung von ${name} wurde nicht verlängert. Wenn Sie der Inhaber sind, melden Sie sich bei Ihrem Registrar.</p>`,
    { lang: 'de' },
  )

/** GoDaddy's 114 bytes for every path but `/lander`. */
export const GODADDY_REDIRECT =
  '<!DOCTYPE html><html><head><script>window.onload=function(){window.location.href="/lander"}</script></head></html>'

export const GODADDY_LANDER = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Parked</title><link rel="preload" href="https://img1.wsimg.com/parking-lander/static/js/main.js" as="script"><script>window.LANDER_SYSTEM="PW"</script></head><body><div id="contentMain"></div><script>var _trfd=window._trfd=window._trfd||[];_trfd.push({ap:"parking"})</script><script src="https://img1.wsimg.com/parking-lander/static/js/main.js"></script></body></html>`

export const sedo = ({ name }: Named): string =>
  `<!doctype html><html><head><title>${name}</title></head><frameset rows="100%,*" border="0"><frame src="http://sedoparking.com/frmpark/${name}/sedopark/park.js" name="frmpark"><noframes>The domain ${name} may be for sale by its owner. The Sponsored Listings displayed above are served automatically by a third party.</noframes></frameset></html>`

export const bodis = ({ name }: Named): string =>
  `<!doctype html><html data-adblockkey="MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKlab" lang="en"><head><title>${name}</title></head><body><div id="target" style="opacity:0"></div><script>window.park = "eyJ1dWlkIjoibGFiIiwicGFnZV90aW1lIjoxfQ==";</script><script src="/bTdHqlab.js"></script></body></html>`

export const parkingCrew = ({ name }: Named): string =>
  `<!DOCTYPE html><html><head><title>${name}</title><script src="https://www.google.com/adsense/domains/caf.js"></script></head><body><h1>${name}</h1><p>Related searches</p><script>window.location.search.indexOf("?tr_uuid=")</script><p>Buy this domain</p><p>The Sponsored Listings displayed above are served automatically by a third party. Neither ParkingCrew nor the domain owner maintain any relationship with the advertisers.</p></body></html>`

export const forSale = ({ name }: Named): string =>
  document(
    `${name} is for sale`,
    `<h1>${name} is for sale</h1><p>Get a price in less than 24 hours. Buy this domain.</p><form action="/saleform"></form>`,
  )

export const verifyContact = ({ name }: Named): string =>
  document(
    'Contact details not verified',
    `<h1>${name}</h1><p>This domain has been suspended because the e-mail address of its registrant has not been verified. Registrant: look for our verification mail and follow its link.</p>`,
  )

export const parkedFree = ({ name }: Named): string =>
  document(`${name}`, `<h1>${name}</h1><p>This domain is parked free, courtesy of NameSilver.</p>`)
