-- Backups of the versions before this one hold the signing key: it no longer verifies. Devices get a new access token by their refresh
-- cookie. In a recovery the database came out of such a file, sessions that had ended since among its rows: they end.
delete from signing_key;
update session set ended_at = now(), end_reason = 'restored' where ended_at is null and exists (select from installation where recovery_since is not null);
