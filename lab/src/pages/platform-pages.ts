import type { Website } from '../sites.ts'
import { document } from './document.ts'

/** What platforms say of a site that was switched off, not paid, or never connected: the marks that their documents name. */
export const vercel = (status: number, code: string, sentence: string): string =>
  document(
    `${status}: ${code}`,
    `<p><strong>${status}</strong>: <code>${code}</code></p><p>${sentence}</p><p>Code: <code>${code}</code></p><p>ID: <code>lab1::x7k2p-1763768000000-0a1b2c3d4e5f</code></p><p>If you are a visitor, contact the website owner or try again later.</p>`,
  )

export const SHOPIFY_UNAVAILABLE = document(
  'Sorry, this store is currently unavailable.',
  '<div class="page"><h1>Sorry, this store is currently unavailable.</h1><p>Are you the store owner? Log in.</p></div>',
)
export const SHOPIFY_SHOP_UNAVAILABLE = document(
  'Sorry, this shop is currently unavailable.',
  '<div class="shopify"><h2>Sorry, this shop is currently unavailable.</h2></div>',
)
export const SQUARESPACE_EXPIRED = document(
  'Website Expired',
  '<div class="parking-page"><h1>Website Expired</h1><p>This account has expired. If you are the site owner, click below to log in.</p><a href="/config">Owner Login</a></div>',
)
export const WIX_UNCONNECTED = document(
  "Looks Like This Domain Isn't Connected To A Website Yet",
  "<h1>Looks Like This Domain Isn't Connected To A Website Yet!</h1><p>Is this your domain? Connect it to your Wix website in just a few clicks.</p>",
)
export const TILDA_UNPAID = document(
  'Please renew your subscription',
  '<h1>Please renew your subscription</h1><p>The site was published on a plan that has ended.</p>',
)
export const WPENGINE_UNMAPPED = document(
  'Site Not Configured',
  '<h1>The site you were looking for couldn’t be found.</h1><p>This domain is successfully pointed at WP Engine, but is not configured for an account on our platform.</p>',
)
export const WPENGINE_NOT_FOUND = document(
  '404',
  "<h1>The site you were looking for couldn't be found.</h1><p>Make sure you typed the address correctly.</p>",
)
export const FLYWHEEL_UNMAPPED = document(
  "Oops! That's not the site you're looking for.",
  "<h1>Oops! That's not the site you're looking for.</h1><p>We're sorry, you've landed on a page that is hosted by Flywheel, but there is no site here.</p>",
)
export const KINSTA_UNMAPPED = document('No Site For Domain', '<h1>No Site For Domain</h1><p>Kinsta</p>')
export const pantheonUnknown = ({ name }: Pick<Website, 'name'>): string =>
  document(
    '404 - Unknown site',
    `<h1>404 error unknown site!</h1><p>The hostname ${name} is unknown. If you are the owner, add it to an environment.</p>`,
  )
export const HEROKU_NO_APP = document(
  'Heroku | No such app',
  '<h1>No such app</h1><p>There is no app configured at that hostname.</p><p>Perhaps the app owner has renamed it, or you mistyped the URL.</p>',
)
export const HEROKU_CRASHED =
  '<!DOCTYPE html>\n<html>\n<head><title>Application Error</title></head>\n<body><iframe src="//www.herokucdn.com/error-pages/application-error.html" title="Application error"></iframe><p>Application error</p></body>\n</html>\n'
export const s3NoBucket = ({ name }: Pick<Website, 'name'>): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message><BucketName>${name}</BucketName><RequestId>4KZLAB7</RequestId></Error>`
export const s3NoBucketHtml = ({ name }: Pick<Website, 'name'>): string =>
  `<html>\n<head><title>404 Not Found</title></head>\n<body>\n<h1>404 Not Found</h1>\n<ul>\n<li>Code: NoSuchBucket</li>\n<li>Message: The specified bucket does not exist</li>\n<li>BucketName: ${name}</li>\n</ul>\n<hr/>\n</body>\n</html>\n`
export const GITHUB_PAGES_404 = document(
  'Site not found · GitHub Pages',
  '<div class="container"><h1>404</h1><p><strong>There isn\'t a GitHub Pages site here.</strong></p><p>If you\'re trying to publish one, read the full documentation.</p></div>',
)
export const NETLIFY_404 = 'Not Found - Request ID: 01KALAB7Q8ZB0X9N5E3M2T4RVW\n'
export const DREAMHOST_404 = document(
  'Site Not Found',
  '<h1>Site Not Found</h1><p>Well, this is awkward. The site you are looking for is not here.</p>',
)
export const ACQUIA_404 = document(
  'Web Site Not Found',
  '<h1>Web Site Not Found</h1><p>Sorry, we could not find any content for this web address.</p>',
)
export const DIGITALOCEAN_404 = document('Domain not configured', '<p>Domain uses DO name servers with no records in DO.</p>')
export const WORDPRESS_COM = ({ name }: Pick<Website, 'name'>): string =>
  document('WordPress.com', `<h1>${name} doesn&#8217;t exist</h1><p>Do you want to register ${name.split('.')[0]}.wordpress.com?</p>`)
