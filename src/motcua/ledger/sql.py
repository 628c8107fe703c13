"""Statements that migrations run: guards on entries, the schema of secrets, roles and grants.

Triggers and grants are a convenience; what convinces an outsider stands outside the database
(ledger of checkpoints with witnesses, mirrors, receipts).
"""

GUARDS = """
ALTER TABLE ledger_outbox ADD CONSTRAINT leaf_fits_a_bundle
    CHECK (octet_length(leaf) BETWEEN 1 AND 65535);
ALTER TABLE ledger_entry ADD CONSTRAINT leaf_fits_a_bundle
    CHECK (octet_length(leaf) BETWEEN 1 AND 65535);
ALTER TABLE ledger_entry ADD CONSTRAINT hash_has_32_bytes CHECK (octet_length(leaf_hash) = 32);
CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'entries of the log are append-only: % refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
"""
NO_GUARDS = """
DROP TRIGGER ledger_append_only ON ledger_entry;
DROP FUNCTION ledger_refuse_change();
ALTER TABLE ledger_entry DROP CONSTRAINT hash_has_32_bytes;
ALTER TABLE ledger_entry DROP CONSTRAINT leaf_fits_a_bundle;
ALTER TABLE ledger_outbox DROP CONSTRAINT leaf_fits_a_bundle;
"""

# One secret a dossier. Long-term backups leave this schema out: `pg_dump --exclude-schema=secrets`.
SECRETS = """
CREATE SCHEMA secrets;
CREATE TABLE secrets.dossier_secret (
    dossier bigint PRIMARY KEY,
    k_d bytea CHECK (octet_length(k_d) = 32),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    destroyed_at timestamptz,
    CHECK ((k_d IS NULL) = (destroyed_at IS NOT NULL))
);
CREATE TABLE secrets.chain (
    dossier bigint PRIMARY KEY REFERENCES secrets.dossier_secret,
    tag bytea NOT NULL UNIQUE CHECK (octet_length(tag) = 16),
    next_n integer NOT NULL DEFAULT 0,
    last bytea,
    life jsonb NOT NULL DEFAULT '{}',
    facts jsonb NOT NULL DEFAULT '{}'
);
CREATE TABLE secrets.sealed (
    dossier bigint NOT NULL REFERENCES secrets.dossier_secret,
    n integer NOT NULL,
    event bigint,
    leaf_hash bytea NOT NULL UNIQUE,
    part text NOT NULL,
    before bigint NOT NULL,
    signature bytea NOT NULL CHECK (octet_length(signature) = 64),
    PRIMARY KEY (dossier, n)
);
CREATE INDEX chain_code ON secrets.chain ((facts ->> 'code'));
CREATE TABLE secrets.received_day (
    day date NOT NULL,
    branch varchar(8) NOT NULL,
    code varchar(32) NOT NULL,
    count integer NOT NULL,
    PRIMARY KEY (branch, code, day)
);
"""
NO_SECRETS = "DROP SCHEMA secrets CASCADE;"

# Events told before the log existed belong into it too.
CATCH_UP = """
INSERT INTO events_outbox (event_id, consumer)
SELECT id, 'ledger' FROM events_event e WHERE NOT EXISTS (
    SELECT 1 FROM events_outbox o WHERE o.event_id = e.id AND o.consumer = 'ledger');
"""

# A draw that was made is never changed; a round is neither.
DRAWS = """
CREATE TRIGGER ledger_round_append_only BEFORE UPDATE OR DELETE ON ledger_round
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_ask_drawn_once BEFORE UPDATE OR DELETE ON ledger_ask
    FOR EACH ROW WHEN (OLD.officer IS NOT NULL) EXECUTE FUNCTION ledger_refuse_change();
"""
NO_DRAWS = """
DROP TRIGGER ledger_ask_drawn_once ON ledger_ask;
DROP TRIGGER ledger_round_append_only ON ledger_round;
"""

# Decisions to refuse of a month, found without reading every dossier. Instants are kept in UTC with
# one spelling, so that in the order of bytes they are in the order of time.
CHAIN_REFUSED = """
CREATE INDEX chain_refused ON secrets.chain ((facts ->> 'settled_at') COLLATE "C")
    WHERE facts ->> 'outcome' = 'refused';
"""
NO_CHAIN_REFUSED = "DROP INDEX secrets.chain_refused;"
# The read model is folded again from the entries, with its counts.
FOLD_AGAIN = "DELETE FROM ledger_publiclife; UPDATE ledger_folded SET size = 0;"

ROLES = ("motcua_web", "motcua_sequencer", "motcua_eraser", "motcua_drawer")
GRANTS = """
GRANT USAGE ON SCHEMA secrets TO motcua_web, motcua_sequencer, motcua_eraser;
GRANT SELECT ON ledger_entry, ledger_state, ledger_published, ledger_publiclife, ledger_folded,
    ledger_monthcount TO motcua_web, motcua_sequencer, motcua_eraser;
GRANT INSERT ON ledger_outbox TO motcua_eraser;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO motcua_web, motcua_sequencer, motcua_eraser;
GRANT SELECT ON secrets.dossier_secret, secrets.sealed, secrets.chain TO motcua_web;
GRANT SELECT, INSERT ON secrets.dossier_secret, secrets.sealed TO motcua_sequencer;
GRANT SELECT, INSERT, UPDATE ON secrets.chain, secrets.received_day TO motcua_sequencer;
GRANT SELECT, INSERT ON events_event, events_outbox TO motcua_web;
GRANT SELECT ON events_event TO motcua_sequencer;
GRANT SELECT, DELETE ON events_outbox TO motcua_sequencer;
GRANT SELECT, INSERT, DELETE ON ledger_outbox TO motcua_sequencer;
GRANT INSERT ON ledger_entry, ledger_published TO motcua_sequencer;
GRANT INSERT, UPDATE ON ledger_state, ledger_publiclife, ledger_folded, ledger_monthcount
    TO motcua_sequencer;
GRANT SELECT, UPDATE ON secrets.dossier_secret TO motcua_eraser;
GRANT SELECT, UPDATE, DELETE ON secrets.chain, secrets.sealed TO motcua_eraser;
GRANT USAGE ON SCHEMA secrets TO motcua_drawer;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO motcua_drawer;
GRANT SELECT ON ledger_entry, ledger_state, ledger_published, secrets.sealed TO motcua_drawer;
GRANT INSERT ON ledger_outbox TO motcua_drawer;
GRANT SELECT, INSERT ON ledger_round, ledger_saidroster, ledger_saidabsence TO motcua_drawer;
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger_ask TO motcua_drawer;
GRANT SELECT, INSERT, UPDATE ON ledger_drawing TO motcua_drawer;
GRANT SELECT ON ledger_ask, ledger_drawing, ledger_round, ledger_saidroster TO motcua_web;
"""
