-- Run once: runuser -u postgres -- psql -f deploy/postgresql.sql
-- The user of the service has the name of this role, so PostgreSQL lets it in over its socket without a password.
-- It owns its database: `streekwerk restore` puts a whole schema in place.
CREATE ROLE streekwerk LOGIN;
CREATE DATABASE streekwerk OWNER streekwerk ENCODING 'UTF8' TEMPLATE template0;
