/** A database of Uptime Kuma, as louislam/uptime-kuma writes it: db/knex_init_db.js with the columns of its later migrations, as far as one of them is read. */
export const KUMA_SCHEMA = `
create table monitor (id integer primary key autoincrement, name varchar(150), active boolean not null default 1, user_id integer,
  interval integer not null default 20, url text, type varchar(20), weight integer default 2000, hostname varchar(255), port integer,
  created_date datetime, keyword varchar(255), maxretries integer not null default 0, ignore_tls boolean not null default 0,
  upside_down boolean not null default 0, maxredirects integer not null default 10,
  accepted_statuscodes_json text not null default '["200-299"]', dns_resolve_type varchar(5), dns_resolve_server varchar(255),
  retry_interval integer not null default 0, push_token varchar(32), method text not null default 'GET', body text, headers text,
  basic_auth_user text, basic_auth_pass text, docker_host integer, docker_container varchar(255), proxy_id integer,
  expiry_notification boolean default 1, database_connection_string varchar(2000), database_query text, auth_method varchar(250),
  resend_interval integer not null default 0, packet_size integer not null default 56, game varchar(255),
  http_body_encoding varchar(25), description text, parent integer, invert_keyword boolean not null default 0, json_path text,
  expected_value varchar(255), timeout double not null default 0, conditions text not null default '[]', json_path_operator varchar(255),
  smtp_security varchar(255));
create table tag (id integer primary key autoincrement, name varchar(255) not null, color varchar(255) not null, created_date datetime);
create table monitor_tag (id integer primary key autoincrement, monitor_id integer not null, tag_id integer not null, value text);
create table notification (id integer primary key autoincrement, name varchar(255), active boolean, user_id integer, is_default boolean, config text);
create table status_page (id integer primary key autoincrement, slug varchar(255) not null, title varchar(255) not null);
create table maintenance (id integer primary key autoincrement, title varchar(150) not null);
`
