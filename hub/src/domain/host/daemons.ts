/** What people call the services that an agent asks. */
export const DAEMONS = {
  postgres: 'PostgreSQL',
  redis: 'Redis',
  'php-fpm': 'PHP-FPM',
  web: 'The web server',
  lsapi: 'PHP of LiteSpeed',
} as const
