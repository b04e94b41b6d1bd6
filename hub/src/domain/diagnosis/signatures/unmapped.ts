import type { Guard, Mark, Signature, Weight } from './signature.ts'

const TAKEOVER = 'A name that still points there can be claimed by a stranger: have it removed or claimed.'
const SMALL: readonly Guard[] = ['small-page', 'not-as-before']

/** The address is right and the platform behind it does not know the name. Most of these names can be taken over (EdOverflow/can-i-take-over-xyz). */
export const unmapped: readonly Signature[] = [
  platform('wix-not-connected', 'Wix', text(/looks like this domain isn't connected to a website yet/), 'strong', 'designodin.com', {
    note: 'A lapsed plan disconnects the domain too.',
  }),
  platform(
    'wpengine-not-configured',
    'WP Engine',
    text(/this domain is successfully pointed at wp engine, but is not configured for an account on our platform/),
    'proof',
    'WP Engine support',
    { note: 'DNS is fine; a closed account shows it too.' },
  ),
  platform(
    'wpengine-not-found',
    'WP Engine',
    text(/^the site you were looking for couldn't be found/),
    'medium',
    'EdOverflow/can-i-take-over-xyz',
    {
      guards: ['small-page', 'not-as-before', 'not-2xx'],
    },
  ),
  platform(
    'flywheel-unmapped',
    'Flywheel',
    [...text(/we're sorry, you've landed on a page that is hosted by flywheel/), ...text(/oops! that's not the site you're looking for/)],
    'proof',
    'Flywheel support',
  ),
  platform('kinsta-no-site', 'Kinsta', text(/\bno site for domain\b/), 'strong', 'EdOverflow/can-i-take-over-xyz'),
  platform(
    'pantheon-unknown',
    'Pantheon',
    text(/404 error unknown site|\bthe hostname [^ ]{1,253} is unknown\b/),
    'strong',
    'pantheon.io/docs',
  ),
  platform(
    'heroku-no-app',
    'Heroku',
    [{ where: 'excerpt', pattern: /herokucdn\.com\/error-pages\/no-such-app\.html/ }],
    'strong',
    'devcenter.heroku.com, error pages',
  ),
  platform(
    'heroku-no-app-title',
    'Heroku',
    [{ where: 'title', pattern: /^(heroku \| )?no such app$/ }],
    'strong',
    'EdOverflow/can-i-take-over-xyz',
  ),
  platform(
    'bucket-missing',
    'the storage service',
    text(/\b(nosuchbucket|the specified bucket does not exist)\b/),
    'proof',
    'AWS S3 and Google Cloud Storage error codes',
  ),
  platform(
    'github-pages-missing',
    'GitHub Pages',
    text(/\bthere isn't a github pages site here\b/),
    'strong',
    'EdOverflow/can-i-take-over-xyz',
  ),
  platform('fastly-unknown-domain', 'Fastly', text(/\bfastly error: unknown domain\b/), 'strong', 'fastly.com/documentation'),
  platform('acquia-not-found', 'Acquia', [{ where: 'title', pattern: /^web site not found$/ }], 'strong', 'EdOverflow/can-i-take-over-xyz'),
  platform('dreamhost-not-found', 'DreamHost', text(/^site not found well, this is awkward/), 'strong', 'EdOverflow/can-i-take-over-xyz'),
  platform(
    'digitalocean-no-records',
    'DigitalOcean',
    text(/\bdomain uses do name servers with no records in do\b/),
    'strong',
    'EdOverflow/can-i-take-over-xyz',
  ),
  platform(
    'wordpress-com-unregistered',
    'WordPress.com',
    text(/\bdo you want to register [^ ]{1,100}\.wordpress\.com/),
    'strong',
    'EdOverflow/can-i-take-over-xyz',
  ),
  platform('vercel-not-found', 'Vercel', text(/\bdeployment_(not_found|deleted)\b/), 'proof', 'vercel.com/docs/errors', {
    status: [404, 410],
    guards: [],
  }),
  platform('netlify-not-found', 'Netlify', text(/^not found - request id: /), 'strong', 'EdOverflow/can-i-take-over-xyz', {
    note: 'The header x-nf-request-id confirms the platform. A deleted site shows it too.',
  }),
  platform(
    'ghost-not-found',
    'Ghost',
    text(/\bthe thing you were looking for is no longer here, or never was\b/),
    'strong',
    'EdOverflow/can-i-take-over-xyz',
  ),
  platform('bitbucket-missing', 'Bitbucket', text(/^repository not found\b/), 'medium', 'EdOverflow/can-i-take-over-xyz', {
    guards: ['small-page', 'not-as-before', 'not-2xx'],
  }),
  platform(
    'tumblr-missing',
    'Tumblr',
    text(/\bwhatever you were looking for doesn't currently exist at this address\b/),
    'strong',
    'EdOverflow/can-i-take-over-xyz',
  ),
  platform('surge-missing', 'Surge', text(/^project not found\b/), 'medium', 'EdOverflow/can-i-take-over-xyz', {
    guards: ['small-page', 'not-as-before', 'not-2xx'],
  }),
  platform('firebase-not-found', 'Firebase', text(/^site not found why am i seeing this\?/), 'strong', 'field: Firebase Hosting'),
  platform(
    'azure-app-missing',
    'Azure App Service',
    [{ where: 'title', pattern: /^microsoft azure web app - error 404$/ }],
    'strong',
    'field: Azure App Service',
  ),
  platform('railway-missing', 'Railway', text(/\bthe train has not arrived at the station\b/), 'strong', 'field: Railway'),
  platform('ingress-default-backend', 'the cluster', text(/^default backend - 404$/), 'strong', 'kubernetes/ingress-nginx', {
    note: 'The cluster has no rule for this name.',
  }),
]

type More = { readonly status?: readonly number[]; readonly guards?: readonly Guard[]; readonly note?: string }

// Every platform says the same thing in its own words, so only the words differ.
function platform(id: string, who: string, marks: readonly Mark[], weight: Weight, source: string, more: More = {}): Signature {
  const { status, guards = SMALL, note = TAKEOVER } = more
  const explain = `The name leads to ${who}, which does not know the site under this name.`
  return {
    id,
    says: 'unmapped',
    cause: 'hosting.unmapped',
    who,
    ...(status ? { status } : {}),
    marks,
    weight,
    guards,
    explain,
    source,
    note,
    since: '2026-11',
  }
}

function text(pattern: RegExp): readonly Mark[] {
  return [{ where: 'text', pattern }]
}
